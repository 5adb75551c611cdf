"""Values that did not stand, until their author has seen them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, delete, func, select

from desktop_app.domain.changes import FieldConflict
from desktop_app.storage import schema
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.rows import insert_or_replace, plain, shared_columns

_TABLE = schema.conflict
_PUT = insert_or_replace(_TABLE, "uid")


class StoredConflicts:
    """The conflict inbox; see `ports.Conflicts`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def add(self, conflict: FieldConflict) -> None:
        self._connection.execute(_PUT, plain(conflict))

    def all(self) -> list[FieldConflict]:
        """In the order they were noticed."""
        wanted = select(*shared_columns(_TABLE)).order_by(_TABLE.c.noticed_at, _TABLE.c.key)
        rows = self._connection.execute(wanted).mappings()
        return self._kept.but(FieldConflict(**row) for row in rows)

    def remove(self, uid: UUID) -> None:
        self._connection.execute(delete(_TABLE).where(_TABLE.c.uid == uid))

    def count(self) -> int:
        if self._kept.uids():
            return len(self.all())
        return self._connection.scalar(select(func.count()).select_from(_TABLE)) or 0
