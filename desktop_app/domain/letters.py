"""An issued letter: numbered, frozen, its PDF kept with its digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """One issued letter; `sha256` names its frozen PDF, `sequence` is None for a manual number."""

    uid: UUID
    case_uid: UUID
    office_uid: UUID
    template: str
    number: str
    sequence: int | None
    year: int
    letter_date: date
    subject: str
    addressee: str
    sha256: str
    size: int
    person_uid: UUID
    issued_at: datetime
    server_time: datetime | None = None
