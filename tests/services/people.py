"""Who else may sit at the desk, or at the office beside it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from desktop_app.domain.people import Office, Person, Role
from desktop_app.services.context import DeskContext
from tests.builders import DISTRICT_UID, a_person
from tests.desk import Desk, a_village

CAMAT_UID = UUID("00000000-0000-7000-8000-000000000021")
SECRETARY_UID = UUID("00000000-0000-7000-8000-000000000022")


def a_signer() -> Person:
    """The camat, who signs the letters of the district."""
    return a_person(
        uid=CAMAT_UID,
        office_uid=DISTRICT_UID,
        name="Bambang Rekaan, S.STP.",
        roles=frozenset({Role.SIGNER}),
        position="Camat Bobotsari",
        rank="Pembina (IV/a)",
        nip="199901012020121001",
    )


def at_office(desk: Desk, office: Office, *roles: Role) -> DeskContext:
    """Somebody of another office, looking at the same records as if sync had brought them."""
    person = a_person(
        uid=SECRETARY_UID,
        office_uid=office.uid,
        name="Tuti Rekaan",
        roles=frozenset(roles),
        position="Sekretaris Desa",
    )
    return replace(desk.context, person=person, office=office)


def at_the_village(desk: Desk, *roles: Role) -> DeskContext:
    """The village secretary of Gandasuli; an executor unless told otherwise."""
    return at_office(desk, a_village(), *(roles or (Role.EXECUTOR,)))
