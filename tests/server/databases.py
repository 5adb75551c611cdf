"""Prepared databases for tests: a copied file, or one of a few PostgreSQL databases set back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from central_server.commands.prepare import prepare
from central_server.database import Database
from central_server.schema import metadata
from central_server.settings import Settings
from tests.server.postgres import PostgresCluster
from tests.server.world import GOLDEN

# The rows of each table.
Contents = dict[str, list[dict[str, Any]]]


def prepared(url: str, files: Path) -> str:
    """Prepare a database as `init --from directory.json` does; return its URL."""
    prepare(Settings(url, files), str(GOLDEN / "directory.json"))
    return url


class SqliteShelf:
    """Copies of one prepared file."""

    def __init__(self, folder: Path) -> None:
        self._original = folder / "prepared.db"
        prepared(sqlite_url(self._original), folder / "files")

    def copy_to(self, path: Path) -> str:
        """Make a copy and return its URL."""
        shutil.copy(self._original, path)
        return sqlite_url(path)


class PostgresShelf:
    """Prepared databases that come back: setting one back is far faster than making one."""

    def __init__(self, cluster: PostgresCluster, folder: Path) -> None:
        self._cluster = cluster
        self._files = folder
        self._waiting: list[str] = []
        self._contents: dict[str, Contents] = {}

    def take(self) -> str:
        """Return the URL of a database as `init` left it."""
        if self._waiting:
            return self._waiting.pop()
        url = prepared(self._cluster.url(self._cluster.create()), self._files)
        self._contents[url] = self._read(url)
        return url

    def give_back(self, url: str) -> None:
        """Set a database back for the next test."""
        database = Database(url)
        with database.write() as connection:
            # The audit trail refuses to lose a row; nobody but a superuser can look away.
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
            for table in metadata.sorted_tables:
                if self._contents[url][table.name]:
                    connection.execute(insert(table), self._contents[url][table.name])
        database.close()
        self._waiting.append(url)

    def _read(self, url: str) -> Contents:
        database = Database(url)
        with database.read() as connection:
            contents = {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in metadata.sorted_tables
            }
        database.close()
        return contents


def sqlite_url(path: Path) -> str:
    """Return the SQLAlchemy URL of a file."""
    return f"sqlite:///{path.as_posix()}"
