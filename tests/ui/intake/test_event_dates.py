"""A day is read the way a clerk types it or a reporter says it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.intake.event_dates import read_day, written_day

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("13/10/2025", date(2025, 10, 13)),
        ("13-10-25", date(2025, 10, 13)),
        ("13.10.2025", date(2025, 10, 13)),
        ("2025-10-13", date(2025, 10, 13)),
        ("13102025", date(2025, 10, 13)),
        ("131025", date(2025, 10, 13)),
        ("13 okt 2025", date(2025, 10, 13)),
        ("13 Oktober 2025", date(2025, 10, 13)),
        ("5agustus", date(2026, 8, 5)),
        ("17/8/98", date(1998, 8, 17)),
        ("hari ini", TODAY),
        ("Kemarin", date(2026, 11, 19)),
        ("kemarin dulu", date(2026, 11, 18)),
        ("2 hari yang lalu", date(2026, 11, 18)),
        ("Senin", date(2026, 11, 16)),
        ("hari Jum'at", date(2026, 11, 13)),
        ("minggu", date(2026, 11, 15)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "31/02/2026", "0/1", "13 abc", "minggu lalu", "dulu", "13"])
def test_what_names_no_day_stays_unread(typed):
    assert read_day(typed, TODAY) is None


def test_a_day_without_a_year_is_the_latest_that_is_not_ahead():
    assert read_day("20/11", TODAY) == TODAY
    assert read_day("21/11", TODAY) == date(2025, 11, 21)


def test_a_full_date_ahead_is_read_so_that_the_form_can_refuse_it():
    assert read_day("21/11/2026", TODAY) == date(2026, 11, 21)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_day_reads_back_as_itself(day):
    assert read_day(written_day(day), TODAY) == day


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_reading(typed):
    day = read_day(typed, TODAY)
    assert day is None or isinstance(day, date)


@given(st.integers(min_value=0, max_value=999))
def test_days_ago_are_counted_back_from_today(days):
    assert read_day(f"{days} hari lalu", TODAY) == TODAY - timedelta(days=days)
