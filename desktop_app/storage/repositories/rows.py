"""Rows whose columns are named like the fields of the record they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Table, Update
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_DIALECT = SQLiteDialect_pysqlite()
_Record = TypeVar("_Record")


def plain(record: DataclassInstance) -> dict[str, Any]:
    """Return the fields of a record as they are, by name."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def shared_columns(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that are fields of its record: all but the local key."""
    return [column for column in table.columns if column.name != "key"]


def insert_or_replace(
    table: Table, *identity: str, columns: Sequence[Column[Any]] | None = None
) -> Insert:
    """Build the statement that puts one row and keeps the local key of one that is there.

    Made once a table: building it for every row costs more than running it. `columns` are those
    that are written, all of the record unless given; the others keep what they hold.
    """
    statement = insert(table)
    replaced = {
        column.name: statement.excluded[column.name]
        for column in columns or shared_columns(table)
        if column.name not in identity
    }
    return statement.on_conflict_do_update(index_elements=identity, set_=replaced)


class ManyRows(Generic[_Record]):
    """A statement that takes records by the thousand.

    Compiled once and given to the driver with plain tuples: SQLAlchemy's own way takes three
    times as long as the database. `columns` are those that are written, in the order of their
    table, and then the parameters beside them; `read` returns their values for one record in the
    same order.
    """

    def __init__(
        self,
        statement: Insert | Update,
        columns: Sequence[Column[Any]],
        read: Callable[[_Record], Sequence[Any]] | None = None,
    ) -> None:
        names = [column.name for column in columns]
        compiled = statement.compile(dialect=_DIALECT, column_keys=names)
        if compiled.positiontup != names:
            raise ValueError("columns in the order of their table expected")
        self._text = str(compiled)
        self._read = read or attrgetter(*names)
        bound = (column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for column in columns)
        self._bound = [(place, bind) for place, bind in enumerate(bound) if bind is not None]

    def put(self, connection: Connection, records: Iterable[_Record]) -> None:
        """Put them all in the order given."""
        columns: list[Iterable[Any]] = list(zip(*map(self._read, records), strict=True))
        if columns:
            for place, bind in self._bound:
                columns[place] = map(bind, columns[place])
            connection.exec_driver_sql(self._text, list(zip(*columns, strict=True)))
