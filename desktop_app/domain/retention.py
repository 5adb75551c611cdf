"""How long it is kept who reported a case that has ended (UU 27/2022, article 43 and 44)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from desktop_app.domain.cases import Classification

LONGEST_MONTHS = 1200

# Months after the end of a case, by what kind of report it is; one that is not here is kept.
RetentionRules = Mapping[Classification, int]


@dataclass(frozen=True, slots=True)
class EndedCase:
    """A case of this office that has ended and still knows who reported it."""

    case_uid: UUID
    register_number: str
    classification: Classification
    ended_at: datetime


class EndedCases(Protocol):
    """The cases that may be due; those whose reporter is restricted are never."""

    def of_office(self, office_uid: UUID) -> Iterable[EndedCase]:
        """Every one that has ended and knows who reported it, the oldest first; looks at all."""

    def get(self, case_uid: UUID) -> EndedCase | None:
        """One of them, as it stands now; None where it is none."""


def due(rules: RetentionRules, ended: Iterable[EndedCase], now: datetime) -> list[EndedCase]:
    """Return those whose time is over, in the order given; days are those of the zone of `now`."""
    last_days = {kind: months_before(now.date(), months) for kind, months in rules.items()}
    return [
        one
        for one in ended
        if one.classification in last_days
        and one.ended_at.astimezone(now.tzinfo).date() <= last_days[one.classification]
    ]


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last of its month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
