"""A tiny server on loopback that answers exactly the bytes it was told to."""

from __future__ import annotations

import gzip
import json
import socketserver
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from typing_extensions import override

_HEAD_END = b"\r\n\r\n"
SILENCE = b"(from here on nothing, but the line stays)"
HANG_UP = b""


@dataclass(frozen=True)
class Asked:
    """A request as it came: headers in lower case, the body unpacked."""

    method: str
    path: str
    headers: Mapping[str, str]
    raw_body: bytes

    @property
    def body(self) -> bytes:
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.raw_body) if packed else self.raw_body


def http(
    status: int = 200,
    body: bytes = b"{}",
    *,
    content_type: str = "application/json",
    **headers: str,
) -> bytes:
    """Write a whole answer; an underscore in a header's name stands for a dash."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {content_type}"]
    named = {"Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join(lines).encode() + _HEAD_END + body


def http_json(value: Any, status: int = 200, **headers: str) -> bytes:
    """Write a JSON answer."""
    return http(status, json.dumps(value).encode(), **headers)


class OddServer:
    """Gives the answers in order, the last one again and again; keeps what it was asked."""

    def __init__(self, *answers: bytes, tls: ssl.SSLContext | None = None) -> None:
        self.answers = list(answers)
        self.asked: list[Asked] = []
        self._over = threading.Event()
        server = self

        class Handler(socketserver.StreamRequestHandler):
            @override
            def handle(self) -> None:
                try:
                    server._answer(self)
                except OSError:
                    return  # the desk hung up, or does not trust this server

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._scheme = "http" if tls is None else "https"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Asked) -> bytes:
        """Choose what to answer; the connection ends after it."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def _answer(self, line: socketserver.StreamRequestHandler) -> None:
        head = b""
        while not head.endswith(_HEAD_END):
            piece = line.rfile.readline()
            if not piece:
                return
            head += piece
        first, *rest = head.decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value for name, value in (part.split(": ", 1) for part in rest)}
        body = line.rfile.read(int(headers.get("content-length", "0")))
        method, path, _ = first.split(" ")
        asked = Asked(method, path, headers, body)
        self.asked.append(asked)
        answer = self.answer(asked)
        line.wfile.write(answer.removesuffix(SILENCE))
        if answer.endswith(SILENCE):
            self._over.wait()
