"""Queries that every round or save asks, without what SQLAlchemy does around a statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Insert, Update
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.selectable import SelectBase

from desktop_app.storage.engine import run_bare

_DIALECT = SQLiteDialect_pysqlite()


class Question:
    """A query whose parameters have names, compiled once and given to the driver.

    A round or a save comes after minutes of rest, when none of its code lies in the processor's
    caches: then SQLAlchemy's way to a small query takes several times as long as the database.
    """

    def __init__(self, query: SelectBase | Insert | Update) -> None:
        compiled = query.compile(dialect=_DIALECT)
        self._text = str(compiled)
        self._known = dict(compiled.params)
        kinds = {name: bound.type.dialect_impl(_DIALECT) for name, bound in compiled.binds.items()}
        self._parameters = [
            (name, kinds[name].bind_processor(_DIALECT)) for name in compiled.positiontup or ()
        ]
        columns = [column.type.dialect_impl(_DIALECT) for column in query.exported_columns]
        self._readers = [column.result_processor(_DIALECT, None) for column in columns]

    def rows(self, connection: Connection, **asked: object) -> list[tuple[Any, ...]]:
        """Return what is found, each value as its column has it."""
        told = {**self._known, **asked}
        values = [
            told[name] if bind is None else bind(told[name]) for name, bind in self._parameters
        ]
        return [
            tuple(
                value if read is None else read(value)
                for read, value in zip(self._readers, row, strict=True)
            )
            for row in run_bare(connection, self._text, values)
        ]

    def value(self, connection: Connection, **asked: object) -> Any:
        """Return the only value of the first row; None where there is no row."""
        rows = self.rows(connection, **asked)
        return rows[0][0] if rows else None
