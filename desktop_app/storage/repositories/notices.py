"""What people must know of, until somebody has seen it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, delete, func, select

from desktop_app.domain.notices import Notice
from desktop_app.storage import schema
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.rows import insert_or_replace, plain, shared_columns

_TABLE = schema.notice
_PUT = insert_or_replace(_TABLE, "uid")


class StoredNotices:
    """The notices of this desk; see `ports.Notices`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def add(self, notice: Notice) -> None:
        self._connection.execute(_PUT, plain(notice))

    def all(self) -> list[Notice]:
        """In the order they were noticed."""
        wanted = select(*shared_columns(_TABLE)).order_by(_TABLE.c.noticed_at, _TABLE.c.key)
        return self._kept.but(Notice(**row) for row in self._connection.execute(wanted).mappings())

    def remove(self, uid: UUID) -> None:
        self._connection.execute(delete(_TABLE).where(_TABLE.c.uid == uid))

    def count(self) -> int:
        if self._kept.uids():
            return len(self.all())
        return self._connection.scalar(select(func.count()).select_from(_TABLE)) or 0
