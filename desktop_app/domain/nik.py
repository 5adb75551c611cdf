"""The national identity number (NIK): checked softly, because region and birth date may be old."""

from __future__ import annotations

import calendar

from desktop_app.domain.errors import Problem, ProblemCode

_LENGTH = 16
# Province codes of the Ministry of Home Affairs, Kepmendagri 300.2.2-2138/2025.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "19",
        "21",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "51",
        "52",
        "53",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "72",
        "73",
        "74",
        "75",
        "76",
        "81",
        "82",
        "91",
        "92",
        "93",
        "94",
        "95",
        "96",
    ]
)
_WOMEN_DAY_OFFSET = 40


def plain_nik(text: str) -> str:
    """Drop the spaces, dots and dashes people write between groups."""
    return "".join(letter for letter in text if letter not in " .-\u00a0")


def nik_warnings(field: str, text: str) -> list[Problem]:
    """Warn of what looks wrong in a typed NIK; nothing here stops a save."""
    nik = plain_nik(text)
    if not nik:
        return []
    if len(nik) != _LENGTH or not (nik.isascii() and nik.isdigit()):
        return [Problem(field, ProblemCode.NIK_LENGTH, warning=True)]
    found: list[Problem] = []
    is_temporary = nik.startswith("0")
    if not is_temporary:
        if nik[:2] not in _PROVINCES:
            found.append(Problem(field, ProblemCode.NIK_PROVINCE, warning=True))
        if not _has_possible_birth_date(nik):
            found.append(Problem(field, ProblemCode.NIK_DATE, warning=True))
    if nik.endswith("0000"):
        found.append(Problem(field, ProblemCode.NIK_SERIAL, warning=True))
    return found


def _has_possible_birth_date(nik: str) -> bool:
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if day > _WOMEN_DAY_OFFSET:
        day -= _WOMEN_DAY_OFFSET
    if month not in range(1, 13):
        return False
    return any(
        1 <= day <= calendar.monthrange(century + year, month)[1] for century in (1900, 2000)
    )


def masked_nik(nik: str) -> str:
    """Show region start and serial only: 3303********0001."""
    return f"{nik[:4]}********{nik[-4:]}" if len(nik) == _LENGTH else "*" * len(nik)
