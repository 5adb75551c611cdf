"""Offices and the people who work in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class OfficeKind(Enum):
    """What an office is; it decides what its people see.

    A partner unit is no part of the regency's own service: it sees what is assigned to it.
    """

    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"
    AGENCY = "agency"
    PARTNER = "partner"


class Role(Enum):
    """What a person does at their office; one person may have several."""

    CLERK = "clerk"
    VERIFIER = "verifier"
    EXECUTOR = "executor"
    SIGNER = "signer"
    MONITOR = "monitor"
    OFFICE_ADMIN = "office_admin"
    REGENCY_ADMIN = "regency_admin"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Office:
    """One office of the regency; `code` (2-8 letters or digits) stands in register numbers."""

    uid: UUID
    code: str
    name: str
    kind: OfficeKind
    region_code: str = ""
    parent_uid: UUID | None = None
    regency_name: str = ""
    district_name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    place: str = ""
    time_zone: str = "Asia/Jakarta"
    letter_unit: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An official; `position` is what stands above the name in a signature block."""

    uid: UUID
    office_uid: UUID
    name: str
    roles: frozenset[Role]
    position: str = ""
    rank: str = ""
    nip: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts now, for which office: enough to ask the table of rights."""

    person_uid: UUID
    name: str
    office_uid: UUID
    office_kind: OfficeKind
    roles: frozenset[Role]


def acting(person: Person, office: Office) -> Actor:
    """Join a person with their office."""
    return Actor(person.uid, person.name, office.uid, office.kind, person.roles)
