"""A return to a copy that was broken off leaves a mark, and nothing is served on what it left."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from central_server.database import Database
from central_server.errors import OperatorError

# In PostgreSQL it comes in one transaction with the copy, and goes in one with the new epoch.
MARK_TABLE = "return_to_copy_begun"
_BROKEN = (
    "A return to a copy was broken off, so this database is not ready. Run 'restore' again, with "
    "the same copy or with another."
)


def mark_of(database: Path) -> Path:
    """Name the file that stands beside a database of SQLite while it is exchanged."""
    return database.with_name(f"{database.name}.returning")


def demand_none(database: Database) -> None:
    """Raise OperatorError, with what to do, where a return was begun and not ended."""
    if database.is_sqlite:
        name = database.engine.url.database
        is_broken = bool(name) and mark_of(Path(str(name))).exists()
    else:
        with database.read() as connection:
            is_broken = inspect(connection).has_table(MARK_TABLE)
    if is_broken:
        raise OperatorError(_BROKEN)
