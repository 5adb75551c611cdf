"""A full disk, at the server or at the desk, costs no work: the rounds after it go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from desktop_app.domain.errors import Trouble
from tests.faults.served import ServedWorld
from tests.server.world import World
from tests.server_process import ServerProcess
from tests.sync.enrolled import RINA, TONO, an_enrolled_desk

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
        an_enrolled_desk(tmp_path / "desk", served, RINA) as desk,
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


@contextmanager
def full_disk_here(room: int) -> Iterator[None]:
    """Let no database of this process grow by more than some pages for a while."""

    def limit(connection: Connection) -> None:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        if driver not in limited:
            limited.append(driver)
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + room}")

    limited: list[DBAPIConnection] = []
    event.listen(Engine, "begin", limit)
    yield
    event.remove(Engine, "begin", limit)
    for driver in limited:
        driver.cursor().execute(f"PRAGMA max_page_count = {2**32 - 2}")


@pytest.mark.parametrize("room", [0, 6, 20], ids=["none", "little", "some"])
def test_a_full_disk_at_the_desk_is_said_and_the_next_round_goes_on(
    server: ServerProcess, tmp_path: Path, room: int
):
    with (
        an_enrolled_desk(tmp_path / "desk", server, RINA) as desk,
        an_enrolled_desk(tmp_path / "other", server, TONO) as other,
    ):
        desk.good_round()
        mine = [desk.register(title="Dari sini") for _ in range(CASES)]
        theirs = [other.register(title="Dari sana") for _ in range(CASES)]
        for case in theirs:
            other.note(case, LONG)
        other.good_round()
        waiting = desk.waiting()
        with full_disk_here(room):
            report = desk.round()
        assert report.trouble is not None
        assert report.trouble.trouble is Trouble.DISK_FULL
        assert desk.waiting() in ([], waiting)

        desk.good_round()

        other.good_round()
        assert desk.waiting() == desk.rejected() == []
        for pc in (desk, other):
            assert all(pc.case(case).version for case in (*mine, *theirs))
            assert all(len(pc.entries(case)) == 2 for case in theirs)
