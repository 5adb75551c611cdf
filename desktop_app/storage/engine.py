"""Opens the encrypted database: one lane that writes, lanes that only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlcipher3 import dbapi2

from desktop_app.domain.errors import ExpectedError, Trouble

KEY_BYTES = 32
_READERS = 3
_LONGEST_WAIT_SECONDS = 5
_PRIMARY_CODE = 0xFF  # an extended result code carries its kind in the lowest byte

_TROUBLES: Mapping[int, Trouble] = {
    dbapi2.SQLITE_BUSY: Trouble.DATABASE_LOCKED,
    dbapi2.SQLITE_LOCKED: Trouble.DATABASE_LOCKED,
    dbapi2.SQLITE_FULL: Trouble.DISK_FULL,
    dbapi2.SQLITE_READONLY: Trouble.FOLDER_READ_ONLY,
    dbapi2.SQLITE_CANTOPEN: Trouble.FOLDER_READ_ONLY,
    dbapi2.SQLITE_IOERR: Trouble.FOLDER_READ_ONLY,
    dbapi2.SQLITE_NOTADB: Trouble.PROFILE_DAMAGED,
    dbapi2.SQLITE_CORRUPT: Trouble.PROFILE_DAMAGED,
}

# The driver's backup raises errors without a code; these are SQLite's own words for them.
_CODES_BY_WORDS: Mapping[str, int] = {
    "database or disk is full": dbapi2.SQLITE_FULL,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
    "database is locked": dbapi2.SQLITE_BUSY,
}


class Durability(Enum):
    """What a power cut may take back of what was committed: nothing; or the last of it, whole."""

    ALL = "FULL"
    ALL_BUT_THE_LAST = "NORMAL"


# `key` is raw: a passphrase would be derived anew, in 150 ms, for every connection. A power cut
# must not take back what the screen called saved, hence FULL.
_SHARED_PRAGMAS = (
    f"busy_timeout={_LONGEST_WAIT_SECONDS * 1000}",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)
_WRITER_PRAGMAS = (*_SHARED_PRAGMAS, "journal_mode=WAL", "synchronous=FULL", "cache_size=-16384")
_READER_PRAGMAS = (*_SHARED_PRAGMAS, "query_only=ON", "cache_size=-32768")


def open_engine(path: Path, key: bytes) -> Engine:
    """Open the one lane that writes; makes the file if there is none.

    `key` is 32 raw bytes. Whatever a person can act on comes out as ExpectedError.
    """
    return _engine(path, key, pragmas=_WRITER_PRAGMAS, begin="BEGIN IMMEDIATE", connections=1)


def open_reader(path: Path, key: bytes) -> Engine:
    """Open lanes that read beside the writer and cannot change anything."""
    return _engine(path, key, pragmas=_READER_PRAGMAS, begin="BEGIN", connections=_READERS)


class ClosedForGoodError(RuntimeError):
    """Work outlived the database it was begun on; what it had not committed never happened."""


def close_for_good(engine: Engine) -> None:
    """Close every connection that is not in use, and make no other one.

    Without this the engine would open the database again for whoever comes late, key and all.
    """
    event.listen(engine, "do_connect", _refuse_to_connect)
    engine.dispose()


def connect_raw(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """Return a bare driver connection, for SQLCipher's own backup and for what looks at copies."""
    connection = dbapi2.connect(address_of(path, "ro" if read_only else "rwc"), uri=True)
    _unlock(connection, key)
    return connection


def address_of(path: Path, mode: str) -> str:
    """Write a path as SQLite takes it with a mode: `ro`, `rw` or `rwc`."""
    plain = path.absolute().as_posix()
    # A share of Windows begins with two slashes and would be taken for the name of a server.
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?mode={mode}"


def be_durable(connection: Connection, durability: Durability) -> None:
    """Say how durable the next transactions of this lane are; between two of them."""
    if connection.info.get(Durability) is not durability:
        run_bare(connection, f"PRAGMA synchronous={durability.value}")
        connection.info[Durability] = durability


@contextmanager
def explained() -> Iterator[None]:
    """Turn failures of a bare connection into ExpectedError, as the engines do by themselves."""
    try:
        yield
    except dbapi2.Error as error:
        _raise_expected(error)
        raise


def run_bare(connection: Connection, statement: str, values: Sequence[object] = ()) -> list[Any]:
    """Run a statement without what SQLAlchemy does around one; return its rows."""
    bare: Any = connection.connection.driver_connection
    with explained():
        rows: list[Any] = bare.execute(statement, values).fetchall()
        return rows


def _engine(
    path: Path, key: bytes, *, pragmas: tuple[str, ...], begin: str, connections: int
) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=dbapi2,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_LONGEST_WAIT_SECONDS,
        hide_parameters=True,  # values are personal data, and errors are logged
    )
    event.listen(engine, "connect", _configurer(key, pragmas))
    event.listen(engine, "begin", _beginner(begin))
    event.listen(engine, "handle_error", _explain)
    return engine


def _refuse_to_connect(*_asked: object) -> None:
    raise ClosedForGoodError


def _configurer(key: bytes, pragmas: tuple[str, ...]) -> Callable[[Any, object], None]:
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so DDL is transactional too
        _unlock(connection, key)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return configure


def _unlock(connection: Any, key: bytes) -> None:
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def _beginner(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        run_bare(connection, statement)

    return begin


def _explain(failure: ExceptionContext) -> None:
    _raise_expected(failure.original_exception)


def _raise_expected(error: BaseException) -> None:
    code = getattr(error, "sqlite_errorcode", None) or _CODES_BY_WORDS.get(str(error))
    trouble = None if code is None else _TROUBLES.get(code & _PRIMARY_CODE)
    if trouble is not None:
        raise ExpectedError(trouble) from error
