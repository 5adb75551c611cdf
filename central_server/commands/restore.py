"""`restore`: back to a copy. What stands there now is copied first; then a new epoch begins."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import MetaData, Table, make_url

from central_server import migrate, stamping
from central_server.app import now_utc
from central_server.broken_return import MARK_TABLE
from central_server.commands.backup import (
    FILES,
    MANIFEST,
    POSTGRES_COPY,
    SQLITE_COPY,
    backup,
    check_sqlite,
    digest_of,
    whole_files,
)
from central_server.commands.context import opened
from central_server.commands.restored import new_epoch_words
from central_server.commands.return_postgres import put_copy_in
from central_server.commands.return_sqlite import (
    end_move,
    is_damaged,
    is_gone,
    move_aside,
    put_sqlite,
)
from central_server.epochs import begin_epoch
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
    kept = _keep_present(settings, folder.parent, Path(str(url.database)) if is_sqlite else None)
    # Files first: they are named by what they hold and harm nobody; then all is done at once.
    files = _put_files(folder.parent / FILES, settings.files)
    if is_sqlite:
        epoch = put_sqlite(
            copy.database, Path(str(url.database)), begin_anew=partial(_begin_anew_at, settings)
        )
    else:
        put_copy_in(copy.database, url)
        epoch = _begin_anew(settings)
    return f"{kept}{files} files put back.\n{new_epoch_words(epoch)}"


def _keep_present(settings: Settings, copies: Path, sqlite: Path | None) -> str:
    """Copy what stands there, or move it aside where it is damaged; say where it is."""
    if sqlite is not None:
        end_move(sqlite)
        if is_gone(sqlite):
            return ""
        if is_damaged(sqlite):
            aside = move_aside(sqlite, now_utc())
            return f"What stood there is damaged. It is kept as it was in {aside}\n"
    return f"What stood there before: {backup(settings, copies).splitlines()[0]}\n"


def _begin_anew_at(settings: Settings, database: Path) -> UUID:
    url = make_url(settings.database).set(database=str(database))
    return _begin_anew(replace(settings, database=url.render_as_string(hide_password=False)))


def _begin_anew(settings: Settings) -> UUID:
    """Make a copy that came in ready for this version, in an epoch of its own, all at once."""
    with opened(settings) as database:
        with database.write() as connection:
            migrate.upgrade(connection)
            epoch = begin_epoch(connection, now_utc())
            if not database.is_sqlite:
                Table(MARK_TABLE, MetaData()).drop(connection)
        stamping.stamp(database)
    return epoch


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
