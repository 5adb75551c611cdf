"""The test of the connection goes step by step and ends at the first that fails."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.domain.errors import Trouble
from desktop_app.sync.connection import Step, Tried, try_connection
from tests.builders import NOW
from tests.sync.odd_server import http_json
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import TIME, ScriptedServer, error


@pytest.fixture(autouse=True)
def health(desk: RoundDesk, server: ScriptedServer) -> dict[str, object]:
    """What the server says of itself; a test may alter it."""
    told: dict[str, object] = {
        "name": "loket-aduan", "schema": 2, "speaks": [1, 2],
        "server_id": str(desk.identity().server_id), "time": TIME,
    }  # fmt: skip
    server.health = lambda: http_json(told)
    return told


def tried(desk: RoundDesk, url: str = "") -> list[Tried]:
    identity = desk.identity()
    steps = try_connection(
        url or identity.server_url, identity, transport=desk.transport, clock=lambda: desk.now
    )
    return list(steps)


def test_a_good_connection_passes_every_step_and_says_how_the_clocks_differ(desk: RoundDesk):
    desk.now = NOW + timedelta(minutes=10)  # the server's clock shows one minute past NOW
    found = tried(desk)
    assert [one.step for one in found] == list(Step)
    assert [one.trouble for one in found] == [None] * 5
    assert found[-1].facts == {"seconds": "540"}


def test_nobody_there(desk: RoundDesk):
    [only] = tried(desk, "http://127.0.0.1:9")
    assert only.step is Step.REACH
    assert only.trouble is not None
    assert only.trouble.trouble is Trouble.SERVER_UNREACHABLE


@pytest.mark.parametrize(
    ("told", "trouble"),
    [
        ({"name": "router"}, Trouble.SERVER_NONSENSE),
        ({"speaks": [1]}, Trouble.SERVER_TOO_OLD),
        ({"speaks": [3]}, Trouble.PROGRAM_TOO_OLD),
    ],
)
def test_somebody_else_there(
    desk: RoundDesk, health: dict[str, object], told: dict[str, object], trouble: Trouble
):
    health |= told
    found = tried(desk)
    assert [one.step for one in found] == [Step.REACH, Step.SPEAK]
    assert found[-1].trouble is not None
    assert found[-1].trouble.trouble is trouble


def test_the_server_of_another_regency(desk: RoundDesk, health: dict[str, object]):
    health["server_id"] = str(desk.identity().device_uid)
    found = tried(desk)
    assert [one.step for one in found] == [Step.REACH, Step.SPEAK, Step.KNOW]
    assert found[-1].trouble is not None


def test_a_desk_that_may_not_sign_in(desk: RoundDesk, server: ScriptedServer):
    server.on_token = lambda: error(403, "DEVICE_REVOKED")
    found = tried(desk)
    assert found[-1].step is Step.SIGN_IN
    assert found[-1].trouble is not None
    assert found[-1].trouble.trouble is Trouble.DEVICE_REVOKED
