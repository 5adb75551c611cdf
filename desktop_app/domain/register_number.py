"""Register numbers: printed at once, offline, unique for ever.

Office code, two digits of the year, device letter, sequence, check character: BBS/26/A-000123-G.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from typing_extensions import override

from desktop_app.domain.check_characters import check_character

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(r"([A-Z0-9]{2,8})/([0-9]{2})/([A-Z]{1,3})-([0-9]{6,12})-([0-9A-Z])")
_LONGEST_WITHOUT_SERVER = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """The parts of a register number; `year` has four digits."""

    office_code: str
    year: int
    device_letter: str
    sequence: int

    @override
    def __str__(self) -> str:
        body = f"{self.office_code}/{self.year % 100:02d}/{self.device_letter}-{self.sequence:06d}"
        return f"{body}-{check_character(body, _ALPHABET)}"


def parse_register_number(text: str, century: int = 2000) -> RegisterNumber | None:
    """Read a number as printed or typed; None when the shape or check character is wrong."""
    match = _SHAPE.fullmatch(text.strip().upper())
    if match is None:
        return None
    office_code, year, letter, sequence, check = match.groups()
    number = RegisterNumber(office_code, century + int(year), letter, int(sequence))
    return number if check_character(str(number)[:-2], _ALPHABET) == check else None


class ClockDoubt(Enum):
    """Why the date on this PC should be confirmed before a year is printed."""

    BEFORE_LAST_ENTRY = "before_last_entry"
    FAR_AFTER_SERVER = "far_after_server"


def clock_doubt(
    now: datetime, last_entry_at: datetime | None, last_server_time: datetime | None
) -> ClockDoubt | None:
    """Doubt a date before the last saved entry or over 400 days after the last server time."""
    if last_entry_at is not None and _day(now) < _day(last_entry_at):
        return ClockDoubt.BEFORE_LAST_ENTRY
    if last_server_time is not None and now - last_server_time > _LONGEST_WITHOUT_SERVER:
        return ClockDoubt.FAR_AFTER_SERVER
    return None


def _day(moment: datetime) -> date:
    return moment.date()
