"""A return to a copy that is broken off is noticed, and what was damaged or newer is in no way."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url, text

from central_server import migrate
from central_server.app import create_app
from central_server.broken_return import MARK_TABLE
from central_server.commands.backup import POSTGRES_COPY, backup
from central_server.commands.prepare import prepare
from central_server.commands.registry import list_offices
from central_server.commands.restore import restore
from central_server.commands.restored import restored
from central_server.commands.return_postgres import put_copy_in
from central_server.database import Database
from central_server.errors import OperatorError
from central_server.server_card import make_card
from central_server.settings import Settings
from tests.server.databases import sqlite_url
from tests.server.postgres import PostgresCluster
from tests.server.test_backup_and_restore import an_office, epoch_of, made
from tests.server.world import GOLDEN
from tests.storage.backup.sudden_death import dies_at


@pytest.fixture
def settings(empty: Settings) -> Settings:
    """A prepared server."""
    prepare(empty, str(GOLDEN / "directory.json"))
    return empty


@pytest.fixture
def sqlite_settings(tmp_path: Path) -> Settings:
    (tmp_path / "server").mkdir()
    made_now = Settings(sqlite_url(tmp_path / "server" / "own.db"), tmp_path / "files")
    prepare(made_now, str(GOLDEN / "directory.json"))
    return made_now


@pytest.fixture
def postgres_settings(cluster: PostgresCluster, tmp_path: Path) -> Iterator[Settings]:
    name = cluster.create()
    made_now = Settings(cluster.url(name), tmp_path / "files")
    prepare(made_now, str(GOLDEN / "directory.json"))
    yield made_now
    cluster.drop(name)


def file_of(settings: Settings) -> Path:
    return Path(str(make_url(settings.database).database))


def revision_of(settings: Settings) -> str | None:
    database = Database(settings.database)
    with database.read() as connection:
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    database.close()
    return found


def tables_of(settings: Settings) -> set[str]:
    database = Database(settings.database)
    with database.read() as connection:
        found = set(inspect(connection).get_table_names())
    database.close()
    return found


def is_served(settings: Settings) -> bool:
    """Whether a server starts; one that does not must say that a return was broken off."""
    try:
        app = create_app(settings)
    except OperatorError as error:
        if "broken off" in str(error):
            return False
        raise
    app.state.parts.database.close()
    return True


@pytest.mark.parametrize("revision", ["0002", "0004"])
def test_a_copy_of_an_earlier_revision_comes_in_over_a_later_one(
    settings: Settings, tmp_path: Path, revision: str
):
    now, tables = revision_of(settings), tables_of(settings)
    copy = an_early_copy(settings, revision, tmp_path / "copies")
    prepare(settings, str(GOLDEN / "directory.json"))
    epoch = epoch_of(settings)

    restore(settings, copy)

    assert (revision_of(settings), tables_of(settings)) == (now, tables)
    assert epoch_of(settings) != epoch
    assert "BBS" not in list_offices(settings)
    assert is_served(settings)


def an_early_copy(settings: Settings, revision: str, copies: Path) -> Path:
    """Copy an empty server as an earlier program made it, in the place of what stands there."""
    database = Database(settings.database)
    if database.is_sqlite:
        database.close()
        for path in file_of(settings).parent.glob(f"{file_of(settings).name}*"):
            path.unlink()
        database = Database(settings.database)
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        migrate.upgrade(connection, revision)
        make_card(connection)
    database.close()
    copy = made(settings, copies)
    with (database := Database(settings.database)).write() as connection:
        migrate.upgrade(connection)
    database.close()
    return copy


def test_what_came_into_postgresql_and_is_not_ready_is_not_served(
    postgres_settings: Settings, tmp_path: Path
):
    settings = postgres_settings
    copy = made(settings, tmp_path / "copies")
    epoch = epoch_of(settings)
    an_office(settings, "BARU")
    put_copy_in(copy / POSTGRES_COPY, make_url(settings.database))

    assert not is_served(settings)
    for verb in (restored, partial(prepare, source=None), list_offices):
        with pytest.raises(OperatorError, match="broken off"):
            verb(settings)

    restore(settings, copy)
    assert is_served(settings)
    assert MARK_TABLE not in tables_of(settings)
    assert epoch_of(settings) != epoch
    assert "BARU" not in list_offices(settings)


def test_half_a_copy_leaves_postgresql_as_it_was(postgres_settings: Settings, tmp_path: Path):
    settings = postgres_settings
    copy = made(settings, tmp_path / "copies") / POSTGRES_COPY
    an_office(settings, "BARU")
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size * 3 // 4])

    with pytest.raises(OperatorError, match="as it was"):
        put_copy_in(copy, make_url(settings.database))

    assert is_served(settings)
    assert "BARU" in list_offices(settings)


def test_a_kill_at_any_step_leaves_the_old_epoch_with_the_old_state_only(
    sqlite_settings: Settings, tmp_path: Path
):
    settings, folder = sqlite_settings, tmp_path / "server"
    copy = made(settings, tmp_path / "copies")
    epoch = epoch_of(settings)
    an_office(settings, "BARU")
    shutil.copytree(folder, tmp_path / "shelved")
    for step in count(1):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "shelved", folder)

        died = dies_at(step, partial(restore, settings, copy))

        assert is_served(settings)
        is_old = "BARU" in list_offices(settings)
        assert (epoch_of(settings) == epoch) is is_old
        restore(settings, copy)
        assert "BARU" not in list_offices(settings)
        assert epoch_of(settings) != epoch
        if not died:
            break
    assert step > 5


def test_a_damaged_file_is_moved_aside_whole_wherever_the_power_fails(
    sqlite_settings: Settings, tmp_path: Path
):
    settings, folder = sqlite_settings, tmp_path / "server"
    copy = made(settings, tmp_path / "copies")
    epoch = epoch_of(settings)
    damaged = spoil(folder, tmp_path / "shelved")
    refused = 0
    for step in count(1):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "shelved", folder)

        died = dies_at(step, partial(restore, settings, copy))

        refused += is_refused(settings)
        restore(settings, copy)
        (aside,) = folder.glob("*.damaged-*")
        kept = {path.name: path.read_bytes() for path in aside.iterdir()}
        assert {name: kept[name] for name in damaged} == damaged
        assert is_served(settings)
        assert epoch_of(settings) != epoch
        if not died:
            break
    assert refused > 2


def spoil(folder: Path, shelf: Path) -> dict[str, bytes]:
    """Damage the database as a power cut left it, log and all; return what lies there."""
    database = folder / "own.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE later (word TEXT)")
        connection.commit()
        shutil.copytree(folder, shelf, ignore=shutil.ignore_patterns("*-shm"))
    content = bytearray((shelf / database.name).read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    (shelf / database.name).write_bytes(content)
    found = {path.name: path.read_bytes() for path in shelf.iterdir()}
    assert any(name.endswith("-wal") for name in found)
    return found


def is_refused(settings: Settings) -> bool:
    """Whether a server says that a return was broken off; it may also find the damaged database."""
    if not file_of(settings).with_name(f"{file_of(settings).name}.returning").exists():
        return False
    assert not is_served(settings)
    return True


def test_a_log_without_its_database_comes_never_beside_a_copy(
    sqlite_settings: Settings, tmp_path: Path
):
    settings = sqlite_settings
    copy = made(settings, tmp_path / "copies")
    offices = list_offices(settings)
    database = file_of(settings)
    database.unlink()
    database.with_name(f"{database.name}-wal").write_bytes(b"sisa")

    restore(settings, copy)

    assert list_offices(settings) == offices
    (aside,) = database.parent.glob("*.damaged-*")
    assert (aside / f"{database.name}-wal").read_bytes() == b"sisa"
    backup(settings, tmp_path / "copies")
