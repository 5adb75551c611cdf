"""What the server's operator does in a history, on whichever database it runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from central_server import directory, enrolment, stamping
from central_server.database import Database
from central_server.devices import revoke
from central_server.epochs import begin_epoch
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
        with self._database.write() as connection:
            directory.set_active(connection, person_uid, self._clock(), active=False)
        stamping.stamp(self._database)

    def tell_of_restore(self) -> None:
        """Say that the database was put back from an older copy."""
        with self._database.write() as connection:
            begin_epoch(connection, self._clock())
        stamping.stamp(self._database)
