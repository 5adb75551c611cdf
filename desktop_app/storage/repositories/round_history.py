"""How the last rounds ended."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from desktop_app.domain.rounds import RoundRecord
from desktop_app.storage import schema
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import plain, shared_columns

KEPT = 500

_TABLE = schema.round_record
_NEWEST_FIRST = _TABLE.c.key.desc()
_LAST = select(*shared_columns(_TABLE)).order_by(_NEWEST_FIRST).limit(bindparam("most"))
_ADD = insert(_TABLE)
_TOO_OLD = select(_TABLE.c.key).order_by(_NEWEST_FIRST).limit(1).offset(KEPT)
_DROP_OLD = delete(_TABLE).where(_TABLE.c.key <= _TOO_OLD.scalar_subquery())
_TIMES = {"started_at", "ended_at"}
_SAY_AGAIN = Question(
    update(_TABLE)
    .where(_TABLE.c.key == select(func.max(_TABLE.c.key)).scalar_subquery())
    .where(
        *(
            column == bindparam(f"said_{column.name}")
            for column in shared_columns(_TABLE)
            if column.name not in _TIMES
        )
    )
    .values({name: bindparam(name) for name in _TIMES})
    .returning(_TABLE.c.key)
)


class StoredRoundHistory:
    """The history of this desk's rounds; see `ports.RoundHistory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: RoundRecord) -> None:
        """Keep how a round ended; of rounds in which nothing happened only the last of a row."""
        if not record.is_quiet or not self._said_again(record):
            self._connection.execute(_ADD, plain(record))
            self._connection.execute(_DROP_OLD)

    def _said_again(self, record: RoundRecord) -> bool:
        """Give the newest row other times, where it says the same; say whether it did."""
        row = plain(record)
        again = {name if name in _TIMES else f"said_{name}": row[name] for name in row}
        return bool(_SAY_AGAIN.rows(self._connection, **again))

    def last(self, most: int) -> list[RoundRecord]:
        found = self._connection.execute(_LAST, {"most": most})
        return [RoundRecord(**row) for row in found.mappings()]
