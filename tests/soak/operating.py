"""What the server's operator does in a history, on whichever database it runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from central_server import directory, enrolment, schema, stamping
from central_server.database import Database
from central_server.devices import revoke
from central_server.epochs import begin_epoch
from central_server.sharing import share_person
from desktop_app.domain.digest import record_hash
from tests.soak.office import Place


class Operator:
    """Works on a database as the verbs of the command line do."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def code_for(self, place: Place) -> str:
        """Make an enrolment code."""
        with self._database.write() as connection:
            people = directory.active_people_of(connection, place.office_uid)
            return enrolment.new_code(connection, people[place.person_uid], self._clock())

    def revoke(self, device_uid: UUID) -> None:
        """Shut a desk out."""
        with self._database.write() as connection:
            revoke(connection, device_uid, self._clock())

    def revoke_person(self, person_uid: UUID) -> None:
        """Let somebody leave the service, as far as the server is concerned."""
        of_person = schema.person.c.uid == person_uid
        with self._database.write() as connection:
            record = connection.execute(
                select(schema.person.c.record).where(of_person)
            ).scalar_one()
            gone = {**record, "active": False}
            number = record_hash("person", person_uid, 1, gone)
            connection.execute(
                update(schema.person).where(of_person).values(record=gone, hash=number)
            )
            share_person(connection, person_uid, number, self._clock())
        stamping.stamp(self._database)

    def tell_of_restore(self) -> None:
        """Say that the database was put back from an older copy."""
        with self._database.write() as connection:
            begin_epoch(connection)
        stamping.stamp(self._database)
