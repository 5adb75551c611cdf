"""Brings the database to the tables this version knows; never touches a newer one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from central_server import broken_return
from central_server.database import Database
from central_server.errors import OperatorError

NOT_PREPARED = "This database is not prepared yet. Run the verb 'init' first."
_OUTDATED = "This database is of an older version. Run the verb 'init' to bring it up to date."
_NEWER = "This database was made by a newer version of the server. Install that version."


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Create or upgrade every table; OperatorError when the database is newer than this code."""
    config = _config()
    if _revision(connection) not in {None, *_known(config)}:
        raise OperatorError(_NEWER)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def demand_current(database: Database) -> None:
    """Raise OperatorError, with what to do, unless the tables are those of this version."""
    broken_return.demand_none(database)
    with database.read() as connection:
        revision = _revision(connection)
    known = _known(_config())
    if revision is None:
        raise OperatorError(NOT_PREPARED)
    if revision not in known:
        raise OperatorError(_NEWER)
    if revision != known[0]:
        raise OperatorError(_OUTDATED)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known(config: Config) -> list[str]:
    """List the revisions this version has, newest first."""
    script = ScriptDirectory.from_config(config)
    return [revision.revision for revision in script.walk_revisions()]


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
