"""Identity blocks, apart from the cases they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import Connection, delete, false, or_, select

from desktop_app.domain.personal_data import PersonSought
from desktop_app.domain.reporters import Reporter
from desktop_app.storage import schema
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_TABLE = schema.reporter
_PUT: ManyRows[Reporter] = ManyRows(insert_or_replace(_TABLE, "case_uid"), shared_columns(_TABLE))


class StoredReporters:
    """Who reported, one block a case at most; see `ports.Reporters`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def get(self, case_uid: UUID) -> Reporter | None:
        wanted = select(*shared_columns(_TABLE)).where(_TABLE.c.case_uid == case_uid)
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else Reporter(**row)

    def like(self, sought: PersonSought) -> Iterator[Reporter]:
        of_person = [
            column == value
            for column, value in ((_TABLE.c.nik, sought.nik), (_TABLE.c.phone, sought.phone))
            if value
        ]
        if sought.name:
            # SQLite folds ASCII alone, so every block with a name is compared by its reader.
            of_person.append(_TABLE.c.name != "")
        wanted = select(*shared_columns(_TABLE)).where(or_(false(), *of_person))
        rows = self._connection.execute(wanted).mappings()
        yield from self._kept.but(Reporter(**row) for row in rows)

    def put(self, reporter: Reporter) -> None:
        self.put_all([reporter])

    def remove(self, case_uid: UUID) -> None:
        self._connection.execute(delete(_TABLE).where(_TABLE.c.case_uid == case_uid))

    def put_all(self, reporters: Iterable[Reporter]) -> None:
        _PUT.put(self._connection, reporters)
