"""Reads what can be read of a database with damaged pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from desktop_app.storage.engine import connect_raw

_AT_ONCE = 500

Row = Sequence[object]


class UnreadableError(Exception):
    """This part lies on a damaged page, or the whole cannot be opened."""


class Salvage:
    """Reads only. After a damaged page SQLCipher refuses all others: then it is opened anew."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._connection: Any = None

    def rows(self, asked: str, values: Row = ()) -> Iterator[list[Row]]:
        """Yield rows by the hundred; UnreadableError where a page is damaged."""
        try:
            if self._connection is None:
                if not self._path.is_file():
                    raise UnreadableError
                self._connection = connect_raw(self._path, self._key, read_only=True)
            found = self._connection.execute(asked, values)
            while some := found.fetchmany(_AT_ONCE):
                yield some
        except dbapi2.Error as error:
            self.close()
            raise UnreadableError from error

    def all(self, asked: str, values: Row = ()) -> list[Row]:
        """Return all rows at once."""
        return [row for some in self.rows(asked, values) for row in some]

    def columns(self, table: str) -> list[str]:
        """Name the columns of a table; none where there is no such table."""
        return [str(row[1]) for row in self.all(f'PRAGMA table_info("{table}")')]

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with suppress(dbapi2.Error):
                self._connection.close()
            self._connection = None
