"""Numbers of outgoing letters: taken from a block reserved for the device, or typed by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

REFILL_BELOW = 10  # numbers left when a desk asks for the next block
DEFAULT_PATTERN = "{kode}/{urut:3}/{unit}/{tahun}"
# Archive code of progress reports on public complaints (Permendagri 83/2022); offices edit it.
DEFAULT_ARCHIVE_CODE = "700.1.2.4"
_TOKEN = re.compile(r"\{(kode|urut|unit|bulan_romawi|tahun)(?::([1-9]))?\}")
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """Sequence numbers `next_number`..`last` of one year that only this device may issue.

    None of them may be given after `expires_on`: the office's ledger counts them as unused.
    """

    year: int
    first: int
    last: int
    next_number: int
    expires_on: date

    @property
    def remaining(self) -> int:
        return self.last - self.next_number + 1

    def taken(self) -> LetterBlock:
        """Return the block after its next number was used."""
        return replace(self, next_number=self.next_number + 1)


@dataclass(frozen=True, slots=True)
class LetterVoid:
    """A number of this device's own blocks that was spoilt, and why."""

    uid: UUID
    year: int
    sequence: int
    reason: str
    person_uid: UUID
    voided_at: datetime


def formatted_number(
    pattern: str, sequence: int, day: date, *, archive_code: str, unit: str
) -> str:
    """Fill a pattern such as `{kode}/{urut:3}/{unit}/{bulan_romawi}/{tahun}`."""
    values = {
        "kode": archive_code,
        "unit": unit,
        "bulan_romawi": _ROMAN_MONTHS[day.month - 1],
        "tahun": str(day.year),
    }

    def fill(match: re.Match[str]) -> str:
        name, width = match.groups()
        if name == "urut":
            return str(sequence).zfill(int(width or 1))
        return values[name]

    return _TOKEN.sub(fill, pattern)
