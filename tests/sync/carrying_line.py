"""A line to a server on loopback; what becomes of the bytes on it is up to its kinds."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

PIECE = 16 * 1024


class CarryingLine:
    """Carries from entry to exit; each connection has a thread for either direction."""

    def __init__(self, server_url: str) -> None:
        parts = urlsplit(server_url)
        assert parts.hostname
        assert parts.port
        self._server = (parts.hostname, parts.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def carriers(
        self, desk: socket.socket, server: socket.socket
    ) -> Iterable[Callable[[], object]]:
        """Return what carries the bytes of one connection, a thread each."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for end in [self._listener, *self._sockets]:
            hang_up(end)
        for thread in self._threads:
            thread.join()

    def _begin(self, work: Callable[[], object]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                desk, _ = self._listener.accept()
            except OSError:
                return
            self._sockets.append(desk)
            try:
                server = socket.create_connection(self._server)
            except OSError:
                hang_up(desk)
                continue
            self._sockets.append(server)
            for work in self.carriers(desk, server):
                self._begin(work)


def hang_up(end: socket.socket) -> None:
    """End a connection at once, whoever still reads from it."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
