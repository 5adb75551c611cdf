"""A line that is cut again and again, and counts what it carried."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_PIECE = 16 * 1024


class CuttingLine:
    """Carries bytes both ways; while `cuts`, each connection ends after `most` bytes."""

    def __init__(self, server_url: str, most: int) -> None:
        parts = urlsplit(server_url)
        assert parts.hostname
        assert parts.port
        self._server = (parts.hostname, parts.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._most = most
        self._lock = threading.Lock()
        self.cuts = False
        self.carried = 0
        self.times_cut = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

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
            _hang_up(end)
        for thread in self._threads:
            thread.join()

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                desk, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            self._sockets += [desk, server]
            left = [self._most]
            self._begin(self._carry, desk, server, left)
            self._begin(self._carry, server, desk, left)

    def _carry(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(min(_PIECE, left[0]) if self.cuts else _PIECE):
                target.sendall(piece)
                with self._lock:
                    self.carried += len(piece)
                    left[0] -= len(piece)
                    if self.cuts and left[0] <= 0:
                        self.times_cut += 1
                        break
        _hang_up(source)
        _hang_up(target)


def _hang_up(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
