"""Servers on both databases; each test finds its database as `init` left it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from central_server.rate_limit import NO_LIMITS, RateLimits
from central_server.settings import Settings
from tests.server.databases import PostgresShelf, SqliteShelf, sqlite_url
from tests.server.postgres import PostgresCluster
from tests.server.server_desk import ServerDesk
from tests.server.world import BACKENDS, World


class NewWorld(Protocol):
    """Makes a server on a database of the backend named."""

    def __call__(
        self, backend: str, limits: RateLimits = NO_LIMITS, root_path: str = ""
    ) -> World: ...


@pytest.fixture(scope="session")
def cluster() -> Iterator[PostgresCluster]:
    with PostgresCluster() as started:
        yield started


@pytest.fixture(scope="session")
def sqlite_shelf(tmp_path_factory: pytest.TempPathFactory) -> SqliteShelf:
    return SqliteShelf(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def postgres_shelf(
    cluster: PostgresCluster, tmp_path_factory: pytest.TempPathFactory
) -> PostgresShelf:
    return PostgresShelf(cluster, tmp_path_factory.mktemp("prepared"))


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def new_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewWorld]:
    """Makes a server on a database of the backend named."""
    worlds: list[World] = []

    def make(backend: str, limits: RateLimits = NO_LIMITS, root_path: str = "") -> World:
        folder = tmp_path / f"world-{len(worlds)}"
        folder.mkdir()
        if backend == "sqlite":
            shelf: SqliteShelf = request.getfixturevalue("sqlite_shelf")
            url = shelf.copy_to(folder / "server.db")
        else:
            url = request.getfixturevalue("postgres_shelf").take()
        worlds.append(World(url, folder / "files", limits=limits, root_path=root_path))
        return worlds[-1]

    yield make
    for world in worlds:
        world.close()
        if world.reusable and not world.parts.database.is_sqlite:
            request.getfixturevalue("postgres_shelf").give_back(world.settings.database)


@pytest.fixture
def world(backend: str, new_world: NewWorld) -> World:
    """A server with the offices and people of the golden messages."""
    return new_world(backend)


@pytest.fixture
def sqlite_world(new_world: NewWorld) -> World:
    """The same on SQLite alone, where many values are tried and no database matters."""
    return new_world("sqlite")


@pytest.fixture
def empty(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A database without a table."""
    if backend == "sqlite":
        yield Settings(sqlite_url(tmp_path / "empty.db"), tmp_path / "files")
        return
    cluster = request.getfixturevalue("cluster")
    name = cluster.create()
    yield Settings(cluster.url(name), tmp_path / "files")
    cluster.drop(name)


@pytest.fixture
def desk(world: World) -> ServerDesk:
    """The desk of Rina Pratiwi, clerk and verifier of Kecamatan Bobotsari."""
    return ServerDesk(world, "BBS", "Rina")


@pytest.fixture
def sqlite_desk(sqlite_world: World) -> ServerDesk:
    """The same on SQLite alone."""
    return ServerDesk(sqlite_world, "BBS", "Rina")


@pytest.fixture(scope="module")
def module_world(
    sqlite_shelf: SqliteShelf, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """One on SQLite for a whole module, where hundreds of requests are tried."""
    folder = tmp_path_factory.mktemp("module")
    world = World(sqlite_shelf.copy_to(folder / "server.db"), folder / "files")
    yield world
    world.close()


@pytest.fixture
def district(world: World) -> ServerDesk:
    """The desk of the district Bobotsari."""
    return ServerDesk(world, "BBS", "Rina")


@pytest.fixture
def village(world: World) -> ServerDesk:
    """The desk of a village in that district."""
    return ServerDesk(world, "GDS", "Sari")


@pytest.fixture
def stranger(world: World) -> ServerDesk:
    """The desk of another district."""
    return ServerDesk(world, "KRN", "Hadi")


@pytest.fixture
def agency(world: World) -> ServerDesk:
    """The desk of an agency."""
    return ServerDesk(world, "DPUPR", "Agus")


@pytest.fixture
def regency(world: World) -> ServerDesk:
    """The desk of the regency itself."""
    return ServerDesk(world, "PBG", "Dewi")


@pytest.fixture
def carrier(world: World) -> ServerDesk:
    """The desk of another office, which has a line."""
    return ServerDesk(world, "KRN", "Hadi")


@pytest.fixture(scope="module")
def module_desk(module_world: World) -> ServerDesk:
    return ServerDesk(module_world, "BBS", "Rina")
