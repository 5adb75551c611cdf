"""Counters that never give one number twice."""

from __future__ import annotations

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import plain

_COUNTER = schema.register_counter
_BLOCK = schema.letter_block


class StoredNumbers:
    """Register sequences and blocks of letter numbers; see `ports.Numbers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_register_sequence(self, year: int) -> int:
        """Take the next number of a year, from 1; leaving without commit gives it back."""
        counted = (
            insert(_COUNTER)
            .values(year=year, last=1)
            .on_conflict_do_update(index_elements=["year"], set_={"last": _COUNTER.c.last + 1})
            .returning(_COUNTER.c.last)
        )
        return int(self._connection.execute(counted).scalar_one())

    def letter_block(self, year: int) -> LetterBlock | None:
        wanted = (
            select(_BLOCK)
            .where(_BLOCK.c.year == year, _BLOCK.c.next_number <= _BLOCK.c.last)
            .order_by(_BLOCK.c.first)
            .limit(1)
        )
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else LetterBlock(**row)

    def put_letter_block(self, block: LetterBlock) -> None:
        """Keep a block; one that is already here never goes back to numbers it has given."""
        statement = insert(_BLOCK).values(plain(block))
        furthest = func.max(statement.excluded.next_number, _BLOCK.c.next_number)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["year", "first"],
                set_={"last": statement.excluded.last, "next_number": furthest},
            )
        )
