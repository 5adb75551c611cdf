"""Which copies stay, when one is due, and how far numbers leap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.backups import (
    DAYS_KEPT,
    MONTHS_KEPT,
    WEEKS_KEPT,
    Occasion,
    is_due,
    is_overdue,
    kept,
    leap,
    to_drop,
)

ZONES = st.sampled_from([ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), UTC])
MOMENTS = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2028, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
SETS = st.sets(MOMENTS, max_size=120)
NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


@given(SETS, ZONES)
def test_at_most_as_many_stay_as_the_periods_together_allow(moments, zone):
    stay = kept(moments, zone)
    assert stay <= moments
    assert len(stay) <= DAYS_KEPT + WEEKS_KEPT + MONTHS_KEPT


@given(SETS, ZONES)
def test_the_newest_always_stays(moments, zone):
    assert not moments or max(moments) in kept(moments, zone)


@given(SETS, ZONES)
def test_choosing_again_among_those_that_stayed_takes_none_away(moments, zone):
    stay = kept(moments, zone)
    assert kept(stay, zone) == stay


@given(SETS, ZONES)
def test_each_of_the_last_days_weeks_and_months_with_a_copy_keeps_its_newest(moments, zone):
    stay = kept(moments, zone)
    periods = (
        (DAYS_KEPT, lambda one: one.astimezone(zone).date()),
        (WEEKS_KEPT, lambda one: one.astimezone(zone).isocalendar()[:2]),
        (MONTHS_KEPT, lambda one: (one.astimezone(zone).year, one.astimezone(zone).month)),
    )
    for how_many, period_of in periods:
        newest = {period_of(one): one for one in sorted(moments)}
        last = sorted(newest, reverse=True)[:how_many]
        assert {newest[period] for period in last} <= stay


@given(SETS, MOMENTS, ZONES)
def test_one_more_copy_never_costs_one_of_another_day_that_was_not_the_oldest(moments, new, zone):
    """What a newer copy takes the place of is of its own day, or the oldest of a full period."""
    before = kept(moments, zone)
    lost = before - kept(moments | {new}, zone)
    assert len(lost) <= 3


def test_daily_copies_of_two_years_leave_31_or_fewer_and_reach_into_the_ninth_month():
    daily = {NOW - timedelta(days=day) for day in range(700)}
    stay = kept(daily, ZoneInfo("Asia/Jakarta"))
    assert len(stay) <= 31
    assert min(stay).month == 3


def test_what_stood_before_a_return_stays_a_month_beyond_the_rest_of_its_day():
    zone = ZoneInfo("Asia/Jakarta")
    before, later = NOW - timedelta(hours=2), NOW - timedelta(hours=1)
    copies = [(before, Occasion.BEFORE_RESTORE), (later, Occasion.DAILY)]
    assert to_drop(copies, NOW, zone) == set()
    assert to_drop(copies, NOW + timedelta(days=40), zone) == {before}


@given(SETS, MOMENTS, ZONES)
def test_the_one_just_made_never_goes_whatever_the_clock_said_before(moments, now, zone):
    copies = [(moment, Occasion.DAILY) for moment in moments | {now}]
    assert now not in to_drop(copies, now, zone)


@given(SETS, MOMENTS, ZONES)
def test_a_copy_is_due_on_every_day_that_has_none(moments, now, zone):
    days = {moment.astimezone(zone).date() for moment in moments}
    assert is_due(moments, now, zone) is (now.astimezone(zone).date() not in days)


def test_no_copy_at_all_is_due_and_overdue():
    assert is_due([], NOW, UTC)
    assert is_overdue([], NOW)


def test_three_days_without_a_copy_are_warned_of():
    assert not is_overdue([NOW - timedelta(days=3)], NOW)
    assert is_overdue([NOW - timedelta(days=3, seconds=1)], NOW)


def test_a_copy_that_a_wrong_clock_made_in_the_future_hides_no_warning():
    assert is_overdue([NOW + timedelta(days=900)], NOW)


@given(MOMENTS, MOMENTS)
def test_numbers_leap_further_the_older_the_copy_and_never_less_than_a_thousand(made_at, now):
    assert leap(made_at, now) >= 1000
    assert leap(made_at, now) <= leap(made_at - timedelta(days=1), now)
