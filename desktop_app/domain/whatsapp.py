"""Reads a WhatsApp message copied from a phone or from WhatsApp Web into the intake form.

The copied forms are general knowledge, not a published format:
`[10.15, 14/10/2025] Nama: …`, `14/10/25 10.15 - Nama: …`, `[14/10/25 10.15.33] Nama: …`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from desktop_app.domain.phone import PhoneError, normalise_phone

_HALF_OF_DAY = r"(?:[\s\u202f\u00a0]*(?P<half>[APap])\.?[Mm]\.?)?"
_TIME = rf"(?P<hour>\d{{1,2}})[.:](?P<minute>\d{{2}})(?:[.:]\d{{2}})?{_HALF_OF_DAY}"
_DATE = r"(?P<first>\d{1,2})[/.\-](?P<second>\d{1,2})[/.\-](?P<year>\d{2,4})"
_SENDER = r"(?P<sender>[^:\n]{1,80}):[ \t]?(?P<text>.*)"
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_HEADERS = (
    re.compile(rf"\[{_TIME},[ ]{_DATE}\][ ]{_SENDER}"),
    re.compile(rf"\[{_DATE},?[ ]{_TIME}\][ ]{_SENDER}"),
    re.compile(rf"{_DATE},?[ ]{_TIME}[ ][-\u2013][ ]{_SENDER}"),
)
_PHONE_IN_TEXT = re.compile(r"(?<![\d+])(?:\+?62|0)8[\d\s\-.]{7,14}\d(?!\d)")


_CENTURY = 2000
_TWO_DIGITS = 100


@dataclass(frozen=True, slots=True)
class PastedMessage:
    """What a pasted message tells: `phone` normalised or empty, `sent_at` local time or None."""

    sender_name: str
    phone: str
    sent_at: datetime | None
    text: str


def read_whatsapp(pasted: str, today: date) -> PastedMessage | None:
    """Read one or several copied messages of one sender; None when it is no copied message."""
    lines = [_clean(line) for line in pasted.replace("\r\n", "\n").split("\n")]
    headers = [_header(line) for line in lines]
    first = next((match for match in headers if match is not None), None)
    if first is None or any(line.strip() for line in lines[: headers.index(first)]):
        return None
    sender = first["sender"].strip().removeprefix("~").strip()
    kept = [
        header["text"] if header is not None else line
        for line, header in zip(lines, headers, strict=True)
    ]
    text = "\n".join(kept).strip()
    phone = _phone(sender)
    return PastedMessage(
        sender_name="" if phone else sender,
        phone=phone or _phone_inside(text),
        sent_at=_sent_at(first, today),
        text=text,
    )


def _clean(line: str) -> str:
    return "".join(letter for letter in line if letter not in _MARKS)


def _header(line: str) -> re.Match[str] | None:
    return next((match for shape in _HEADERS if (match := shape.match(line))), None)


def _phone(text: str) -> str:
    try:
        return normalise_phone(text)
    except PhoneError:
        return ""


def _phone_inside(text: str) -> str:
    found = _PHONE_IN_TEXT.search(text)
    return _phone(found.group()) if found else ""


def _sent_at(header: re.Match[str], today: date) -> datetime | None:
    """Read day/month; month/day only where day/month is impossible (phones set to US English)."""
    first, second, year = int(header["first"]), int(header["second"]), int(header["year"])
    year += _CENTURY if year < _TWO_DIGITS else 0
    hour, minute = int(header["hour"]), int(header["minute"])
    if header["half"]:
        hour = hour % 12 + (12 if header["half"].upper() == "P" else 0)
    for day, month in ((first, second), (second, first)):
        try:
            read = datetime.combine(date(year, month, day), time(hour, minute))
        except ValueError:
            continue
        if read.date() <= today:
            return read
    return None
