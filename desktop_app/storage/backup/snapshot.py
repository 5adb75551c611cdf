"""Copies the database while people work in it, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.backups import BackupCancelledError, BackupProgress, BackupStage, Tell
from desktop_app.domain.long_work import Cancelled
from desktop_app.storage.backup.whole_files import sync_file
from desktop_app.storage.engine import connect_raw, explained

_PAGES_AT_ONCE = 1000
_COUNT = 'SELECT count(*) FROM "{name}"'  # the names are those of our own tables
_REVISION = "SELECT version_num FROM alembic_version"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a database holds: its revision, and the rows of each table."""

    revision: str
    counts: Mapping[str, int]


def take_snapshot(
    source: Path, target: Path, key: bytes, *, tell: Tell, cancelled: Cancelled
) -> Figures:
    """Copy to a new file and return what the source held at that moment.

    The copy is under the same key. A transaction that only reads holds the moment: nobody who
    saves waits for it, and no save makes it begin again.
    """
    told = _Told(tell, cancelled)
    with explained(), reading(source, key) as old, closing(connect_raw(target, key)) as new:
        new.isolation_level = None
        # Nobody sees the copy before it was brought to the disk as a whole.
        new.execute("PRAGMA synchronous=OFF")
        new.execute("PRAGMA journal_mode=OFF")
        old.execute("BEGIN")
        figures = figures_of(old)
        old.backup(new, pages=_PAGES_AT_ONCE, progress=told.after_step)
        old.execute("COMMIT")
        new.execute("PRAGMA journal_mode=DELETE")
    sync_file(target)
    return figures


def figures_of(connection: Any) -> Figures:
    """Count the rows of every table."""
    names = [name for (name,) in connection.execute(_TABLES)]
    counts = {
        name: int(connection.execute(_COUNT.format(name=name)).fetchone()[0]) for name in names
    }
    revision = connection.execute(_REVISION).fetchone()
    return Figures("" if revision is None else str(revision[0]), counts)


@contextmanager
def reading(path: Path, key: bytes) -> Iterator[Any]:
    """Open a database that must not be changed; FileNotFoundError where there is none."""
    if not path.is_file():
        raise FileNotFoundError(path.name)
    with closing(connect_raw(path, key, read_only=True)) as connection:
        connection.isolation_level = None
        yield connection


class _Told:
    """Says how far the copying is; raises to end it."""

    def __init__(self, tell: Tell, cancelled: Cancelled) -> None:
        self._tell = tell
        self._cancelled = cancelled

    def after_step(self, _status: int, left: int, total: int) -> None:
        if self._cancelled():
            raise BackupCancelledError
        self._tell(BackupProgress(BackupStage.COPYING, total - left, total))
