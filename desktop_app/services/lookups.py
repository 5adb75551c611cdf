"""The lists a form offers: categories, and offices a case can go to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.categories import Category
from desktop_app.domain.people import Office, OfficeKind, Person
from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class Lookups:
    """Categories in their own order, offices by kind and name, officials by name."""

    categories: tuple[Category, ...]
    offices: tuple[Office, ...]
    officials: tuple[Person, ...] = ()

    def category_name(self, code: str) -> str:
        """Return the name people read; an unknown code is shown as it is."""
        return next((item.name for item in self.categories if item.code == code), code)

    def office_name(self, uid: UUID | None) -> str:
        """Return the office's name, empty where it is not known here."""
        return next((office.name for office in self.offices if office.uid == uid), "")


_KIND_ORDER = (
    OfficeKind.AGENCY,
    OfficeKind.VILLAGE,
    OfficeKind.DISTRICT,
    OfficeKind.REGENCY,
    OfficeKind.PARTNER,
)


def read_lookups(context: DeskContext) -> Lookups:
    """Read the lists."""
    with context.open_read() as work:
        offices = sorted(
            work.directory.offices(),
            key=lambda office: (_KIND_ORDER.index(office.kind), office.name),
        )
        officials = tuple(person for person in work.directory.people() if person.active)
        return Lookups(tuple(work.reference.categories()), tuple(offices), officials)
