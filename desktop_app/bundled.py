"""Reads the files that ship with the program; the only module that knows where they lie."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries the files inside the package; a source tree keeps them at its top.
_ROOTS = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


class MissingResourceError(FileNotFoundError):
    """The installation lacks a file the program ships with."""


@dataclass(frozen=True, slots=True)
class VillageRow:
    """One village of a regency; `kind` is `desa`, `kelurahan` or `desa adat`."""

    code: str
    district_code: str
    district: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """One free day; `kind` is `holiday` or `joint_leave`, `name` is Indonesian."""

    day: date
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One starter category; `agency` is a usual short name, empty where the verifier chooses."""

    code: str
    name: str
    agency: str
    sp4n_topic: str
    laporgub_sector: str
    own_authority: bool


def path(*parts: str) -> Path:
    """Return where a bundled file or folder lies; raise MissingResourceError if it does not."""
    return _find(_ROOTS, *parts)


def read_bytes(*parts: str) -> bytes:
    """Return a bundled file as it is."""
    return path(*parts).read_bytes()


def read_text(*parts: str) -> str:
    """Return a bundled UTF-8 file with plain line feeds."""
    return path(*parts).read_text(encoding="utf-8")


def regencies() -> list[str]:
    """Return the regencies whose villages ship, by file name, for example `purbalingga`."""
    return sorted(file.stem for file in path("regions").glob("*.csv"))


def villages(regency: str) -> list[VillageRow]:
    """Return the villages of one of `regencies()`, ordered by code."""
    return [
        VillageRow(
            code=row["kode"],
            district_code=row["kode_kecamatan"],
            district=row["nama_kecamatan"],
            name=row["nama"],
            kind=row["jenis"],
        )
        for row in _rows("regions", f"{regency}.csv")
    ]


def holiday_years() -> list[int]:
    """Return the years whose holidays ship, in order."""
    return sorted(int(file.stem) for file in path("holidays").glob("*.csv"))


def holidays(year: int) -> list[HolidayRow]:
    """Return the free days of one of `holiday_years()`, in order."""
    return [
        HolidayRow(day=date.fromisoformat(row["date"]), kind=row["kind"], name=row["name"])
        for row in _rows("holidays", f"{year}.csv")
    ]


def categories() -> list[CategoryRow]:
    """Return the starter categories in the order a clerk sees them."""
    return [
        CategoryRow(
            code=row["code"],
            name=row["name"],
            agency=row["agency"],
            sp4n_topic=row["sp4n_topic"],
            laporgub_sector=row["laporgub_sector"],
            own_authority=row["own_authority"] == "yes",
        )
        for row in _rows("categories.csv")
    ]


def _find(roots: tuple[Path, ...], *parts: str) -> Path:
    for root in roots:
        if root.is_dir():
            found = root.joinpath(*parts)
            if not found.exists():
                raise MissingResourceError(f"this installation lacks the file {'/'.join(parts)}")
            return found
    raise MissingResourceError("this installation lacks the folder resources")


def _rows(*parts: str) -> list[dict[str, str]]:
    return list(csv.DictReader(read_text(*parts).splitlines()))
