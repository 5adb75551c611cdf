"""National holidays and joint leave, 2024 to 2027."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from desktop_app import bundled

COUNTS = {2024: (19, 10), 2025: (17, 11), 2026: (17, 8), 2027: (18, 8)}


def test_four_years_ship():
    assert bundled.holiday_years() == sorted(COUNTS)


@pytest.mark.parametrize("year", sorted(COUNTS))
def test_a_year_has_its_decreed_days(year):
    kinds = Counter(row.kind for row in bundled.holidays(year))
    assert (kinds.pop("holiday"), kinds.pop("joint_leave")) == COUNTS[year]
    assert not kinds


@pytest.mark.parametrize("year", sorted(COUNTS))
def test_days_are_in_order_in_their_year_and_named_once(year):
    rows = bundled.holidays(year)
    days = [row.day for row in rows]
    assert days == sorted(set(days))
    assert {day.year for day in days} == {year}
    assert all(row.name == row.name.strip() != "" for row in rows)


@pytest.mark.parametrize("year", sorted(COUNTS))
def test_joint_leave_falls_on_days_an_office_would_work(year):
    leave = [row.day for row in bundled.holidays(year) if row.kind == "joint_leave"]
    assert all(day.weekday() < 5 for day in leave)


@pytest.mark.parametrize("year", sorted(COUNTS))
def test_fixed_days_stand_where_everyone_knows_them(year):
    names = {row.day: row.name for row in bundled.holidays(year) if row.kind == "holiday"}
    assert names[date(year, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert names[date(year, 12, 25)] == "Hari Raya Natal"
    assert names[date(year, 5, 1)] == "Hari Buruh Internasional"
    assert names[date(year, 6, 1)] == "Hari Lahir Pancasila"


@pytest.mark.parametrize(
    ("day", "kind", "word"),
    [
        (date(2024, 2, 14), "holiday", "Pemilihan Umum"),
        (date(2024, 11, 27), "holiday", "Pemilihan Kepala Daerah"),
        (date(2025, 8, 18), "joint_leave", "Kemerdekaan"),
        (date(2026, 3, 20), "joint_leave", "Idul Fitri"),
    ],
)
def test_days_that_were_added_by_decree_are_there(day, kind, word):
    (row,) = [row for row in bundled.holidays(day.year) if row.day == day]
    assert row.kind == kind
    assert word in row.name


def test_a_date_that_is_only_an_estimate_says_so():
    estimates = {row.day for row in bundled.holidays(2027) if "(perkiraan)" in row.name}
    assert estimates == {date(2027, 3, 10), date(2027, 3, 11), date(2027, 5, 17)}
