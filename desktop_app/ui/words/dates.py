"""Dates, ages and due dates in Indonesian words, always as the office's own clock shows them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_MINUTE = 60
_HOUR = 60 * _MINUTE
_MONTH = 30
_YEAR = 365


def day_words(day: date) -> str:
    """Write a day: `Sen, 13 Okt 2025`."""
    indonesian = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
    return indonesian.toString(QDate(day.year, day.month, day.day), "ddd, d MMM yyyy")


def clock_words(moment: datetime, zone: tzinfo) -> str:
    """Write the time of day of an aware moment in `zone`: `09.15`."""
    return moment.astimezone(zone).strftime("%H.%M")


def moment_words(moment: datetime, zone: tzinfo) -> str:
    """Write an aware moment in `zone`: `Sen, 13 Okt 2025 · 09.15`."""
    return f"{day_words(moment.astimezone(zone).date())} · {clock_words(moment, zone)}"


def age_words(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Say how long ago an aware moment was: `baru saja`, `12 menit lalu`, `kemarin`.

    The last hour counts in minutes, the rest of today in hours, what was earlier in the days of
    `zone`. A moment that lies ahead, as a wrong clock may have written, is shown as its date.
    """
    seconds = (now - moment).total_seconds()
    days = (now.astimezone(zone).date() - moment.astimezone(zone).date()).days
    if seconds <= -_MINUTE:
        return moment_words(moment, zone)
    if seconds < _HOUR or days <= 0:
        return _age_of_today(seconds)
    return _age_in_days(days)


def due_words(due: date, today: date) -> str:
    """Say how a due date stands: `lewat 2 hari`, `hari ini`, `besok`, `3 hari lagi`."""
    days = (due - today).days
    if days < 0:
        return QCoreApplication.translate("Dates", "lewat %n hari", None, -days)
    if days == 0:
        return QCoreApplication.translate("Dates", "hari ini")
    if days == 1:
        return QCoreApplication.translate("Dates", "besok")
    return QCoreApplication.translate("Dates", "%n hari lagi", None, days)


def _age_of_today(seconds: float) -> str:
    if seconds < _MINUTE:
        return QCoreApplication.translate("Dates", "baru saja")
    if seconds < _HOUR:
        return QCoreApplication.translate("Dates", "%n menit lalu", None, int(seconds // _MINUTE))
    return QCoreApplication.translate("Dates", "%n jam lalu", None, int(seconds // _HOUR))


def _age_in_days(days: int) -> str:
    if days == 1:
        return QCoreApplication.translate("Dates", "kemarin")
    if days < _MONTH:
        return QCoreApplication.translate("Dates", "%n hari lalu", None, days)
    if days < _YEAR:
        return QCoreApplication.translate("Dates", "%n bulan lalu", None, days // _MONTH)
    return QCoreApplication.translate("Dates", "%n tahun lalu", None, days // _YEAR)
