"""Servers that can be hurt: as processes, inside the test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.line import Line
from tests.faults.served import ServedWorld
from tests.server.databases import prepared, sqlite_url
from tests.server.postgres import PostgresCluster
from tests.server.world import BACKENDS, World
from tests.server_process import ServerProcess
from tests.sync.enrolled import RINA, EnrolledDesk, a_regency, an_enrolled_desk

# A developer on Windows has no PostgreSQL; CI runs everything.
collect_ignore = ["test_overlapping_transactions.py"] if sys.platform == "win32" else []


@pytest.fixture(scope="session")
def cluster() -> Iterator[PostgresCluster]:
    with PostgresCluster() as started:
        yield started


@pytest.fixture
def postgresql(cluster: PostgresCluster, tmp_path: Path) -> Iterator[World]:
    """A server on a PostgreSQL of its own."""
    name = cluster.create()
    world = World(prepared(cluster.url(name), tmp_path / "files"), tmp_path / "files")
    yield world
    world.close()
    cluster.drop(name)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[World]:
    """A server on a file of its own."""
    world = World(prepared(sqlite_url(tmp_path / "server.db"), tmp_path / "files"), tmp_path)
    yield world
    world.close()


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest) -> World:
    """The same test on each database."""
    made: World = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """The golden regency as a process that can be killed."""
    with a_regency(tmp_path / "server") as started:
        yield started


@pytest.fixture
def served(sqlite: World) -> Iterator[ServedWorld]:
    """A server inside the test, where its database can be hurt."""
    with ServedWorld(sqlite) as listening:
        yield listening


@pytest.fixture
def line(served: ServedWorld) -> Iterator[Line]:
    """A way to it on which a test decides what becomes of each request."""
    with Line(served.url) as opened:
        yield opened


@pytest.fixture
def desk(served: ServedWorld, line: Line, tmp_path: Path) -> Iterator[EnrolledDesk]:
    """The counter of the district, behind the line."""
    with an_enrolled_desk(tmp_path / "desk", served, RINA, line=line.url) as enrolled:
        enrolled.good_round()
        yield enrolled
