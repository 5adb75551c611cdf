"""Makes any text a clerk can paste fit for paper, without changing what it says."""

from __future__ import annotations

import unicodedata

CUT_MARK = "…"
# Control characters, invisible formatting (also the marks that turn text round), half characters.
_NOT_FOR_PAPER = frozenset({"Cc", "Cf", "Cs"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def one_line(text: str, longest: int) -> str:
    """Return a text without line breaks, cut with a mark after `longest` characters."""
    return " ".join(lines(text, longest))


def lines(text: str, longest: int) -> list[str]:
    """Return a text by its own lines, empty ones left out, cut after `longest` characters."""
    cut = text if len(text) <= longest else text[:longest] + CUT_MARK
    cleaned = (_cleaned(line) for line in cut.splitlines())
    return [line for line in cleaned if line]


def _cleaned(line: str) -> str:
    kept = (
        character
        for word in unicodedata.normalize("NFC", line).split()
        for character in f"{word} "
        if unicodedata.category(character) not in _NOT_FOR_PAPER
        and ord(character) not in _VARIATION_SELECTORS
    )
    return " ".join("".join(kept).split())
