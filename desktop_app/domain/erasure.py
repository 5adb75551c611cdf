"""Takes out of a case who reported it, and keeps the case (UU 27/2022, articles 8 and 43).

Desk and server do it with this one page, so that both have the same words afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.phone import PhoneError, normalise_phone
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry

STRUCK = "[dihapus]"
NO_FILE = sha256(b"").hexdigest()  # no file is kept that is empty
# Fields of a case in which people wrote what they liked.
CASE_WORDS = (
    "reporter_title", "reporter_words", "title", "place", "happened_words", "complained_about",
)  # fmt: skip
MOST_KNOWN = 20  # blocks that one erasure says it strikes out

_SHORTEST = 3  # letters of a name; shorter ones stand in too many words
_SHORTEST_ADDRESS = 8
_LEAST_WORDS_OF_ADDRESS = 2  # a single word is a village or a town, and stands for many people
_SHORTEST_NUMBER = 6
# What is passed over where a telephone is typed, as far as it stands between two digits.
_BETWEEN_DIGITS = r"[\s.\-()/\u2010-\u2015\u202a-\u202e\u2066-\u2069]{0,3}"


class Traces:
    """How somebody may be named in what others wrote: name, telephone, NIK and address as given.

    Only the whole of each is found, in any case and with any gaps. What describes
    somebody in other words, or spells them otherwise, people have to find. Several blocks are what
    was known of one person at different times.
    """

    def __init__(self, *known: Reporter) -> None:
        patterns = dict.fromkeys(one for reporter in known for one in _patterns(reporter))
        self._pattern = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    def count(self, text: str) -> int:
        """Count the places that name them."""
        return 0 if self._pattern is None else sum(1 for _ in self._pattern.finditer(text))

    def struck(self, text: str) -> str:
        """Return the text without them."""
        return text if self._pattern is None else self._pattern.sub(STRUCK, text)


def words_taken(before: str, after: str) -> Iterator[str]:
    """Yield what an erasure took out of a text, for those who know by its result alone who it was.

    Nothing where it is not the same text.
    """
    first, *rest = after.split(STRUCK)
    if not rest or not before.startswith(first):
        return
    place, taken = len(first), list[str]()
    for number, kept in enumerate(rest):
        is_last = number == len(rest) - 1
        end = len(before) - len(kept) if is_last else before.find(kept, place)
        if end < place or not before.endswith(kept, end, end + len(kept)):
            return
        taken.append(before[place:end])
        place = end + len(kept)
    yield from taken


def words_of(case: Case) -> tuple[str, ...]:
    """Return the texts of a case that an erasure goes through."""
    return tuple(getattr(case, name) for name in CASE_WORDS)


def erased_case(case: Case, traces: Traces) -> Case:
    """Return a case of which nobody knows any more who reported it."""
    return replace(struck_case(case, traces), identity_state=IdentityState.ERASED)


def struck_case(case: Case, traces: Traces) -> Case:
    """Return a case whose texts do not name them."""
    struck: dict[str, Any] = {name: traces.struck(getattr(case, name)) for name in CASE_WORDS}
    return replace(case, **struck)


def erased_entry(
    entry: TimelineEntry, traces: Traces, file_names: Collection[str]
) -> TimelineEntry:
    """Return an entry that names neither them nor the files that go with them."""
    if entry.kind is EntryKind.FILE and entry.text in file_names:
        return replace(entry, text=STRUCK)
    return replace(entry, text=traces.struck(entry.text))


def erased_release(release: Release, traces: Traces) -> Release:
    """Return a release whose reason does not name them."""
    return replace(release, reason=traces.struck(release.reason))


def erased_file(attachment: Attachment) -> Attachment:
    """Return what stays of a file that was erased: that there was one, who brought it, when."""
    return replace(attachment, sha256=NO_FILE, name="", media_type="", size=0)


def struck_file(attachment: Attachment, traces: Traces) -> Attachment:
    """Return a file that stays, under a name that does not name them."""
    return replace(attachment, name=traces.struck(attachment.name))


def _patterns(reporter: Reporter) -> Iterator[str]:
    """Yield what to look for; an address may begin with a name, a NIK with a telephone."""
    if len(reporter.address.split()) >= _LEAST_WORDS_OF_ADDRESS:
        yield from _of_words(reporter.address, _SHORTEST_ADDRESS)
    if any(map(str.isalnum, reporter.name)):
        yield from _of_words(reporter.name, _SHORTEST)
    if reporter.nik.isdigit() and len(reporter.nik) >= _SHORTEST_NUMBER:
        yield rf"(?<!\d){_of_digits(reporter.nik)}(?!\d)"
    else:
        yield from _of_words(reporter.nik, _SHORTEST_NUMBER)
    try:
        phone = normalise_phone(reporter.phone)
    except PhoneError:
        yield from _of_words(reporter.phone, _SHORTEST_NUMBER)
    else:
        country = rf"(?:(?:\+|00)?62{_BETWEEN_DIGITS})?(?:0{_BETWEEN_DIGITS})?"
        yield rf"(?<![\d+]){country}{_of_digits(phone.removeprefix('+62'))}(?!\d)"


def _of_words(text: str, shortest: int) -> Iterator[str]:
    words = text.split()
    if len(" ".join(words)) >= shortest:
        spaced = r"\s+".join(map(re.escape, words))
        yield rf"(?<!\w){spaced}(?!\w)"


def _of_digits(digits: str) -> str:
    return _BETWEEN_DIGITS.join(digits)
