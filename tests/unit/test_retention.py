"""What is due is counted in whole months, over every date there is."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.cases import Classification
from desktop_app.domain.retention import LONGEST_MONTHS, EndedCase, due, months_before

WIB = ZoneInfo("Asia/Jakarta")
months = st.integers(0, LONGEST_MONTHS)
rules = st.dictionaries(st.sampled_from(Classification), st.integers(1, LONGEST_MONTHS))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
moments = st.integers(-(6 * 10**8), 6 * 10**9).map(lambda count: _EPOCH + timedelta(seconds=count))


def ended(at: datetime, kind: Classification = Classification.COMPLAINT) -> EndedCase:
    return EndedCase(uuid4(), "BBS/2026/A-0001", kind, at)


ended_cases = st.lists(
    st.builds(EndedCase, st.uuids(), st.text(max_size=8), st.sampled_from(Classification), moments),
    max_size=8,
)


# --- months -----------------------------------------------------------------------------------


@given(st.dates(), months)
def test_so_many_months_before_any_day_is_a_day(day: date, count: int) -> None:
    before = months_before(day, count)
    assert date.min <= before <= day
    if before != date.min:
        assert (day.year - before.year) * 12 + day.month - before.month == count
        last = calendar.monthrange(before.year, before.month)[1]
        assert before.day == min(day.day, last)


@given(st.dates(max_value=date(90, 12, 31)), st.integers(1080, LONGEST_MONTHS))
def test_what_is_before_all_days_is_the_first(day: date, count: int) -> None:
    assert months_before(day, count) == date.min


@given(st.dates(), months, months)
def test_more_months_are_never_later(day: date, one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert months_before(day, many) <= months_before(day, few)


@given(st.dates(), st.dates(), months)
def test_of_a_later_day_they_are_never_earlier(one: date, other: date, count: int) -> None:
    first, last = sorted((one, other))
    assert months_before(first, count) <= months_before(last, count)


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
        (date(1, 1, 31), 1, date.min),
    ],
)
def test_the_last_day_of_a_shorter_month_stands_for_one_it_has_not(
    day: date, count: int, before: date
) -> None:
    assert months_before(day, count) == before


# --- due --------------------------------------------------------------------------------------


@given(rules, ended_cases, moments)
def test_due_is_what_a_rule_names_and_whose_time_is_over(
    chosen: Mapping[Classification, int], cases: list[EndedCase], now: datetime
) -> None:
    here = now.astimezone(WIB)
    found = due(chosen, cases, here)
    assert found == [one for one in cases if one in found], "in the order given"
    for one in cases:
        last = chosen.get(one.classification)
        day = one.ended_at.astimezone(WIB).date()
        is_over = last is not None and day <= months_before(here.date(), last)
        assert (one in found) == is_over


@given(ended_cases, moments)
def test_without_rules_nothing_is_ever_due(cases: list[EndedCase], now: datetime) -> None:
    assert due({}, cases, now) == []


@given(rules, ended_cases, moments, st.integers(0, 4_000))
def test_what_is_due_stays_due(
    chosen: Mapping[Classification, int], cases: list[EndedCase], now: datetime, later: int
) -> None:
    first = {one.case_uid for one in due(chosen, cases, now)}
    assert first <= {one.case_uid for one in due(chosen, cases, now + timedelta(days=later))}


@given(ended_cases, moments, st.integers(1, LONGEST_MONTHS), st.integers(1, LONGEST_MONTHS))
def test_a_longer_time_is_never_due_sooner(
    cases: list[EndedCase], now: datetime, one: int, other: int
) -> None:
    short, long = sorted((one, other))
    assert _all(cases, now, long) <= _all(cases, now, short)


def _all(cases: list[EndedCase], now: datetime, count: int) -> set[UUID]:
    return {one.case_uid for one in due(dict.fromkeys(Classification, count), cases, now)}


def test_the_day_is_that_of_the_office_not_of_greenwich() -> None:
    """Ended at 18.00 UTC of the 21st: at the office it was the 22nd already."""
    case = ended(datetime(2026, 10, 21, 18, 0, tzinfo=UTC))
    on_the_day_before = datetime(2026, 11, 21, 23, 0, tzinfo=WIB)
    on_the_day = datetime(2026, 11, 22, 0, 30, tzinfo=WIB)
    one_month = {Classification.COMPLAINT: 1}
    assert due(one_month, [case], on_the_day_before) == []
    assert due(one_month, [case], on_the_day) == [case]
