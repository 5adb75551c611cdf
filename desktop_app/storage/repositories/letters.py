"""Issued letters and the numbers they took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, exists, select

from desktop_app.domain.letters import Letter
from desktop_app.storage import schema
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_TABLE = schema.letter
_PUT: ManyRows[Letter] = ManyRows(insert_or_replace(_TABLE, "uid"), shared_columns(_TABLE))


class StoredLetters:
    """The letters of all cases; see `ports.Letters`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

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
        is_kept = row is not None and row["case_uid"] in self._kept.uids()
        return None if row is None or is_kept else Letter(**row)

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
        rows = self._connection.execute(wanted).mappings()
        return [self._as_told(Letter(**row)) for row in rows]

    def _as_told(self, letter: Letter) -> Letter:
        """Tell only that a number was issued, where the case is none to know of."""
        if letter.case_uid not in self._kept.uids():
            return letter
        return replace(letter, subject="", addressee="")
