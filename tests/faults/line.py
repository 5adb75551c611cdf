"""A line that knows HTTP: a test decides what becomes of each request and each answer."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from urllib.parse import urlsplit

from typing_extensions import override

from tests.sync.odd_server import HANG_UP, Asked, OddServer

_PATIENCE = 60.0  # seconds
_OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


def no_line(_: Asked) -> bytes:
    """Hang up at once."""
    return HANG_UP


class Line(OddServer):
    """Carries whole requests to a real server; `on_request` may do something else with one."""

    def __init__(self, server_url: str) -> None:
        super().__init__()
        parts = urlsplit(server_url)
        self._address = (parts.hostname or "", parts.port or 0)
        self.on_request: Callable[[Asked], bytes] = self.carry

    @override
    def answer(self, asked: Asked) -> bytes:
        return self.on_request(asked)

    def carry(self, asked: Asked) -> bytes:
        """Ask the server now and return its whole answer as bytes."""
        line = http.client.HTTPConnection(*self._address, timeout=_PATIENCE)
        kept = {name: text for name, text in asked.headers.items() if name not in _OF_ONE_HOP}
        try:
            line.request(asked.method, asked.path, asked.raw_body, kept)
            answer = line.getresponse()
            body = answer.read()
        except OSError:
            return HANG_UP  # the server is away
        finally:
            line.close()
        headers = {n: t for n, t in answer.getheaders() if n.lower() not in _OF_ONE_HOP}
        headers |= {"Content-Length": str(len(body)), "Connection": "close"}
        lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
        lines += [f"{name}: {text}" for name, text in headers.items()]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
