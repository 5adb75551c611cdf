"""Due dates count working days as an office does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import bundled
from desktop_app.domain.deadlines import (
    SP4N_PROFILE,
    Limit,
    Unit,
    WorkCalendar,
    after_pause,
    due_dates,
)

# Domain facts 7.4: Monday to Friday, without holidays and joint leave, start day not counted.
VECTORS = """
2024-02-07 | 2024-02-12 | 2024-02-15 | 2024-02-19 | 2024-02-26 | 2024-03-01 | 2024-05-22
2024-04-05 | 2024-04-16 | 2024-04-18 | 2024-04-22 | 2024-04-29 | 2024-05-06 | 2024-07-17
2024-12-24 | 2024-12-27 | 2024-12-31 | 2025-01-03 | 2025-01-10 | 2025-01-16 | 2025-03-26
2025-03-27 | 2025-04-08 | 2025-04-10 | 2025-04-14 | 2025-04-22 | 2025-04-28 | 2025-07-11
2025-08-14 | 2025-08-15 | 2025-08-20 | 2025-08-22 | 2025-08-29 | 2025-09-04 | 2025-11-10
2025-12-24 | 2025-12-29 | 2025-12-31 | 2026-01-05 | 2026-01-12 | 2026-01-19 | 2026-04-02
2026-03-13 | 2026-03-16 | 2026-03-25 | 2026-03-27 | 2026-04-06 | 2026-04-10 | 2026-06-24
2026-05-13 | 2026-05-18 | 2026-05-20 | 2026-05-22 | 2026-06-03 | 2026-06-09 | 2026-08-13
"""
COUNTS = (1, 3, 5, 10, 14, 60)


def vectors() -> list[tuple[date, int, date]]:
    found = []
    for line in VECTORS.strip().splitlines():
        start, *expected = (date.fromisoformat(cell.strip()) for cell in line.split("|"))
        found.extend((start, count, day) for count, day in zip(COUNTS, expected, strict=True))
    return found


@pytest.fixture(scope="module")
def indonesia() -> WorkCalendar:
    days = {row.day for year in bundled.holiday_years() for row in bundled.holidays(year)}
    return WorkCalendar(frozenset(days), "test")


@pytest.mark.parametrize(("start", "count", "expected"), vectors())
def test_the_published_vectors_hold_with_the_shipped_holidays(
    indonesia: WorkCalendar, start: date, count: int, expected: date
) -> None:
    assert indonesia.add_working_days(start, count) == expected


def test_without_joint_leave_a_due_date_comes_earlier() -> None:
    holidays = {
        row.day
        for year in bundled.holiday_years()
        for row in bundled.holidays(year)
        if row.kind == "holiday"
    }
    plain = WorkCalendar(frozenset(holidays), "test")
    assert plain.add_working_days(date(2025, 3, 27), 3) == date(2025, 4, 3)


def test_a_limit_in_calendar_days_ignores_holidays(indonesia: WorkCalendar) -> None:
    assert Limit(10, Unit.CALENDAR_DAYS).after(date(2025, 3, 27), indonesia) == date(2025, 4, 6)


def test_an_information_request_is_due_sooner_than_a_complaint(indonesia: WorkCalendar) -> None:
    start = date(2026, 11, 20)
    asked = due_dates(SP4N_PROFILE, "information_request", start, indonesia)
    complained = due_dates(SP4N_PROFILE, "complaint", start, indonesia)
    assert asked.resolution == date(2026, 11, 27)
    assert complained.resolution == date(2026, 12, 10)
    assert asked.calendar_version == "test"
    assert asked.profile == "SP4N v1"


def test_waiting_for_the_reporter_moves_every_date_by_the_working_days_waited(
    indonesia: WorkCalendar,
) -> None:
    due = due_dates(SP4N_PROFILE, "complaint", date(2026, 11, 20), indonesia)
    later = after_pause(due, date(2026, 11, 20), date(2026, 11, 24), indonesia)
    assert later.paused_days == 2
    assert later.verification == date(2026, 11, 27)
    assert later.response == date(2026, 12, 1)


def test_a_weekend_of_waiting_costs_nothing(indonesia: WorkCalendar) -> None:
    due = due_dates(SP4N_PROFILE, "complaint", date(2026, 11, 20), indonesia)
    assert after_pause(due, date(2026, 11, 20), date(2026, 11, 22), indonesia) == due


def test_a_calendar_without_working_days_says_so() -> None:
    with pytest.raises(ValueError, match="no working days"):
        WorkCalendar(frozenset(), "x", workdays=frozenset()).add_working_days(date(2026, 1, 1), 1)


days = st.dates(date(2024, 1, 1), date(2027, 6, 1))


@given(start=days, count=st.integers(1, 80))
def test_a_due_date_is_a_working_day_that_many_working_days_later(
    indonesia: WorkCalendar, start: date, count: int
) -> None:
    end = indonesia.add_working_days(start, count)
    assert indonesia.is_working_day(end)
    assert indonesia.working_days_between(start, end) == count


@given(start=days, gap=st.integers(0, 30))
def test_nothing_lies_between_a_later_start_and_an_earlier_end(
    indonesia: WorkCalendar, start: date, gap: int
) -> None:
    assert indonesia.working_days_between(start, start - timedelta(days=gap)) == 0
