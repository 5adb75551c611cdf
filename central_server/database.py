"""One way to the database for SQLite and PostgreSQL: a reading and a writing transaction."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from time import monotonic
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    URL,
    ColumnElement,
    Connection,
    Engine,
    Executable,
    Select,
    Table,
    Uuid,
    any_,
    create_engine,
    event,
    func,
    literal,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import UserDefinedType
from typing_extensions import override

T = TypeVar("T")

ATTEMPTS = 3
_BUSY_SECONDS = 5
_SURELY_ALIVE_SECONDS = 5.0
_LAST_USED = "last used"
# What is erased leaves no bytes in pages that are free.
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
_POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 30, "pool_timeout": _BUSY_SECONDS}
_DEADLOCK, _SERIALISATION = "40P01", "40001"


class WrittenJson(str):
    """A JSON value in writing already, to be stored as it is."""

    __slots__ = ()


class _Uids(UserDefinedType[str]):
    """Identifiers, in writing, as one array of PostgreSQL."""

    cache_ok = True
    render_bind_cast = True

    @override
    def get_col_spec(self, **_: Any) -> str:
        return "UUID[]"


class Database:
    """The engine and how transactions begin; call `close` when done."""

    def __init__(self, url: str) -> None:
        read = make_url(url)
        self.is_sqlite = read.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(read) if self.is_sqlite else _postgresql_engine(read)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def clear_log(self) -> None:
        """Take what was overwritten out of SQLite's log too; who reads then leaves it for later."""
        if self.is_sqlite:
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot: everything read inside was true at the same moment."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """For one statement that reads: PostgreSQL is asked once, not told of a transaction too."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction; leaving by an exception takes everything back."""
        with self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def write_repeatedly(self, work: Callable[[Connection, int], T]) -> T:
        """Run `work` in a transaction, again when another one was faster to the same rows.

        `work` is told how many attempts are left after this one.
        """
        for left in range(ATTEMPTS - 1, 0, -1):
            try:
                with self.write() as connection:
                    return work(connection, left)
            except DBAPIError as error:
                if not lost_a_race(error):
                    raise
        with self.write() as connection:
            return work(connection, 0)


def lost_a_race(error: DBAPIError) -> bool:
    """Say whether the same work may succeed when done once more."""
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error, IntegrityError) or state in {_DEADLOCK, _SERIALISATION}


def is_trouble(error: DBAPIError) -> bool:
    """Say whether the database is busy, full or away; everything else is a bug of ours."""
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return isinstance(error, OperationalError) and code != sqlite3.SQLITE_ERROR
    return isinstance(error, OperationalError | InterfaceError)


def put(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *, keys: Sequence[str]
) -> None:
    """Insert rows, or replace those with the same keys."""
    if not rows:
        return
    statement = _upsert(connection.dialect.name, table, tuple(rows[0]), tuple(keys))
    connection.execute(statement, list(rows))


def put_new(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *, keys: Sequence[str]
) -> None:
    """Insert those rows whose keys are not there yet."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).on_conflict_do_nothing(index_elements=list(keys))
    connection.execute(statement, list(rows))


def among(
    connection: Connection, column: ColumnElement[T], values: Collection[T]
) -> ColumnElement[bool]:
    """Say that a column has one of these values; their number does not lengthen the statement."""
    if connection.dialect.name == "sqlite":
        return column.in_(values)
    # Thousands of parameters take the driver longer to count than the database to answer.
    if isinstance(column.type, Uuid):
        return column == any_(literal(_array_of(cast("Collection[UUID]", values)), _Uids()))
    return column == any_(literal(list(values), ARRAY(column.type)))


def _array_of(uids: Collection[UUID]) -> str:
    """Write identifiers as PostgreSQL reads them: the driver takes five times as long for each.

    A statement outlives its use until garbage is searched for; it keeps this text alive, not them.
    """
    return "{" + ",".join([f"{uid.int:032x}" for uid in uids]) + "}"


def among_found(
    connection: Connection, column: ColumnElement[T], query: Select[Any]
) -> ColumnElement[bool]:
    """Say that a column has one of the values of a query, which are few beside its table."""
    if connection.dialect.name == "sqlite":
        return column.in_(query)
    # PostgreSQL takes a query for one that may find anything, and would read the whole table.
    return column == any_(func.array(query.scalar_subquery()))


@cache
def _upsert(
    dialect: str, table: Table, names: tuple[str, ...], keys: tuple[str, ...]
) -> Executable:
    statement = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    new = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=new)


def json_text(value: Any) -> str:
    """Write a value as a JSON column keeps it."""
    return str(value) if isinstance(value, WrittenJson) else json.dumps(value)


def _postgresql_engine(url: URL) -> Engine:
    import psycopg

    # Parameters are hidden because errors are logged and rows hold names.
    engine = create_engine(url, hide_parameters=True, json_serializer=json_text, **_POOL)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        """Let every plan go by an index, for all that is asked often has one.

        What PostgreSQL knows of a table lags behind when it grows fast, and a plan made when it was
        empty would read the whole of it for each value.
        """
        connection.execute("SET enable_seqscan = off")
        connection.execute("SET jit = off")
        connection.commit()

    @event.listens_for(engine, "checkin")
    def note(_: object, record: ConnectionPoolEntry) -> None:
        record.info[_LAST_USED] = monotonic()

    @event.listens_for(engine, "checkout")
    def demand_alive(connection: Any, record: ConnectionPoolEntry, _: object) -> None:
        """Let no request meet a line that was cut while it rested; a busy one is not asked."""
        if monotonic() - record.info.get(_LAST_USED, math.inf) > _SURELY_ALIVE_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except psycopg.Error as error:
                raise DisconnectionError from error

    return engine


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        json_serializer=json_text,
        connect_args={"timeout": _BUSY_SECONDS},
        **_POOL,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # `begin` below says how transactions begin
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later could be refused its lock in between.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
