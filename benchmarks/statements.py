"""Writes down the SQL that the program runs, to run the same again on a bare connection."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from desktop_app.storage.engine import connect_raw

_BEGIN = "BEGIN IMMEDIATE"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as the driver got it, and the lane that ran it."""

    lane: str
    sql: str
    parameters: Any


class Transcript:
    """Every statement that any engine of this process runs until it is closed.

    The program begins its transactions past the cursor; the engine tells of them all the same.
    """

    def __init__(self) -> None:
        self._statements: list[Statement] = []
        event.listen(Engine, "begin", self._note_beginning)
        event.listen(Engine, "before_cursor_execute", self._note)

    def close(self) -> None:
        """Write no more down."""
        event.remove(Engine, "begin", self._note_beginning)
        event.remove(Engine, "before_cursor_execute", self._note)

    def take(self) -> list[Statement]:
        """Return what was run since the last taking."""
        taken, self._statements = self._statements, []
        return taken

    def _note_beginning(self, _connection: object) -> None:
        self._statements.append(Statement(_lane(), _BEGIN, ()))

    def _note(
        self, _connection: object, _cursor: object, sql: str, parameters: Any, *_rest: object
    ) -> None:
        self._statements.append(Statement(_lane(), sql, parameters))


def _lane() -> str:
    return threading.current_thread().name.partition("_")[0]


def reads(statements: Iterable[Statement]) -> list[Statement]:
    """Keep what only reads."""
    return [statement for statement in statements if statement.sql.startswith("SELECT")]


def last_save(statements: Iterable[Statement]) -> list[Statement]:
    """Keep the last transaction of the writing lane, without its beginning."""
    written = [statement for statement in statements if statement.lane == "write"]
    begins = [place for place, statement in enumerate(written) if statement.sql == _BEGIN]
    return written[begins[-1] + 1 :]


def bare_connection(path: Path, key: bytes) -> AbstractContextManager[Any]:
    """Open a database with the driver alone, as durable as the program's writer."""
    connection = connect_raw(path, key)
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return closing(connection)


def read_bare(connection: Any, statements: Iterable[Statement]) -> None:
    """Run statements and fetch all they find."""
    for statement in statements:
        connection.execute(statement.sql, statement.parameters).fetchall()


def save_bare(connection: Any, statements: Iterable[Statement]) -> None:
    """Run statements in one durable transaction."""
    connection.execute(_BEGIN)
    read_bare(connection, statements)
    connection.execute("COMMIT")
