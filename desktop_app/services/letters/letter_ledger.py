"""The book of letter numbers of a year: issued, spoilt, still to give, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby
from uuid import UUID

from desktop_app.domain.letter_numbers import LetterBlock, LetterVoid
from desktop_app.domain.letters import Letter
from desktop_app.services.context import DeskContext


class NumberState(Enum):
    """What became of a number; FREE, SKIPPED and EXPIRED are of this PC's own blocks.

    ELSEWHERE: given or held by another PC of the office, as far as this one knows.
    """

    ISSUED = "issued"
    VOID = "void"
    FREE = "free"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Numbers `first`..`last` of one state; an issued or spoilt number has a line of its own.

    `subject` is the letter's, or why a number was spoilt; `on` the date of either in the office's
    zone; `author` is empty where not known.
    """

    first: int
    last: int
    state: NumberState
    number: str = ""
    subject: str = ""
    author: str = ""
    on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class LetterLedger:
    """One year of the book, the newest number first; `free` counts what this PC may still give."""

    year: int
    lines: tuple[LedgerLine, ...]
    free: int


def letter_ledger(year: int, context: DeskContext) -> LetterLedger:
    """Write the book of one year from what this desk knows."""
    with context.open_read() as work:
        issued = work.letters.issued(context.office.uid, year)
        voids = {void.sequence: void for void in work.numbers.letter_voids(year)}
        blocks = work.numbers.letter_blocks(year)
        uids = {void.person_uid for void in voids.values()}
        people = {uid: work.directory.person(uid) for uid in uids}
    names = {uid: person.name for uid, person in people.items() if person}
    states = _states(issued, voids, blocks, today=context.today())
    lines: list[LedgerLine] = []
    for (state, expires_on), run in groupby(states, key=lambda item: item[1:]):
        sequences = [sequence for sequence, _, _ in run]
        if state is NumberState.ISSUED:
            lines += [_issued(issued[sequence]) for sequence in sequences]
        elif state is NumberState.VOID:
            lines += [_void(voids[sequence], names, context) for sequence in sequences]
        else:
            lines.append(LedgerLine(sequences[0], sequences[-1], state, expires_on=expires_on))
    free = sum(1 for _, state, _ in states if state is NumberState.FREE)
    return LetterLedger(year, tuple(reversed(lines)), free)


def _states(
    issued: Mapping[int, Letter],
    voids: Mapping[int, LetterVoid],
    blocks: Iterable[LetterBlock],
    *,
    today: date,
) -> list[tuple[int, NumberState, date | None]]:
    """Give each number up to the highest known its state, and when a free one expires."""
    block_of = {n: block for block in blocks for n in range(block.first, block.last + 1)}
    highest = max((*issued, *voids, *block_of), default=0)
    return [
        (number, *_state(number, block_of.get(number), issued, voids, today=today))
        for number in range(1, highest + 1)
    ]


def _state(
    number: int,
    block: LetterBlock | None,
    issued: Mapping[int, Letter],
    voids: Mapping[int, LetterVoid],
    *,
    today: date,
) -> tuple[NumberState, date | None]:
    if number in issued:
        return NumberState.ISSUED, None
    if number in voids:
        return NumberState.VOID, None
    if block is None:
        return NumberState.ELSEWHERE, None
    if block.expires_on < today:
        return NumberState.EXPIRED, block.expires_on
    if number < block.next_number:
        return NumberState.SKIPPED, None
    return NumberState.FREE, block.expires_on


def _issued(letter: Letter) -> LedgerLine:
    sequence = letter.sequence or 0
    return LedgerLine(
        sequence,
        sequence,
        NumberState.ISSUED,
        number=letter.number,
        subject=letter.subject,
        on=letter.letter_date,
    )


def _void(void: LetterVoid, names: Mapping[UUID, str], context: DeskContext) -> LedgerLine:
    return LedgerLine(
        void.sequence,
        void.sequence,
        NumberState.VOID,
        subject=void.reason,
        author=names.get(void.person_uid, ""),
        on=context.local(void.voided_at).date(),
    )
