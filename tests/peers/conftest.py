"""A real server, desks enrolled at it, and lines to it that misbehave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.ui.theme.theme import Theme
from tests.faults.line import Line
from tests.faults.served import ServedWorld
from tests.server.databases import SqliteShelf
from tests.server.world import World
from tests.sync.enrolled import RINA, TONO, EnrolledDesk, Operated, an_enrolled_desk


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> SqliteShelf:
    """The golden regency, prepared once."""
    return SqliteShelf(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def world(shelf: SqliteShelf, tmp_path: Path) -> Iterator[World]:
    """A server on a database of its own, with a clock of its own."""
    folder = tmp_path / "server"
    folder.mkdir()
    made = World(shelf.copy_to(folder / "server.db"), folder / "files")
    yield made
    made.close()


@pytest.fixture
def server(world: World) -> Iterator[ServedWorld]:
    """The same, listening."""
    with ServedWorld(world) as served:
        yield served


@pytest.fixture
def line(server: Operated) -> Iterator[Line]:
    """A way to the server on which a test decides what becomes of each request."""
    with Line(server.url) as opened:
        yield opened


@pytest.fixture
def desk(server: Operated, line: Line, tmp_path: Path) -> Iterator[EnrolledDesk]:
    """The counter of the district, behind the line."""
    with an_enrolled_desk(tmp_path / "desk", server, RINA, line=line.url) as enrolled:
        enrolled.good_round()
        yield enrolled


@pytest.fixture
def other(server: Operated, tmp_path: Path) -> Iterator[EnrolledDesk]:
    """Another PC of the same office."""
    with an_enrolled_desk(tmp_path / "other", server, TONO) as enrolled:
        enrolled.good_round()
        yield enrolled


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp)
