"""The bad line as a real proxy: desks connect to it over TCP, and it carries as a `Line` does."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any

from typing_extensions import override

from tests.soak.faults import KilledError, LineCutError, NoAnswerError
from tests.soak.messages import Answer, Request
from tests.soak.site import Carry

START = "~"
_LONGER_THAN_A_DESK_WAITS = 1.7  # seconds
_HOP_BY_HOP = frozenset({"connection", "transfer-encoding", "keep-alive", "host"})


class Proxy:
    """Listens on loopback; the first part of each path names the desk that asks."""

    def __init__(self) -> None:
        self._carriers: dict[str, tuple[Carry, Callable[[int], None]]] = {}
        self._closing = Event()
        proxy = self

        class Handler(_Handler):
            @override
            def carry(self, asking: str, request: Request) -> Answer:
                name, _, start = asking.partition(START)
                carry, kill = proxy._carriers[name]
                try:
                    return carry(request)
                except KilledError:
                    kill(int(start))
                    raise LineCutError from None
                except NoAnswerError:
                    proxy._closing.wait(_LONGER_THAN_A_DESK_WAITS)
                    raise LineCutError from None

        self._server = _Listening(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def url_for(self, name: str, carry: Carry, kill: Callable[[int], None]) -> str:
        """Return where a desk reaches its server, to be followed by `START` and a number.

        `kill` is called with that number when the plan says that the desk dies.
        """
        self._carriers[name] = carry, kill
        return f"http://127.0.0.1:{self._server.server_address[1]}/{name}"

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of desks that died while they asked: that is what happens here."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Answer whatever the method is."""
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def carry(self, asking: str, request: Request) -> Answer:
        raise NotImplementedError

    def handle_any(self) -> None:
        _, asking, rest = self.path.split("/", 2)
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {
            key.lower(): value
            for key, value in self.headers.items()
            if key.lower() not in _HOP_BY_HOP
        }
        try:
            answer = self.carry(asking, Request(self.command, f"/{rest}", headers, body))
            self._answer(answer)
        except (LineCutError, OSError):
            self._cut()

    def _answer(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        length = str(len(answer.body))
        if self.command == "HEAD":
            length = answer.headers.get("content-length", "0")
        for name, value in {**answer.headers, "content-length": length}.items():
            if name not in _HOP_BY_HOP and name != "content-length":
                self.send_header(name, value)
        told = answer.headers.get("content-length", length)
        self.send_header("content-length", told)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
            if told != length:
                self._cut()

    def _cut(self) -> None:
        """Hang up in the middle, as a line does."""
        self.close_connection = True
        try:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
