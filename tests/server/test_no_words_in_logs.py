"""What people wrote stands in no line of the log, whatever became of the request that said it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from central_server.commands.context import opened
from central_server.errors import OperatorError
from central_server.settings import Settings
from tests.builders import a_reporter
from tests.server.http_client import HttpClient
from tests.server.server_desk import ServerDesk
from tests.server.world import World
from tests.server_process import ServerProcess
from tests.sync.enrolled import DIRECTORY

MARK = "PENANDAR8"
FACTS = {"time", "level", "logger", "event", "method", "path", "status", "ms"}
FACTS |= {"ticket", "error", "ops", "changes", "device"}


class Told:
    """A server process, and a desk whose every word is the mark."""

    def __init__(self, folder: Path, server: ServerProcess) -> None:
        self.folder = folder
        self.server = server
        self.world = World(server.database, folder / "files")
        self.world.clock.now = datetime.now(UTC)
        self.world.client = HttpClient(server.url)
        self.desk = ServerDesk(self.world, "BBS", "Rina")

    def take_away(self, table: str) -> None:
        with sqlite3.connect(self.folder / "server.db") as database:
            database.execute(f"DROP TABLE {table}")
        database.close()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    with ServerProcess(tmp_path) as server:
        server.cli("init", "--from", str(DIRECTORY))
        server.start()
        made = Told(tmp_path, server)
        yield made
        made.world.close()


def success(told: Told) -> None:
    desk = told.desk
    case = desk.new_case(title=MARK, reporter_title=MARK, reporter_words=MARK, place=MARK)
    desk.done(desk.create(case, a_reporter(case_uid=case.uid, name=MARK, address=MARK)))
    desk.done(desk.write(case, text=MARK), desk.attach(case, name=MARK))
    assert MARK in json.dumps(desk.rows())


def refusals(told: Told) -> None:
    desk, world = told.desk, told.world
    case = desk.new_case(title=MARK)
    desk.push(desk.change(MARK, case, {MARK: MARK}), desk.write(case, text=MARK))
    desk.push(desk.create(case) | {"at": MARK}, desk.create(case) | {"body": MARK})
    for path in ("/v1/push", "/v1/enrol", "/v1/token", "/v1/rows"):
        desk.post(path, {MARK: MARK, "code": MARK, "changes": MARK})
        desk.post(path, f'{{"{MARK}'.encode())
    world.post("/v1/pull", desk.asks(), {"Authorization": f"Bearer {MARK}"})
    told_of_itself = {"User-Agent": MARK, "X-Request-ID": MARK, "Cookie": MARK, "Referer": MARK}
    for path in (f"/{MARK}", f"/v1/health?nama={MARK}", f"/v1/files/{MARK}/{MARK}", f"/v1/{MARK}"):
        desk.ask("GET", path, headers=told_of_itself)
        desk.ask(MARK, path)
    desk.ask("POST", "/v1/kurir", MARK.encode())


def failures(told: Told) -> None:
    desk = told.desk
    case = desk.new_case(title=MARK)
    change = desk.create(case, a_reporter(case_uid=case.uid, name=MARK))
    for table in ("entry", "answered_change", "token"):
        told.take_away(table)
        answer = desk.post("/v1/push", desk.asks(changes=[change]))
        assert answer.status == 500
        assert MARK not in answer.body.decode()


@pytest.mark.parametrize("happens", [success, refusals, failures])
def test_no_word_of_a_request_stands_in_the_log(told: Told, happens: Callable[[Told], None]):
    happens(told)
    told.server.stop()
    lines = [json.loads(line) for line in told.server.log.splitlines()]
    assert any(line["event"] == "request" for line in lines)
    assert MARK not in told.server.log
    assert {name for line in lines for name in line} <= FACTS


def test_an_operator_is_told_what_is_wrong_without_the_details_below(tmp_path: Path):
    words = f"out of room\nDETAIL: Key (name)=({MARK})"
    settings = Settings(f"sqlite:///{tmp_path / 'server.db'}", tmp_path)
    with pytest.raises(OperatorError) as caught, opened(settings):
        raise OperationalError("INSERT", {"name": MARK}, full_disk(words))
    assert str(caught.value) == "The database cannot be used: out of room"


def full_disk(words: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error
