"""`restore`: back to a copy. What stands there now is copied first; then a new epoch begins."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from central_server import migrate
from central_server.commands.backup import (
    FILES,
    MANIFEST,
    POSTGRES_COPY,
    SQLITE_COPY,
    backup,
    check_sqlite,
    digest_of,
    run_postgres,
    whole_files,
)
from central_server.commands.context import opened
from central_server.commands.restored import restored
from central_server.errors import OperatorError
from central_server.settings import Settings

_NEW = "restored"


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy that is as it was when it was made."""

    database: Path
    counts: Mapping[str, int]


def restore(settings: Settings, folder: Path) -> str:
    """Put the copy in `folder` in the place of the database; stop the server first."""
    copy = _checked(folder)
    url = make_url(settings.database)
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite is not (copy.database.name == SQLITE_COPY):
        raise OperatorError("This copy is of the other kind of database (SQLite or PostgreSQL).")
    kept = ""
    if not is_sqlite or Path(str(url.database)).is_file():
        kept = f"What stood there before: {backup(settings, folder.parent).splitlines()[0]}\n"
    if is_sqlite:
        _put_sqlite(copy.database, Path(str(url.database)))
    else:
        run_postgres(
            "pg_restore", url, "--clean", "--if-exists", "--no-owner", "--single-transaction",
            str(copy.database),
        )  # fmt: skip
    files = _put_files(folder.parent / FILES, settings.files)
    with opened(settings) as database, database.write() as connection:
        migrate.upgrade(connection)
    return f"{kept}{files} files put back.\n{restored(settings)}"


def _checked(folder: Path) -> _Copy:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        database = folder / str(manifest["database"])
        counts = {str(name): int(count) for name, count in manifest["counts"].items()}
        is_whole = database.name in {SQLITE_COPY, POSTGRES_COPY}
        is_whole = is_whole and digest_of(database) == manifest["sha256"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OperatorError(f"{folder} is no whole copy. Nothing was changed.") from error
    if not is_whole:
        raise OperatorError(f"The copy in {folder} is damaged. Nothing was changed.")
    if database.name == SQLITE_COPY:
        check_sqlite(database, counts)
    return _Copy(database, counts)


def _put_sqlite(copy: Path, database: Path) -> None:
    """Write the copy over the database in one transaction: a power cut leaves the one or other."""
    try:
        with (
            closing(sqlite3.connect(f"file:{copy.as_posix()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(database)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        raise OperatorError(f"The database was not changed: {error}. Is a server up?") from error


def _put_files(kept: Path, shelf: Path) -> int:
    """Bring back the files that are gone; those that came since stay."""
    count = 0
    for name in whole_files(kept):
        target = shelf / name
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{_NEW}-{target.name}")
            shutil.copyfile(kept / name, part)
            part.rename(target)
            count += 1
    return count
