"""What is shown or printed of a confidential case only for a reason, which is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol
from uuid import UUID

from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.typed_text import typed

WORDS_LENGTH = 500


class DisclosureReason(Enum):
    """Why somebody needs it; OTHER is said in words. TOOK: they took the case on that very day."""

    TOOK = "took"
    WORK = "work"
    REPORTER_ASKS = "reporter_asks"
    SUPERVISION = "supervision"
    OTHER = "other"


# What people choose from.
OFFERED = tuple(reason for reason in DisclosureReason if reason is not DisclosureReason.TOOK)


class Disclosed(Enum):
    """What was shown: the case on the screen, or what is left out of prints and exports."""

    CASE = "case"
    RECEIPT = "receipt"
    UNSENT_WORK = "unsent_work"


@dataclass(frozen=True, slots=True)
class Because:
    """What somebody answered when asked why."""

    reason: DisclosureReason | None
    words: str = ""

    def problems(self) -> list[Problem]:
        """List what is wrong with it; a reason of the list needs no words."""
        if self.reason is None:
            return [Problem("reason", ProblemCode.REQUIRED)]
        if self.reason is DisclosureReason.OTHER and not typed(self.words):
            return [Problem("words", ProblemCode.REQUIRED)]
        if len(self.words) > WORDS_LENGTH:
            return [Problem("words", ProblemCode.TOO_LONG)]
        return []


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One such act of a person; `day` is that of their office, `case_uid` None for many cases."""

    person_uid: UUID
    case_uid: UUID | None
    what: Disclosed
    day: date
    reason: DisclosureReason
    words: str
    made_at: datetime


class Disclosures(Protocol):
    """Who was shown what is confidential, and why; only added to."""

    def add(self, disclosure: Disclosure) -> None: ...
    def of_case(self, case_uid: UUID) -> list[Disclosure]:
        """In the order they were made."""

    def may_see(self, person_uid: UUID, case_uid: UUID, day: date) -> bool:
        """Say whether a person has said on that day why they open this case."""
