"""Issued letters and the numbers they took."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, exists, select

from desktop_app.domain.letters import Letter
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import insert_or_replace, plain, shared_columns

_TABLE = schema.letter
_PUT = insert_or_replace(_TABLE, "uid")


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
        self._connection.execute(_PUT, plain(letter))

    def has_number(self, office_uid: UUID, year: int, number: str) -> bool:
        taken = exists().where(
            _TABLE.c.office_uid == office_uid, _TABLE.c.year == year, _TABLE.c.number == number
        )
        return bool(self._connection.scalar(select(taken)))
