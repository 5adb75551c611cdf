"""The append-only story of every case."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, and_, case, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.timeline import TimelineEntry
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import ManyRows, shared_columns

_TABLE = schema.timeline_entry
_INSERT = insert(_TABLE)
_OF_THE_SERVER = _INSERT.excluded.server_time.is_not(None)
# The server's word stands, on every desk alike; nothing else rewrites what was written.
_ADD_OR_CORRECT = _INSERT.on_conflict_do_update(
    index_elements=["uid"],
    set_={
        column.name: case((_OF_THE_SERVER, _INSERT.excluded[column.name]), else_=column)
        for column in shared_columns(_TABLE)
        if column.name not in {"uid", "refused"}
    }
    # What has a time of the server's, the server has taken.
    | {"refused": and_(_TABLE.c.refused, ~_OF_THE_SERVER)},
)
_PUT: ManyRows[TimelineEntry] = ManyRows(_ADD_OR_CORRECT, shared_columns(_TABLE))


class StoredTimeline:
    """Entries are added and never rewritten here; see `ports.Timeline`."""

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
        """Add an entry; one that is already there changes only as the server has it."""
        self.put_all([entry])

    def put_all(self, entries: Iterable[TimelineEntry]) -> None:
        _PUT.put(self._connection, entries)

    def strike(self, uid: UUID, text: str) -> None:
        struck = update(_TABLE).where(_TABLE.c.uid == uid).values(text=text)
        self._connection.execute(struck)

    def set_refused(self, uid: UUID, *, refused: bool) -> None:
        marked = update(_TABLE).where(_TABLE.c.uid == uid).values(refused=refused)
        self._connection.execute(marked)
