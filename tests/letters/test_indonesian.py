"""Dates and times read as in an Indonesian office."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop_app.domain.indonesian import clock_time, long_date, weekday, weekday_and_date

MONTHS = {
    1: "Januari", 2: "Februari", 3: "Maret", 4: "April", 5: "Mei", 6: "Juni",
    7: "Juli", 8: "Agustus", 9: "September", 10: "Oktober", 11: "November", 12: "Desember",
}  # fmt: skip
WEEKDAYS = {
    13: "Senin", 14: "Selasa", 15: "Rabu", 16: "Kamis", 17: "Jumat", 18: "Sabtu", 19: "Minggu",
}  # fmt: skip


@pytest.mark.parametrize(("month", "name"), list(MONTHS.items()))
def test_months_have_their_names(month, name):
    assert long_date(date(2025, month, 5)) == f"5 {name} 2025"


@pytest.mark.parametrize(("day", "name"), list(WEEKDAYS.items()))
def test_days_have_their_names(day, name):
    assert weekday(date(2025, 10, day)) == name


def test_a_date_with_its_day():
    assert weekday_and_date(date(2025, 10, 14)) == "Selasa, 14 Oktober 2025"


def test_times_have_a_point_and_a_zone():
    assert clock_time(datetime(2025, 10, 14, 9, 5, tzinfo=UTC), "WITA") == "09.05 WITA"
    assert clock_time(datetime(2025, 10, 14, 15, 0, tzinfo=UTC), "") == "15.00"
