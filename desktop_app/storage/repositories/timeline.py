"""The append-only story of every case."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.timeline import TimelineEntry
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import plain, shared_columns

_TABLE = schema.timeline_entry
_INSERT = insert(_TABLE)
_ADD_OR_STAMP = _INSERT.on_conflict_do_update(
    index_elements=["uid"],
    set_={"server_time": func.coalesce(_INSERT.excluded.server_time, _TABLE.c.server_time)},
)


class StoredTimeline:
    """Entries are added and never rewritten; see `ports.Timeline`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_case(self, case_uid: UUID) -> list[TimelineEntry]:
        wanted = (
            select(*shared_columns(_TABLE))
            .where(_TABLE.c.case_uid == case_uid)
            .order_by(func.coalesce(_TABLE.c.server_time, _TABLE.c.device_time), _TABLE.c.uid)
        )
        return [TimelineEntry(**row) for row in self._connection.execute(wanted).mappings()]

    def put(self, entry: TimelineEntry) -> None:
        """Add an entry; of one that is already there only the server's time is still taken."""
        self._connection.execute(_ADD_OR_STAMP, plain(entry))
