"""Servers on both databases: each test gets a database of its own, copied from a prepared one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from central_server.commands.prepare import prepare
from central_server.settings import Settings
from tests.server.postgres import PostgresCluster
from tests.server.world import BACKENDS, GOLDEN, World


@pytest.fixture(scope="session")
def cluster() -> Iterator[PostgresCluster]:
    with PostgresCluster() as started:
        yield started


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database after `init --from directory.json`."""
    folder = tmp_path_factory.mktemp("prepared")
    path = folder / "prepared.db"
    prepare(
        Settings(f"sqlite:///{path.as_posix()}", folder / "files"),
        str(GOLDEN / "directory.json"),
    )
    return path


@pytest.fixture(scope="session")
def prepared_database(cluster: PostgresCluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database after `init --from directory.json`."""
    name = cluster.create()
    files = tmp_path_factory.mktemp("files")
    prepare(Settings(cluster.url(name), files), str(GOLDEN / "directory.json"))
    return name


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def new_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], World]]:
    """Makes a server on a database of the backend named."""
    worlds: list[World] = []
    names: list[str] = []

    def make(backend: str) -> World:
        if backend == "sqlite":
            path = tmp_path / f"server-{len(worlds)}.db"
            shutil.copy(request.getfixturevalue("prepared_file"), path)
            url = f"sqlite:///{path.as_posix()}"
        else:
            cluster: PostgresCluster = request.getfixturevalue("cluster")
            names.append(cluster.create(request.getfixturevalue("prepared_database")))
            url = cluster.url(names[-1])
        worlds.append(World(url, tmp_path / f"files-{len(worlds)}"))
        return worlds[-1]

    yield make
    for world in worlds:
        world.close()
    for name in names:
        request.getfixturevalue("cluster").drop(name)


@pytest.fixture
def world(backend: str, new_world: Callable[[str], World]) -> World:
    """A server with the offices and people of the golden messages."""
    return new_world(backend)


@pytest.fixture
def sqlite_world(new_world: Callable[[str], World]) -> World:
    """The same on SQLite alone, where many values are tried and no database matters."""
    return new_world("sqlite")


@pytest.fixture(scope="module")
def module_world(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One on SQLite for a whole module, where hundreds of requests are tried."""
    folder = tmp_path_factory.mktemp("module")
    shutil.copy(prepared_file, folder / "server.db")
    world = World(f"sqlite:///{(folder / 'server.db').as_posix()}", folder / "files")
    yield world
    world.close()
