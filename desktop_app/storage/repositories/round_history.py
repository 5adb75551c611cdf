"""How the last rounds ended."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from desktop_app.domain.rounds import RoundRecord
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import plain, shared_columns

KEPT = 500

_TABLE = schema.round_record
_NEWEST_FIRST = _TABLE.c.key.desc()


class StoredRoundHistory:
    """The history of this desk's rounds; see `ports.RoundHistory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: RoundRecord) -> None:
        """Keep how a round ended; of rounds in which nothing happened only the last of a row."""
        newest = self._connection.scalar(select(_TABLE.c.key).order_by(_NEWEST_FIRST).limit(1))
        if newest is not None and _says_the_same(self.last(1)[0], record):
            same = update(_TABLE).where(_TABLE.c.key == newest).values(plain(record))
            self._connection.execute(same)
            return
        self._connection.execute(insert(_TABLE), plain(record))
        too_old = select(_TABLE.c.key).order_by(_NEWEST_FIRST).limit(1).offset(KEPT)
        self._connection.execute(delete(_TABLE).where(_TABLE.c.key <= too_old.scalar_subquery()))

    def last(self, most: int) -> list[RoundRecord]:
        wanted = select(*shared_columns(_TABLE)).order_by(_NEWEST_FIRST).limit(most)
        return [RoundRecord(**row) for row in self._connection.execute(wanted).mappings()]


def _says_the_same(before: RoundRecord, after: RoundRecord) -> bool:
    quiet = RoundRecord(
        after.started_at, after.ended_at, verified=after.verified, trouble=after.trouble
    )
    at_that_time = replace(before, started_at=after.started_at, ended_at=after.ended_at)
    return at_that_time == after == quiet
