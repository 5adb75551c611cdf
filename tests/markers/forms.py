"""The forms in which a word may lie in a file, and the search for all of them at once."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Iterator

_WIDTHS = ("utf-8", "utf-16-le", "utf-16-be")


class Search:
    """Looks for words of ASCII in bytes, whatever their case."""

    def __init__(self, words: Collection[str]) -> None:
        # Letters of base64 have a case that counts; everything else is compared in lower case.
        self._folded = [(word, form) for word in words for form in set(_folded_forms(word))]
        self._exact = [(word, form) for word in words for form in set(_base64_forms(word))]

    def found_in(self, content: bytes) -> set[str]:
        """Return the words that stand in these bytes in some form."""
        folded = content.lower()
        found = {word for word, form in self._folded if form in folded}
        return found | {word for word, form in self._exact if form in content}


def _folded_forms(word: str) -> Iterator[bytes]:
    for width in _WIDTHS:
        yield word.lower().encode(width)
    # In hexadecimal "A" and "a" are different digits, not different cases.
    for variant in _cases(word):
        for width in _WIDTHS:
            written = variant.encode(width)
            yield binascii.hexlify(written)
            yield "".join(f"%{byte:02x}" for byte in written).encode()


def _base64_forms(word: str) -> Iterator[bytes]:
    """Write a word as it stands inside a longer text, wherever its groups of three begin."""
    for variant in _cases(word):
        for width in _WIDTHS:
            written = variant.encode(width)
            for shift in range(3):
                whole = base64.b64encode(b"\0" * shift + written)
                first = -(-shift * 8 // 6)
                sure = whole[first : (shift + len(written)) * 8 // 6]
                yield sure
                yield sure.translate(bytes.maketrans(b"+/", b"-_"))


def _cases(word: str) -> set[str]:
    return {word, word.lower(), word.upper(), word.title()}
