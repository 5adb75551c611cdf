"""Brings a database to the shape this program knows; copies it first, refuses a newer one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import explained_file_errors, sync_folder
from desktop_app.storage.engine import connect_raw, explained

# Every revision there ever was, oldest first; kept here because alembic is slow to import and
# is needed only on the day a database really is behind.
REVISIONS = ("0001", "0002", "0003", "0006", "0007", "0008", "0009")
SCRIPTS = Path(__file__).with_name("migrations")


def migrate(
    engine: Engine,
    path: Path,
    key: bytes,
    *,
    revisions: tuple[str, ...] = REVISIONS,
    scripts: Path = SCRIPTS,
) -> None:
    """Bring the database behind `engine` to the last of `revisions`, in one transaction.

    An older one is first copied, encrypted, to `<name>.before-<its revision>`. ExpectedError
    DATABASE_NEWER when a later version of the program has written it.
    """
    with engine.connect() as connection:
        found = _revision(connection)
    if found == revisions[-1]:
        return
    if found is not None:
        if found not in revisions:
            raise ExpectedError(Trouble.DATABASE_NEWER, facts={"revision": found})
        _copy(path, path.with_name(f"{path.name}.before-{found}"), key)
    with engine.begin() as connection:
        _upgrade(connection, scripts, revisions[-1])


def _revision(connection: Connection) -> str | None:
    marks = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.exec_driver_sql(marks).first() is None:
        return None
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if revision is None else str(revision)


def _copy(source: Path, target: Path, key: bytes) -> None:
    """Copy with SQLCipher's own backup, which is right even while the log is in use."""
    part = target.with_name(f"{target.name}.part")
    with explained_file_errors(), explained():
        part.unlink(missing_ok=True)
        with closing(connect_raw(source, key)) as old, closing(connect_raw(part, key)) as new:
            old.backup(new)
        part.replace(target)
        sync_folder(target.parent)


def _upgrade(connection: Connection, scripts: Path, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
