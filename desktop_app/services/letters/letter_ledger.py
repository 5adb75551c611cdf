"""The book of letter numbers of a year: issued, by hand, spoilt, still to give, and the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby
from uuid import UUID

from desktop_app.domain.letter_numbers import LetterBlock, LetterVoid
from desktop_app.domain.letters import Letter
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand


class NumberState(Enum):
    """What became of a number; FREE, SKIPPED and EXPIRED are of this PC's own blocks.

    BY_HAND: typed from another book of the office, so it has no place in this one's order.
    ELSEWHERE: given or held by another PC of the office, as far as this one knows.
    """

    ISSUED = "issued"
    BY_HAND = "by_hand"
    VOID = "void"
    FREE = "free"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Numbers `first`..`last` of one state; an issued or spoilt number has a line of its own.

    Both are 0 for a letter numbered by hand, whose number is words.
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
    """One year of the book; `free` counts what this PC may still give.

    First the letters numbered by hand, the newest date on top, then the numbers from the highest.
    """

    year: int
    lines: tuple[LedgerLine, ...]
    free: int


def letter_ledger(year: int, context: DeskContext) -> LetterLedger:
    """Write the book of one year from what this desk knows; raises NOT_ALLOWED."""
    demand(Right.READ, context)
    with context.open_read() as work:
        letters = work.letters.of_year(context.office.uid, year)
        voids = {void.sequence: void for void in work.numbers.letter_voids(year)}
        blocks = work.numbers.letter_blocks(year)
        uids = {void.person_uid for void in voids.values()}
        people = {uid: work.directory.person(uid) for uid in uids}
    # Where two claim one number, the one that the server has stands.
    issued = {letter.sequence: letter for letter in letters if letter.sequence is not None}
    by_hand = [letter for letter in letters if letter.sequence is None]
    by_hand.sort(key=lambda letter: (letter.letter_date, letter.number), reverse=True)
    names = {uid: person.name for uid, person in people.items() if person}
    states = _states(issued, voids, blocks, today=context.today())
    lines: list[LedgerLine] = []
    for (state, expires_on), run in groupby(states, key=lambda item: item[1:]):
        sequences = [sequence for sequence, _, _ in run]
        if state is NumberState.ISSUED:
            lines += [_letter_line(issued[sequence], state) for sequence in sequences]
        elif state is NumberState.VOID:
            lines += [_void(voids[sequence], names, context) for sequence in sequences]
        else:
            lines.append(LedgerLine(sequences[0], sequences[-1], state, expires_on=expires_on))
    free = sum(1 for _, state, _ in states if state is NumberState.FREE)
    written = [_letter_line(letter, NumberState.BY_HAND) for letter in by_hand]
    return LetterLedger(year, (*written, *reversed(lines)), free)


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


def _letter_line(letter: Letter, state: NumberState) -> LedgerLine:
    sequence = letter.sequence or 0
    return LedgerLine(
        sequence,
        sequence,
        state,
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
