"""Releases of cases and identities."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, delete, func, select

from desktop_app.domain.releases import Release
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_TABLE = schema.release
_PUT: ManyRows[Release] = ManyRows(insert_or_replace(_TABLE, "uid"), shared_columns(_TABLE))


class StoredReleases:
    """Who let whom know of what; see `releases.Releases`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_case(self, case_uid: UUID) -> list[Release]:
        wanted = (
            select(*shared_columns(_TABLE))
            .where(_TABLE.c.case_uid == case_uid)
            .order_by(func.coalesce(_TABLE.c.server_time, _TABLE.c.made_at), _TABLE.c.uid)
        )
        return [Release(**row) for row in self._connection.execute(wanted).mappings()]

    def get(self, uid: UUID) -> Release | None:
        wanted = select(*shared_columns(_TABLE)).where(_TABLE.c.uid == uid)
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else Release(**row)

    def remove(self, uid: UUID) -> None:
        self._connection.execute(delete(_TABLE).where(_TABLE.c.uid == uid))

    def put_all(self, releases: Iterable[Release]) -> None:
        _PUT.put(self._connection, releases)
