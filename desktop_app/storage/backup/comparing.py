"""Compares a copy with the present database before anything is put back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from desktop_app.domain.backups import Backup, RestorePreview, TableChange
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.backup.carry_over import count_unsent
from desktop_app.storage.backup.snapshot import reading
from desktop_app.storage.engine import address_of

COMPARED = ("case", "timeline_entry", "attachment", "letter")
_MISSING = "SELECT count(*) FROM {a}.{t} WHERE uid NOT IN (SELECT uid FROM {b}.{t})"
_DIFFER = (
    'SELECT count(*) FROM main."case" old JOIN present."case" new ON old.uid = new.uid'
    " WHERE (old.version, old.status, old.title) <> (new.version, new.status, new.title)"
)


def compare(copy: Path, present: Path, key: bytes, backup: Backup) -> RestorePreview:
    """Count what only one of the two has; ExpectedError BACKUP_DAMAGED of a copy gone bad."""
    try:
        with reading(copy, key) as connection:
            connection.execute("SELECT count(*) FROM main.alembic_version").fetchone()
            with suppress(dbapi2.Error):
                if present.is_file():
                    connection.execute(
                        f"ATTACH DATABASE ? AS present KEY \"x'{key.hex()}'\"",
                        (address_of(present, "ro"),),
                    )
            return RestorePreview(
                backup,
                {name: _change(connection, name) for name in COMPARED},
                _unsent(connection),
            )
    except (dbapi2.Error, OSError) as error:
        raise ExpectedError(Trouble.BACKUP_DAMAGED) from error


def _change(connection: Any, name: str) -> TableChange | None:
    def count(asked: str) -> int:
        return int(connection.execute(asked).fetchone()[0])

    table = f'"{name}"'
    try:
        return TableChange(
            only_now=count(_MISSING.format(a="present", b="main", t=table)),
            only_then=count(_MISSING.format(a="main", b="present", t=table)),
            differ=count(_DIFFER) if name == "case" else 0,
        )
    except dbapi2.Error:
        return None


def _unsent(connection: Any) -> int | None:
    try:
        return count_unsent(connection, "present")
    except dbapi2.Error:
        return None
