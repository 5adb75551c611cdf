"""Keeps the desk in letter numbers: asks for the next block before the last one runs out."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.letter_numbers import REFILL_BELOW, LetterBlock
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.server import CentralServer

_DECEMBER = 12


def refill_letter_numbers(desk: Desk, server: CentralServer) -> None:
    """Ask for numbers where few are left: for this year, and in December for the next one."""
    with desk.open_read() as work:
        office = work.directory.office(server.identity.office_uid)
        if office is None:
            return
        today = desk.clock().astimezone(ZoneInfo(office.time_zone)).date()
        years = [today.year, today.year + 1] if today.month == _DECEMBER else [today.year]
        blocks = {year: work.numbers.letter_blocks(year) for year in years}
        marks = work.state.sync_marks()
    for year, known in blocks.items():
        left = sum(block.remaining for block in known if block.expires_on >= today)
        if left >= REFILL_BELOW:
            continue
        last = max((block.last for block in known), default=0)
        told = server.letter_blocks(marks, year, last=last, left=left)
        leased = [block_from(block) for block in told.blocks]
        with desk.open_work() as work:
            for block in leased:
                work.numbers.put_letter_block(block)
            work.commit()


def block_from(told: wire.NumberRange) -> LetterBlock:
    """Read a block of which nothing has been used; raises ExpectedError SERVER_NONSENSE."""
    try:
        expires_on = date.fromisoformat(told.expires_on)
    except ValueError as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error
    return LetterBlock(told.year, told.first, told.last, told.first, expires_on)
