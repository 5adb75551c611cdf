"""A request ends at its deadline, also where every byte of its answer comes in time."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing, suppress
from typing import Self

import pytest
from typing_extensions import override

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.deadline import Watch
from desktop_app.sync.transport import Patience, Transport
from tests.sync.odd_server import http


class Trickle:
    """Sends the same byte over and over, each well within the time-out of a read."""

    def __init__(self, first: bytes, byte: bytes) -> None:
        self._first = first
        self._byte = byte
        self.accepted = 0
        self._over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        line, _ = self._listening.accept()
        self.accepted += 1
        with line, suppress(OSError):
            line.sendall(self._first)
            while not self._over.wait(0.02):
                line.sendall(self._byte)


class KeptLine(Trickle):
    """Answers the first request of a connection in full, and trickles from the second on."""

    @override
    def _serve(self) -> None:
        line, _ = self._listening.accept()
        self.accepted += 1
        with line, suppress(OSError):
            line.recv(64 * 1024)
            line.sendall(self._first)
            line.recv(64 * 1024)
            while not self._over.wait(0.02):
                line.sendall(self._byte)


def ask(server: Trickle, patience: Patience) -> None:
    with closing(Transport(server.url, patience=patience)) as transport:
        transport.post("/v1/push", b'{"schema": 2}')


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    ("first", "byte"),
    [
        pytest.param(b"", b"H", id="status"),
        pytest.param(HEAD + b"X-Long: ", b"x", id="header"),
        pytest.param(HEAD + b"Content-Length: 4000000\r\n\r\n", b" ", id="body"),
        pytest.param(HEAD + b"\r\n", b" ", id="body-without-length"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0", id="chunk"),
    ],
)
def test_a_request_ends_at_its_deadline_however_its_answer_trickles(first: bytes, byte: bytes):
    patience = Patience(connect=2.0, read=2.0, whole=0.4)
    begun = time.monotonic()
    with Trickle(first, byte) as server, pytest.raises(ExpectedError) as caught:
        ask(server, patience)
    assert (caught.value.trouble, caught.value.facts) == (
        Trouble.SERVER_UNREACHABLE, {"reason": "timeout"},
    )  # fmt: skip
    assert time.monotonic() - begun < 5


def test_a_line_in_use_is_shut_at_the_deadline_too():
    """A connection that is kept from an earlier request has one of its own."""
    answered = http(200, b"{}").replace(b"Connection: close\r\n", b"")
    with KeptLine(answered, b"H") as server:
        transport = Transport(server.url, patience=Patience(connect=2.0, read=2.0, whole=0.4))
        assert transport.get("/v1/health") == b"{}"
        with pytest.raises(ExpectedError) as caught:
            transport.get("/v1/health")
        transport.close()
    assert caught.value.facts == {"reason": "timeout"}
    assert server.accepted == 1


def seconds_until_shut(watch: Watch, seconds: float) -> float:
    """Return how long a request with this deadline could wait for an answer that never comes."""
    begun = time.monotonic()
    ours, theirs = socket.socketpair()
    with ours, theirs, watch.ending_after(seconds) as ending:
        ending.hold(ours)
        assert ours.recv(1) == b""
        assert ending.is_over
        return time.monotonic() - begun


@pytest.mark.parametrize("before", [600.0, 0.02])
def test_a_deadline_is_kept_whatever_that_of_the_request_before_was(before: float):
    with closing(Watch()) as watch:
        for _ in range(3):
            with watch.ending_after(before):
                pass
            assert 0.1 <= seconds_until_shut(watch, 0.1) < 5


def test_a_conversation_that_was_closed_can_go_on():
    with closing(Watch()) as watch:
        for _ in range(2):
            assert seconds_until_shut(watch, 0.05) < 5
            watch.close()


def test_a_conversation_has_one_thread_and_takes_it_along():
    with KeptLine(http(200, b"{}").replace(b"Connection: close\r\n", b""), b"H") as server:
        others = set(threading.enumerate())
        transport = Transport(server.url)
        assert transport.get("/v1/health") == b"{}"
        (thread,) = set(threading.enumerate()) - others
        del transport
        thread.join(5)
        assert not thread.is_alive()
