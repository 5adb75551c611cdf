"""A server whose disk is full says that it is busy; the desk keeps all and sends it later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text

from desktop_app.domain.errors import Trouble
from tests.faults.served import ServedWorld, as_server
from tests.server.world import World
from tests.sync.enrolled import RINA, an_enrolled_desk

CASES = 20
LONG = "Sangat panjang. " * 1_000

_REFUSE = """
    CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END
    $$;
    CREATE TRIGGER disk_is_full BEFORE INSERT ON entry
        FOR EACH ROW EXECUTE FUNCTION disk_is_full();
"""


@contextmanager
def full_disk(world: World, room: int) -> Iterator[None]:
    """Let the database find no room, or too little of it, for a while."""
    engine = world.parts.database.engine
    if not world.parts.database.is_sqlite:
        with engine.begin() as connection:
            connection.execute(text(_REFUSE))
        yield
        with engine.begin() as connection:
            connection.execute(text("DROP FUNCTION disk_is_full CASCADE"))
        return

    most: list[int] = []

    def no_more_pages(connection: sqlite3.Connection, _: object) -> None:
        for pages in most:
            connection.execute(f"PRAGMA max_page_count = {pages}")

    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    event.listen(engine, "connect", no_more_pages)
    most.append(pages + room)
    engine.dispose()
    yield
    most.clear()
    engine.dispose()


@pytest.mark.parametrize("room", [0, 6, 20], ids=["none", "little", "some"])
def test_a_full_disk_on_the_server_costs_the_desk_no_work(
    world: World, tmp_path: Path, expected_log: pytest.LogCaptureFixture, room: int
):
    with (
        ServedWorld(world) as served,
        an_enrolled_desk(tmp_path / "desk", as_server(served), RINA) as desk,
    ):
        desk.good_round()
        cases = [desk.register() for _ in range(CASES)]
        for case in cases:
            desk.note(case, LONG)
        waiting = desk.waiting()
        with full_disk(world, room):
            report = desk.round()
            assert report.trouble is not None
            assert report.trouble.trouble is Trouble.SERVER_BUSY
            assert int(report.trouble.facts["retry_after"]) > 0
            assert desk.waiting() == waiting
            assert desk.rejected() == []
        assert LONG not in expected_log.text
        desk.good_round()
        assert desk.waiting() == desk.rejected() == []
        assert all(len(desk.entries(case)) == 2 for case in cases)
        assert all(entry.server_time for case in cases for entry in desk.entries(case))
