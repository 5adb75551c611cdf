"""Due dates by working days, with national holidays, joint leave and local days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

MONDAY_TO_FRIDAY = frozenset(range(5))
_LONGEST_REST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days an office works; `version` names the holiday table a due date used."""

    free_days: frozenset[date]
    version: str
    workdays: frozenset[int] = MONDAY_TO_FRIDAY

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.workdays and day not in self.free_days

    def add_working_days(self, start: date, count: int) -> date:
        """Count working days after `start`, which itself is not counted."""
        day = last = start
        while count:
            day += timedelta(days=1)
            if self.is_working_day(day):
                last = day
                count -= 1
            elif (day - last).days > _LONGEST_REST_DAYS:
                raise ValueError("the calendar has no working days")
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count working days after `start` up to and with `end`; 0 when `end` is not later."""
        span = (end - start).days
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, span + 1))


class Unit(Enum):
    """How a time limit counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit, for example three working days."""

    days: int
    unit: Unit = Unit.WORKING_DAYS

    def after(self, start: date, work_calendar: WorkCalendar) -> date:
        """Return the last day of the limit; the start day is not counted."""
        if self.unit is Unit.CALENDAR_DAYS:
            return start + timedelta(days=self.days)
        return work_calendar.add_working_days(start, self.days)


@dataclass(frozen=True, slots=True)
class DeadlineProfile:
    """A named, versioned set of limits; `resolution` is keyed by classification code."""

    name: str
    version: int
    verification: Limit
    response: Limit
    resolution: Mapping[str, Limit] = field(default_factory=dict)
    auto_close: Limit = Limit(10)

    @property
    def label(self) -> str:
        return f"{self.name} v{self.version}"


# Limits in use at SP4N-LAPOR! desks (App Store listing, blog.lapor.go.id) and sippn.menpan.go.id:
# verify 3, respond 5, ordinary complaint 14, information 5 working days, auto-close after 10.
SP4N_PROFILE = DeadlineProfile(
    name="SP4N",
    version=1,
    verification=Limit(3),
    response=Limit(5),
    resolution={
        "complaint": Limit(14),
        "aspiration": Limit(14),
        "information_request": Limit(5),
    },
)


@dataclass(frozen=True, slots=True)
class DueDates:
    """The dates frozen on a case when it was received, moved only by pauses."""

    verification: date
    response: date
    resolution: date
    profile: str
    calendar_version: str
    paused_days: int = 0


def due_dates(
    profile: DeadlineProfile, classification: str, received_on: date, work_calendar: WorkCalendar
) -> DueDates:
    """Compute the dates of a case received on a local date."""
    return DueDates(
        verification=profile.verification.after(received_on, work_calendar),
        response=profile.response.after(received_on, work_calendar),
        resolution=profile.resolution[classification].after(received_on, work_calendar),
        profile=profile.label,
        calendar_version=work_calendar.version,
    )


def after_pause(due: DueDates, since: date, until: date, work_calendar: WorkCalendar) -> DueDates:
    """Move every date by the working days a case waited for its reporter."""
    waited = work_calendar.working_days_between(since, until)
    if waited == 0:
        return due
    return replace(
        due,
        verification=work_calendar.add_working_days(due.verification, waited),
        response=work_calendar.add_working_days(due.response, waited),
        resolution=work_calendar.add_working_days(due.resolution, waited),
        paused_days=due.paused_days + waited,
    )
