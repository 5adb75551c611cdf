"""Reads a day the way people type or say it: `13/10/2025`, `13 okt`, `kemarin`, `2 hari lalu`."""

from __future__ import annotations

import re
from datetime import date, timedelta

_CENTURY = 100
_SAID = {"hari ini": 0, "tadi": 0, "kemarin": 1, "kemarin dulu": 2, "kemarin lusa": 2}
_DAYS_AGO = re.compile(r"(\d{1,3}) hari(?: yang)? (?:lalu|silam)")
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_WEEKDAY = re.compile(rf"(?:hari )?({'|'.join(_WEEKDAYS)})(?: (?:lalu|kemarin))?")
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_MONTHS_SPELT = {"agt": 8, "ags": 8, "nop": 11} | {name: n for n, name in enumerate(_MONTHS, 1)}
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_SPLIT = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})(?:[-/. ](?P<year>\d{4}|\d{2}))?")
_JOINED = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})[-/. ]?(?P<name>[a-z]{3,9})\.?(?:[-/. ]?(?P<year>\d{4}|\d{2}))?"
)


def read_day(typed: str, today: date) -> date | None:
    """Return the day meant, which may lie ahead of `today`; None when it cannot be read.

    A day without a year is the latest one that is not ahead; a weekday is the last one passed.
    """
    text = " ".join(typed.casefold().replace("'", "").split())
    if text in _SAID:
        return today - timedelta(days=_SAID[text])
    if ago := _DAYS_AGO.fullmatch(text):
        return today - timedelta(days=int(ago[1]))
    if text != "minggu lalu" and (weekday := _WEEKDAY.fullmatch(text)):
        passed = (today.weekday() - _WEEKDAYS.index(weekday[1])) % 7 or 7
        return today - timedelta(days=passed)
    for shape in (_ISO, _SPLIT, _JOINED, _NAMED):
        if found := shape.fullmatch(text):
            return _day(found, today)
    return None


def written_day(day: date) -> str:
    """Write a day as it is typed: `13/10/2025`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _day(found: re.Match[str], today: date) -> date | None:
    parts = found.groupdict()
    month = _MONTHS_SPELT.get(parts["name"][:3], 0) if "name" in parts else int(parts["month"])
    typed_year = parts["year"]
    try:
        day = date(_year(typed_year, today), month, int(parts["day"]))
        return day.replace(year=day.year - 1) if typed_year is None and day > today else day
    except ValueError:
        return None


def _year(typed: str | None, today: date) -> int:
    if typed is None:
        return today.year
    year = int(typed)
    if year >= _CENTURY:
        return year
    year += today.year - today.year % _CENTURY
    return year if year <= today.year else year - _CENTURY
