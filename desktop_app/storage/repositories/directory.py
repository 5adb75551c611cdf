"""Offices of the regency and the people in them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop_app.domain.people import Office, Person
from desktop_app.storage import schema
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import insert_or_replace, plain, shared_columns

_OFFICE = schema.office
_PERSON = schema.person
_OFFICE_OF = select(*shared_columns(_OFFICE)).where(_OFFICE.c.uid == bindparam("wanted"))
_ZONE_OF = Question(select(_OFFICE.c.time_zone).where(_OFFICE.c.uid == bindparam("wanted")))
_PUT_OFFICE = insert_or_replace(_OFFICE, "uid")
_PUT_PERSON = insert_or_replace(_PERSON, "uid")


class StoredDirectory:
    """Who is who; see `ports.Directory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def office(self, uid: UUID) -> Office | None:
        row = self._connection.execute(_OFFICE_OF, {"wanted": uid}).mappings().first()
        return None if row is None else Office(**row)

    def time_zone(self, office_uid: UUID) -> str | None:
        zone: str | None = _ZONE_OF.value(self._connection, wanted=office_uid)
        return zone

    def offices(self) -> list[Office]:
        """By name."""
        wanted = select(*shared_columns(_OFFICE)).order_by(_OFFICE.c.name, _OFFICE.c.uid)
        return [Office(**row) for row in self._connection.execute(wanted).mappings()]

    def put_office(self, office: Office) -> None:
        self._connection.execute(_PUT_OFFICE, plain(office))

    def person(self, uid: UUID) -> Person | None:
        wanted = select(*shared_columns(_PERSON)).where(_PERSON.c.uid == uid)
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else Person(**row)

    def people_of(self, office_uid: UUID) -> list[Person]:
        """By name."""
        wanted = (
            select(*shared_columns(_PERSON))
            .where(_PERSON.c.office_uid == office_uid)
            .order_by(_PERSON.c.name, _PERSON.c.uid)
        )
        return [Person(**row) for row in self._connection.execute(wanted).mappings()]

    def people(self) -> list[Person]:
        """Those of every office, by name."""
        wanted = select(*shared_columns(_PERSON)).order_by(_PERSON.c.name, _PERSON.c.uid)
        return [Person(**row) for row in self._connection.execute(wanted).mappings()]

    def put_person(self, person: Person) -> None:
        self._connection.execute(_PUT_PERSON, plain(person))
