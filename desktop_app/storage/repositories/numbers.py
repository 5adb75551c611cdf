"""Counters that never give one number twice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.letter_numbers import LetterBlock, LetterVoid
from desktop_app.storage import schema
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import plain, shared_columns

_COUNTER = schema.register_counter
_BLOCK = schema.letter_block
_VOID = schema.letter_void
_OF_YEAR = select(_BLOCK).where(_BLOCK.c.year == bindparam("wanted")).order_by(_BLOCK.c.first)
_BLOCKS = Question(_OF_YEAR)
_GOOD_BLOCK = Question(
    _OF_YEAR.where(
        _BLOCK.c.next_number <= _BLOCK.c.last, _BLOCK.c.expires_on >= bindparam("today")
    ).limit(1)
)
_COUNT_ON = Question(
    insert(_COUNTER)
    .values(year=bindparam("wanted"), last=1)
    .on_conflict_do_update(index_elements=["year"], set_={"last": _COUNTER.c.last + 1})
    .returning(_COUNTER.c.last)
)
_ADD_VOID = insert(_VOID).on_conflict_do_nothing()


class StoredNumbers:
    """Register sequences and blocks of letter numbers; see `ports.Numbers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_register_sequence(self, year: int) -> int:
        """Take the next number of a year, from 1; leaving without commit gives it back."""
        return int(_COUNT_ON.value(self._connection, wanted=year))

    def count_on_from(self, year: int, sequence: int) -> None:
        statement = insert(_COUNTER).values(year=year, last=sequence)
        furthest = func.max(statement.excluded.last, _COUNTER.c.last)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["year"], set_={"last": furthest})
        )

    def start_anew(self) -> None:
        """Numbers that were spoilt stay known: they belong to the office, whatever the letter."""
        self._connection.execute(delete(_COUNTER))
        self._connection.execute(delete(_BLOCK))

    def letter_block(self, year: int, today: date) -> LetterBlock | None:
        found = _GOOD_BLOCK.rows(self._connection, wanted=year, today=today)
        return next((LetterBlock(*row) for row in found), None)

    def letter_blocks(self, year: int) -> list[LetterBlock]:
        """By their first number, the used up and the expired too."""
        return [LetterBlock(*row) for row in _BLOCKS.rows(self._connection, wanted=year)]

    def put_letter_block(self, block: LetterBlock) -> None:
        """Keep a block; one that is already here never goes back to numbers it has given."""
        statement = insert(_BLOCK).values(plain(block))
        furthest = func.max(statement.excluded.next_number, _BLOCK.c.next_number)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["year", "first"],
                set_={
                    "last": statement.excluded.last,
                    "next_number": furthest,
                    "expires_on": statement.excluded.expires_on,
                },
            )
        )

    def void_letter_number(self, void: LetterVoid) -> None:
        """Keep why a number was spoilt; the first reason stands."""
        self._connection.execute(_ADD_VOID, plain(void))

    def letter_voids(self, year: int) -> list[LetterVoid]:
        """By their number."""
        wanted = (
            select(*shared_columns(_VOID)).where(_VOID.c.year == year).order_by(_VOID.c.sequence)
        )
        return [LetterVoid(**row) for row in self._connection.execute(wanted).mappings()]
