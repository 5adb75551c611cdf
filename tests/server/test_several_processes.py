"""Several server processes on one database: nothing is skipped, doubled or lost."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
import requests

from tests.server.conftest import NewWorld
from tests.server.http_client import HttpClient
from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import World
from tests.server_process import ServerProcess

PUSHES_EACH = 12
PATIENCE = 60.0  # seconds
GLANCE = 0.02


class Regency:
    """Desks of one world, each talking to a server process of its own choice."""

    def __init__(self, world: World, *servers: ServerProcess) -> None:
        self.world = world
        self.servers = servers
        world.clock.now = datetime.now(UTC)  # the processes know no other

    def desk(self, office: str, name: str, server: int) -> ServerDesk:
        world = World(self.world.settings.database, self.world.settings.files)
        world.clock.now = self.world.clock.now
        world.client = HttpClient(self.servers[server].url)
        desk = ServerDesk(world, office, name)
        world.close()
        return desk


@pytest.fixture
def regency(backend: str, new_world: NewWorld, tmp_path: Path) -> Iterator[Regency]:
    """Two processes on one database."""
    world = new_world(backend)
    world.reusable = False
    with ExitStack() as stack:
        servers = []
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            servers.append(ServerProcess(folder, world.settings.database))
            stack.enter_context(servers[-1]).start()
        yield Regency(world, *servers)


@pytest.fixture
def workers(new_world: NewWorld, tmp_path: Path) -> Iterator[Regency]:
    """One process with two workers."""
    world = new_world("sqlite")
    server = ServerProcess(tmp_path, world.settings.database, options=["--workers", "2"])
    with server:
        server.start()
        yield Regency(world, server)


def test_a_cursor_never_skips_whoever_numbers_the_rows(regency: Regency):
    writers = [
        regency.desk(office, name, server)
        for office, name, server in (
            ("BBS", "Rina", 0), ("BBS", "Tono", 1), ("GDS", "Sari", 0), ("KRN", "Hadi", 1),
        )
    ]  # fmt: skip
    reader = regency.desk("PBG", "Dewi", 0)
    threads = [Thread(target=write_cases, args=(writer,)) for writer in writers]
    seen: dict[str, int] = {}
    cursors: dict[str, int] = {}
    for thread in threads:
        thread.start()
    turn = 0
    while any(thread.is_alive() for thread in threads):
        reader.world.client = HttpClient(regency.servers[turn % 2].url)
        cursors = read_on(reader, cursors, seen)
        turn += 1
    cursors = read_on(reader, cursors, seen)
    whole = {row["id"]: row["version"] for row in reader.rows() if row["kind"] != "office"}
    assert seen == whole
    assert len(whole) == 7 + len(writers) * PUSHES_EACH * 4
    own = f"office:{reader.office.uid}"
    assert reader.page(cursors)["digest"][own]["count"] == len(whole) - 7


def test_what_a_killed_process_had_taken_is_neither_lost_nor_done_twice(regency: Regency):
    writers = [regency.desk("BBS", name, 0) for name in ("Rina", "Tono")]
    reader = regency.desk("PBG", "Dewi", 1)
    taken: list[str] = []
    threads = [
        Thread(target=write_though_killed, args=(writer, regency.servers[1].url, taken))
        for writer in writers
    ]
    for thread in threads:
        thread.start()
    seen: dict[str, int] = {}
    cursors: dict[str, int] = {}
    while len(taken) < PUSHES_EACH // 2:
        cursors = read_on(reader, cursors, seen)
    regency.servers[0].kill()
    while any(thread.is_alive() for thread in threads):
        cursors = read_on(reader, cursors, seen)
    read_on(reader, cursors, seen)
    assert set(taken) <= seen.keys()
    assert set(reader.holds("case")) == set(taken)
    assert len(reader.holds("entry")) == len(writers) * PUSHES_EACH


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_new_epoch_is_known_to_every_process_at_once(regency: Regency):
    desk, other = regency.desk("BBS", "Rina", 0), regency.desk("GDS", "Sari", 1)
    regency.servers[0].cli("restored")
    told = [one.post("/v1/pull", one.asks()) for one in (desk, other, other)]
    assert [answer.code for answer in told] == ["EPOCH"] * 3
    assert len({answer.json["epoch"] for answer in told}) == 1


def test_workers_answer_together_and_stop_in_good_order_when_told(workers: Regency):
    desks = [workers.desk("BBS", name, 0) for name in ("Rina", "Tono")]
    threads = [Thread(target=write_cases, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desks[0].holds("case")) == len(desks) * PUSHES_EACH
    (server,) = workers.servers
    assert server.stop() == (0 if sys.platform != "win32" else 1)
    assert_free(server.port)


def test_workers_do_not_outlive_the_process_that_began_them(workers: Regency):
    (server,) = workers.servers
    assert requests.get(f"{server.url}/v1/health", timeout=PATIENCE).status_code == 200
    server.kill()
    assert_free(server.port)


def assert_free(port: int) -> None:
    """Wait until nobody listens at a port any more."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            return
        assert time.monotonic() < deadline, "somebody still listens"
        Event().wait(GLANCE)


def write_cases(desk: ServerDesk) -> None:
    """Make cases, each with a note, and correct each in a push of its own."""
    for _ in range(PUSHES_EACH):
        case = desk.new_case()
        desk.done(desk.create(case), desk.write(case))
        desk.done(desk.correct(case, title="Judul lain"))


def write_though_killed(desk: ServerDesk, other: str, taken: list[str]) -> None:
    """Make cases; where the server dies meanwhile, send again to another one."""
    for _ in range(PUSHES_EACH):
        case = desk.new_case()
        change: Sent = desk.create(case)
        try:
            answers = desk.push(change)
        except requests.RequestException:
            desk.world.client = HttpClient(other)
            answers = desk.push(change)
        assert answers[0]["answer"] in {"done", "repeated"}
        taken.append(str(case.uid))


def read_on(desk: ServerDesk, cursors: dict[str, int], seen: dict[str, int]) -> dict[str, int]:
    """Read what is new, a few rows at a time; note the version of each thing."""
    more = True
    while more:
        page = desk.page(cursors, limit=40)
        for row in page["rows"]:
            if row["kind"] != "office":
                seen[row["id"]] = row["version"]
        cursors, more = page["cursors"], page["more"]
    return cursors
