"""Keeps the desk in letter numbers: asks for the next block before the last one runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.letter_numbers import REFILL_BELOW, LetterBlock
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.server import CentralServer

_DECEMBER = 12
_YEARS = range(2000, 10_000)
_LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Shortage:
    """A year whose numbers run out: the highest known of it, and how many may still be given."""

    year: int
    last: int
    left: int


def shortages(desk: Desk, work: UnitOfWork, office_uid: UUID) -> list[Shortage]:
    """Return where few numbers are left: this year, and in December the next one."""
    zone = work.directory.time_zone(office_uid)
    if zone is None:
        return []
    today = desk.clock().astimezone(ZoneInfo(zone)).date()
    years = [today.year, today.year + 1] if today.month == _DECEMBER else [today.year]
    found = []
    for year in years:
        known = work.numbers.letter_blocks(year)
        left = sum(block.remaining for block in known if block.expires_on >= today)
        if left < REFILL_BELOW:
            found.append(Shortage(year, max((block.last for block in known), default=0), left))
    return found


def refill_letter_numbers(desk: Desk, server: CentralServer, wanted: Sequence[Shortage]) -> None:
    """Ask for numbers where few are left."""
    if not wanted:
        return
    with desk.open_read() as work:
        marks = work.state.sync_marks()
    for shortage in wanted:
        told = server.letter_blocks(marks, shortage.year, last=shortage.last, left=shortage.left)
        keep_blocks(desk, told.blocks)


def keep_blocks(desk: Desk, told: Sequence[wire.NumberRange]) -> None:
    """Keep leased numbers, those known already as they are; raises SERVER_NONSENSE.

    Numbers that lie in another block already may have been given, and are refused with all others.
    """
    leased = [block_from(block) for block in told]
    with desk.open_work() as work:
        for block in leased:
            known = work.numbers.letter_blocks(block.year)
            if any(_cross(block, other) for other in known):
                raise ExpectedError(Trouble.SERVER_NONSENSE)
            work.numbers.put_letter_block(block)
        work.commit()


def _cross(block: LetterBlock, other: LetterBlock) -> bool:
    return block.first != other.first and block.first <= other.last and other.first <= block.last


def block_from(told: wire.NumberRange) -> LetterBlock:
    """Read a block of which nothing has been used; raises ExpectedError SERVER_NONSENSE."""
    try:
        expires_on = date.fromisoformat(told.expires_on)
    except ValueError as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error
    if told.year not in _YEARS or not 1 <= told.first <= told.last <= _LARGEST_NUMBER:
        raise ExpectedError(Trouble.SERVER_NONSENSE)
    return LetterBlock(told.year, told.first, told.last, told.first, expires_on)
