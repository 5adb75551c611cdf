"""Behind a reverse proxy the server answers below a prefix and knows who really asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.server.asgi import AsgiClient
from tests.server.conftest import NewWorld
from tests.server.world import GOLDEN, World
from tests.server_process import ServerProcess


@pytest.fixture
def prefixed(new_world: NewWorld) -> World:
    """A server that is found below /aduan/loket."""
    return new_world("sqlite", root_path="/aduan/loket")


@pytest.mark.parametrize("path", ["/aduan/loket/v1/health", "/v1/health"])
def test_the_prefix_may_be_left_on_or_taken_off_by_the_proxy(prefixed: World, path: str):
    assert prefixed.client.request("GET", path).status == 200


@pytest.mark.parametrize("path", ["/aduan/v1/health", "/aduan/loketv1/health", "/loket/v1/health"])
def test_another_prefix_is_not_there(prefixed: World, path: str):
    answer = prefixed.client.request("GET", path)
    assert (answer.status, answer.code) == (404, "NOT_FOUND")


def test_the_contract_names_the_prefix(prefixed: World, sqlite_world: World):
    told = prefixed.client.request("GET", "/aduan/loket/openapi.json").json
    assert told["servers"] == [{"url": "/aduan/loket"}]
    assert AsgiClient(sqlite_world.app).request("GET", "/openapi.json").json["servers"] == [
        {"url": "/"}
    ]


@pytest.fixture(params=["--trusted-proxy=127.0.0.1", "--trusted-proxy=10.0.0.0/8"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServerProcess]:
    """A process that counts requests, and whether it believes whoever asks from this machine."""
    options = [request.param, "--root-path=loket/"]
    with ServerProcess(tmp_path, options=options, rate_limit="usual") as process:
        process.cli("init", "--from", str(GOLDEN / "directory.json"))
        process.start()
        yield process


def test_only_a_trusted_proxy_is_believed_who_asks(
    server: ServerProcess, request: pytest.FixtureRequest
):
    statuses = [
        requests.get(
            f"{server.url}/loket/v1/health",
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
            timeout=30,
        ).status_code
        for number in range(60)
    ]
    is_believed = "127.0.0.1" in request.node.callspec.params["server"]
    assert (429 in statuses) != is_believed
    assert statuses[0] == 200
