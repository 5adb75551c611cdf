"""The lists that ship with the program, in the words of the domain."""

from __future__ import annotations

from desktop_app import bundled
from desktop_app.domain.categories import Category
from desktop_app.domain.places import Village
from desktop_app.services.set_up_desk import FreeDay

_REGENCY_PARTS = 2


def shipped_categories() -> list[Category]:
    """Read the starter categories."""
    return [
        Category(
            row.code,
            row.name,
            agency=row.agency,
            sp4n_topic=row.sp4n_topic,
            laporgub_sector=row.laporgub_sector,
            own_authority=row.own_authority,
        )
        for row in bundled.categories()
    ]


def shipped_free_days() -> list[FreeDay]:
    """Read the national holidays and joint leave of every shipped year."""
    return [
        FreeDay(row.day, row.name, row.kind)
        for year in bundled.holiday_years()
        for row in bundled.holidays(year)
    ]


def shipped_calendar_version() -> str:
    """Name the shipped holiday table, so that a due date can say which one it used."""
    years = bundled.holiday_years()
    return f"{min(years)}-{max(years)}"


def villages_of(region_code: str) -> dict[str, Village]:
    """Return the villages of the regency an office stands in, by code; empty if not shipped."""
    prefix = ".".join(region_code.split(".")[:_REGENCY_PARTS])
    for regency in bundled.regencies():
        rows = bundled.villages(regency)
        if prefix and rows and rows[0].code.startswith(prefix + "."):
            return {
                row.code: Village(
                    row.code,
                    row.name,
                    district_code=row.district_code,
                    district=row.district,
                    kind=row.kind,
                )
                for row in rows
            }
    return {}
