"""Dates and ages read as a clerk would say them, by the office's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.words.dates import age_words, clock_words, day_words, due_words, moment_words

WIB, WITA, WIT = (timezone(timedelta(hours=hours)) for hours in (7, 8, 9))
NOW = datetime(2025, 10, 13, 9, 15, tzinfo=WIB)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.sampled_from([UTC, WIB, WITA, WIT]))


def test_a_day_has_its_short_indonesian_names():
    assert day_words(date(2025, 10, 13)) == "Sen, 13 Okt 2025"
    months = [day_words(date(2025, month, 1)).split()[2] for month in range(1, 13)]
    assert " ".join(months) == "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des"
    week = [day_words(date(2025, 10, day)).split(",")[0] for day in range(13, 20)]
    assert week == ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (WIB, "Sen, 13 Okt 2025 · 23.15"),
        (WITA, "Sel, 14 Okt 2025 · 00.15"),
        (WIT, "Sel, 14 Okt 2025 · 01.15"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_the_office(zone, words):
    assert moment_words(datetime(2025, 10, 13, 16, 15, tzinfo=UTC), zone) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=40), "baru saja"),
        (timedelta(minutes=12), "12 menit lalu"),
        (timedelta(hours=3), "3 jam lalu"),
        (timedelta(hours=10), "kemarin"),
        (timedelta(days=3), "3 hari lalu"),
        (timedelta(days=65), "2 bulan lalu"),
        (timedelta(days=800), "2 tahun lalu"),
    ],
)
def test_an_age_is_told_in_the_largest_unit_that_fits(before, words):
    assert age_words(NOW - before, NOW, WIB) == words


def test_minutes_count_across_midnight():
    now = datetime(2025, 10, 13, 0, 10, tzinfo=WIB)
    assert age_words(now - timedelta(minutes=20), now, WIB) == "20 menit lalu"


def test_a_moment_ahead_of_the_clock_is_told_as_its_date():
    assert age_words(NOW + timedelta(hours=2), NOW, WIB) == "Sen, 13 Okt 2025 · 11.15"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(-2, "lewat 2 hari"), (-1, "lewat 1 hari"), (0, "hari ini"), (1, "besok"), (3, "3 hari lagi")],
)
def test_a_due_date_is_told_by_what_is_left(ahead, words):
    assert due_words(NOW.date() + timedelta(days=ahead), NOW.date()) == words


@given(due=DAYS, today=DAYS)
def test_late_is_said_exactly_when_the_day_is_over(due, today):
    words = due_words(due, today)
    assert words.startswith("lewat") == (due < today)
    assert "%" not in words
    assert "-" not in words


@given(moment=MOMENTS, now=MOMENTS, zone=st.sampled_from([WIB, WITA, WIT]))
def test_an_age_is_never_empty_nor_negative(moment, now, zone):
    words = age_words(moment, now, zone)
    assert words
    assert "%" not in words
    assert "-" not in words


@given(moment=MOMENTS, zone=st.sampled_from([WIB, WITA, WIT]))
def test_a_moment_reads_the_same_from_whatever_zone_it_was_written_in(moment, zone):
    assert moment_words(moment, zone) == moment_words(moment.astimezone(UTC), zone)
    assert clock_words(moment, zone) == moment.astimezone(zone).strftime("%H.%M")
