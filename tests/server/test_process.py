"""The server as a process: it says where it listens, survives a pulled plug, stops cleanly."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from central_server.commands.serve import listen
from tests.server.world import GOLDEN, golden
from tests.server_process import ServerProcess


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path) as process:
        process.cli("init", "--from", str(GOLDEN / "directory.json"))
        process.start()
        yield process


def code_of_rina(server: ServerProcess) -> str:
    rina = golden("directory")["people"][0]["uid"]
    return server.cli("code", "--office", "BBS", "--person", rina).strip()


def test_it_answers_where_the_port_file_says(server: ServerProcess):
    told = requests.get(f"{server.url}/v1/health", timeout=30).json()
    assert told["name"] == "loket-aduan"


def test_what_was_answered_is_there_after_the_plug_was_pulled(server: ServerProcess):
    asked = golden("enrol_request") | {"code": code_of_rina(server)}
    first = requests.post(f"{server.url}/v1/enrol", json=asked, timeout=30).json()
    url = server.url
    server.kill()
    server.start()
    assert server.url == url
    again = requests.post(f"{url}/v1/enrol", json=asked, timeout=30).json()
    assert again["device"] == first["device"]


def test_an_answer_does_not_wait_until_its_first_bytes_were_confirmed():
    """Else each answer but the first of a connection may take 40 ms more."""
    with listen("127.0.0.1", 0) as listening:
        asking = socket.create_connection(listening.getsockname())
        answering, _ = listening.accept()
        with asking, answering:
            assert answering.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_it_stops_in_good_order_when_told(server: ServerProcess):
    assert server.stop() == (0 if sys.platform != "win32" else 1)
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.url}/v1/health", timeout=30)


def test_its_log_is_one_object_a_line_and_holds_no_content(server: ServerProcess):
    asked = golden("enrol_request") | {"code": code_of_rina(server), "device_name": "PC Rahasia"}
    requests.post(f"{server.url}/v1/enrol", json=asked, timeout=30)
    requests.post(f"{server.url}/v1/push", json={"changes": "Rahasia"}, timeout=30)
    server.stop()
    lines = [json.loads(line) for line in server.log.splitlines()]
    told = {(line["path"], line["status"]) for line in lines if line["event"] == "request"}
    assert told == {("/v1/enrol", 200), ("/v1/push", 401)}
    assert "Rahasia" not in server.log
    assert asked["code"] not in server.log


def test_a_port_that_is_taken_is_told_in_words(server: ServerProcess):
    with pytest.raises(AssertionError, match=r"Cannot listen at 127\.0\.0\.1"):
        server.cli("serve", "--port", str(server.port))
