"""A server process on loopback, with desks of every role enrolled at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.openapi.machine import Hammer
from tests.openapi.speakers import Regency
from tests.server.http_client import HttpClient
from tests.server.world import World
from tests.server_process import ServerProcess
from tests.sync.enrolled import DIRECTORY


@contextmanager
def a_hammered_server(folder: Path) -> Iterator[Hammer]:
    """Start a server on a database in this folder; its operator works beside it."""
    folder.mkdir(exist_ok=True)
    with ServerProcess(folder) as server:
        server.cli("init", "--from", str(DIRECTORY))
        server.start()
        world = World(server.database, folder / "files")
        try:
            world.clock.now = datetime.now(UTC)
            world.client = HttpClient(server.url)
            with Hammer(server.url, Regency(world)) as hammer:
                yield hammer
        finally:
            world.close()
