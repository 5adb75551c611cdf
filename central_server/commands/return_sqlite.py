"""Puts a copy in the place of a database of SQLite, at once and with its new epoch."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from uuid import UUID

from central_server.broken_return import mark_of
from central_server.commands.backup import sync
from central_server.errors import OperatorError

_LOGS = ("-wal", "-shm", "-journal")
_PRIMARY_CODE = 0xFF
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def is_gone(database: Path) -> bool:
    """Say whether nothing lies there, not even a log, which would spoil another database."""
    return not any(database.with_name(database.name + end).exists() for end in ("", *_LOGS))


def is_damaged(database: Path) -> bool:
    """Say whether what lies there is not whole, or no database at all, or a log without one."""
    if not database.is_file():
        return not is_gone(database)
    try:
        with closing(sqlite3.connect(f"file:{database.as_posix()}?mode=ro", uri=True)) as found:
            return bool(found.execute("PRAGMA integrity_check").fetchone() != ("ok",))
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE in _DAMAGED


def put_sqlite(copy: Path, database: Path, *, begin_anew: Callable[[Path], UUID]) -> UUID:
    """Write the copy over the database in one transaction, or where there is none give it its name.

    `begin_anew` makes it ready under another name first. A power cut leaves the one or the other.
    """
    new = _new(database)
    _remove(new)
    shutil.copyfile(copy, new)
    epoch = begin_anew(new)
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    sync(new)
    if database.is_file():
        _write_over(new, database)
    else:
        new.rename(database)
    sync(database.parent)
    _remove(new)
    mark_of(database).unlink(missing_ok=True)
    sync(database.parent)
    return epoch


def move_aside(database: Path, at: datetime) -> Path:
    """Make room where a database is damaged; return the folder in which it lies with its log.

    The mark says where they go before they do: without its log a database lacks what came last.
    """
    names = chain([""], (f"-{number}" for number in count(2)))
    stem = f"{database.name}.damaged-{at:%Y%m%dT%H%M%SZ}"
    target = next(
        path for end in names if not (path := database.with_name(f"{stem}{end}")).exists()
    )
    mark = mark_of(database)
    part = mark.with_name(f"{mark.name}.part")
    part.write_text(target.name, encoding="utf-8")
    sync(part)
    part.rename(mark)
    sync(database.parent)
    end_move(database)
    return target


def end_move(database: Path) -> None:
    """Move away what is left of a database whose moving was begun; a new one there stays.

    From the first to the last of it the folder is named `.part`.
    """
    mark = mark_of(database)
    if not mark.exists():
        return
    target = database.with_name(mark.read_text(encoding="utf-8"))
    moving = target.with_name(f"{target.name}.part")
    if target.exists():
        return
    moving.mkdir(exist_ok=True)
    for ending in (*_LOGS, ""):
        one = database.with_name(database.name + ending)
        if one.exists():
            one.rename(moving / one.name)
    sync(moving)
    moving.rename(target)
    sync(database.parent)


def _new(database: Path) -> Path:
    return database.with_name(f"{database.name}.restoring")


def _remove(database: Path) -> None:
    for ending in ("", *_LOGS):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def _write_over(new: Path, database: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"file:{new.as_posix()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(database)) as target,
        ):
            old.backup(target)
    except sqlite3.Error as error:
        raise OperatorError(f"The database was not changed: {error}. Is a server up?") from error
