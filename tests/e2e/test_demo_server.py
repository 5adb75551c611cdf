"""The server beside the demo answers whatever was left in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from central_server import migrate
from central_server.database import Database
from desktop_app.demo.program import DESKS
from desktop_app.demo.server import DemoServer
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.enrolment import reachable


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoServer]:
    server = DemoServer(tmp_path)
    yield server
    server.stop()


def leave_database(folder: Path, revision: str) -> None:
    """Leave what a demo of an older program left there."""
    with (
        closing(Database(f"sqlite:///{(folder / 'server.db').as_posix()}")) as database,
        database.write() as connection,
    ):
        migrate.upgrade(connection, revision)


def test_it_starts_in_an_empty_folder(server: DemoServer):
    server.start()
    assert reachable(server.url)


def test_it_brings_the_database_of_an_older_program_up_to_date(server: DemoServer, tmp_path: Path):
    leave_database(tmp_path, "0001")
    server.start()
    assert reachable(server.url)
    people = server.command("user", "list")
    assert all(person in people for _, person in DESKS.values())


def test_a_database_that_cannot_be_read_is_said_and_the_log_tells_why(
    server: DemoServer, tmp_path: Path
):
    (tmp_path / "server.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(ExpectedError) as refused:
        server.start()
    assert refused.value.trouble is Trouble.SERVER_UNREACHABLE
    assert "not a database" in (tmp_path / "server.log").read_text(encoding="utf-8")


def test_it_goes_on_with_what_it_held(server: DemoServer):
    server.start()
    before = server.command("user", "list")
    server.stop()
    server.start()
    assert server.command("user", "list") == before
