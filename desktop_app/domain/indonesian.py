"""Dates and times as Indonesian offices write them."""

from __future__ import annotations

from datetime import date, datetime

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def long_date(day: date) -> str:
    """Write a date: 14 Oktober 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Name the day of the week: Selasa."""
    return _WEEKDAYS[day.weekday()]


def weekday_and_date(day: date) -> str:
    """Write a date with its day: Selasa, 14 Oktober 2025."""
    return f"{weekday(day)}, {long_date(day)}"


def clock_time(moment: datetime, zone_label: str) -> str:
    """Write a time of day as it stands in `moment`: 09.15 WIB."""
    return f"{moment:%H.%M} {zone_label}".rstrip()
