"""A desk with unsent work, and a server that means harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_identity
from tests.sync.rounds import RoundDesk, a_round_desk
from tests.sync.scripted_server import ScriptedServer


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture
def desk(server: ScriptedServer, tmp_path: Path) -> Iterator[RoundDesk]:
    with a_round_desk(tmp_path / "profile", an_identity(server_url=server.url)) as made:
        yield made
