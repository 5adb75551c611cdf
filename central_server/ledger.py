"""The ledger of an office's letter numbers: what became of each number that was leased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection, select

from central_server.schema import device, letter, letter_block, letter_void

PASSED_OVER = "passed over after a restore; desks may hold them"


class NumberState(Enum):
    """What became of a letter number."""

    ISSUED = "issued"
    VOID = "void"
    LEASED = "leased"
    EXPIRED = "expired"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers `first`..`last` of which the same is true.

    `device` is the letter of the desk that leased them, empty where the server does not know it: a
    restored server passes over numbers whose leases it may have forgotten. `words` are the whole
    number of an issued letter, the reason of a void one, the last day of a lease, why numbers were
    passed over.
    """

    first: int
    last: int
    state: NumberState
    device: str
    words: str


def ledger(connection: Connection, office_uid: UUID, year: int, today: date) -> list[Line]:
    """List the numbers of an office and year in order; equal neighbours share a line."""
    issued = select(letter.c.sequence, letter.c.number).where(
        letter.c.office_uid == office_uid, letter.c.year == year
    )
    void = select(letter_void.c.sequence, letter_void.c.reason).where(
        letter_void.c.office_uid == office_uid, letter_void.c.year == year
    )
    # A number that was issued stays so, whatever was said of it before.
    used = {number: (NumberState.VOID, reason) for number, reason in connection.execute(void)}
    used |= {
        number: (NumberState.ISSUED, text)
        for number, text in connection.execute(issued)
        if number is not None
    }
    blocks = (
        select(letter_block.c.first, letter_block.c.last, letter_block.c.expires_on)
        .add_columns(device.c.letter)
        .join(device, device.c.uid == letter_block.c.device_uid)
        .where(letter_block.c.office_uid == office_uid, letter_block.c.year == year)
    )
    leased = {
        number: (device_letter, expires_on)
        for first, last, expires_on, device_letter in connection.execute(blocks)
        for number in range(first, last + 1)
    }
    lines: list[Line] = []
    for number in sorted({*range(1, max(leased, default=0) + 1), *used}):
        device_letter, expires_on = leased.get(number, ("", None))
        state, words = used.get(number) or _unused(expires_on, today)
        lines.append(Line(number, number, state, device_letter, words))
    return list(_joined(lines))


def _unused(expires_on: date | None, today: date) -> tuple[NumberState, str]:
    """Say what a number is that nobody used, which is leased until then or known to no lease."""
    if expires_on is None:
        return NumberState.FORGOTTEN, PASSED_OVER
    state = NumberState.LEASED if expires_on >= today else NumberState.EXPIRED
    return state, expires_on.isoformat()


def _joined(lines: list[Line]) -> Iterator[Line]:
    for _, group in groupby(lines, lambda line: (line.state, line.device, line.words)):
        equal = list(group)
        yield replace(equal[0], last=equal[-1].last)
