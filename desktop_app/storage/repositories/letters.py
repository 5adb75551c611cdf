"""Issued letters and the numbers they took."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, exists, select

from desktop_app.domain.letters import Letter
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_TABLE = schema.letter
_PUT: ManyRows[Letter] = ManyRows(insert_or_replace(_TABLE, "uid"), shared_columns(_TABLE))


class StoredLetters:
    """The letters of all cases; see `ports.Letters`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_case(self, case_uid: UUID) -> list[Letter]:
        """In the order they were issued."""
        wanted = (
            select(*shared_columns(_TABLE))
            .where(_TABLE.c.case_uid == case_uid)
            .order_by(_TABLE.c.issued_at, _TABLE.c.uid)
        )
        return [Letter(**row) for row in self._connection.execute(wanted).mappings()]

    def get(self, uid: UUID) -> Letter | None:
        wanted = select(*shared_columns(_TABLE)).where(_TABLE.c.uid == uid)
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else Letter(**row)

    def put(self, letter: Letter) -> None:
        self.put_all([letter])

    def put_all(self, letters: Iterable[Letter]) -> None:
        _PUT.put(self._connection, letters)

    def has_number(self, office_uid: UUID, year: int, number: str) -> bool:
        taken = exists().where(
            _TABLE.c.office_uid == office_uid, _TABLE.c.year == year, _TABLE.c.number == number
        )
        return bool(self._connection.scalar(select(taken)))

    def of_year(self, office_uid: UUID, year: int) -> list[Letter]:
        """Those that the server has come last."""
        wanted = (
            select(*shared_columns(_TABLE))
            .where(_TABLE.c.office_uid == office_uid, _TABLE.c.year == year)
            .order_by(_TABLE.c.server_time.asc().nulls_first(), _TABLE.c.uid)
        )
        return [Letter(**row) for row in self._connection.execute(wanted).mappings()]
