"""How the last rounds ended."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from desktop_app.domain.rounds import RoundRecord
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import plain, shared_columns

KEPT = 500

_TABLE = schema.round_record
_NEWEST_FIRST = _TABLE.c.key.desc()
_LAST = select(*shared_columns(_TABLE)).order_by(_NEWEST_FIRST).limit(bindparam("most"))
_ADD = insert(_TABLE)
_TOO_OLD = select(_TABLE.c.key).order_by(_NEWEST_FIRST).limit(1).offset(KEPT)
_DROP_OLD = delete(_TABLE).where(_TABLE.c.key <= _TOO_OLD.scalar_subquery())
_REPLACE_NEWEST = (
    update(_TABLE)
    .where(_TABLE.c.key == select(func.max(_TABLE.c.key)).scalar_subquery())
    .values({column.name: bindparam(column.name) for column in shared_columns(_TABLE)})
)


class StoredRoundHistory:
    """The history of this desk's rounds; see `ports.RoundHistory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: RoundRecord) -> None:
        """Keep how a round ended; of rounds in which nothing happened only the last of a row."""
        last = self.last(1)
        if last and _says_the_same(last[0], record):
            self._connection.execute(_REPLACE_NEWEST, plain(record))
        else:
            self._connection.execute(_ADD, plain(record))
            self._connection.execute(_DROP_OLD)

    def last(self, most: int) -> list[RoundRecord]:
        found = self._connection.execute(_LAST, {"most": most})
        return [RoundRecord(**row) for row in found.mappings()]


def _says_the_same(before: RoundRecord, after: RoundRecord) -> bool:
    quiet = RoundRecord(
        after.started_at, after.ended_at, verified=after.verified, trouble=after.trouble
    )
    at_that_time = replace(before, started_at=after.started_at, ended_at=after.ended_at)
    return at_that_time == after == quiet
