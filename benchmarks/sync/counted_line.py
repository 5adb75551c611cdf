"""A line to a server that counts what it carries, and may break again and again."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_PIECE = 16 * 1024
_REQUEST = b" HTTP/1.1\r\n"


class CountedLine:
    """Carries bytes both ways; with `breaks_after` each connection is cut after so many bytes."""

    def __init__(self, server_url: str, *, breaks_after: int | None = None) -> None:
        parts = urlsplit(server_url)
        self._server = (parts.hostname or "", parts.port or 0)
        self._breaks_after = breaks_after
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self.up = 0
        self.down = 0
        self.requests = 0
        self.breaks = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def reset(self) -> None:
        """Count anew."""
        self.up = self.down = self.requests = self.breaks = 0

    def __enter__(self) -> Self:
        self._begin(threading.Thread(target=self._accept, daemon=True))
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

    def _begin(self, thread: threading.Thread) -> None:
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
            call = _Call(self, desk, server, self._breaks_after)
            for work in (call.carry_up, call.carry_down):
                self._begin(threading.Thread(target=work, daemon=True))

    def count(self, piece: bytes, *, up: bool) -> None:
        """Note what a call carries."""
        with self._lock:
            if up:
                self.up += len(piece)
                self.requests += piece.count(_REQUEST)
            else:
                self.down += len(piece)

    def note_break(self) -> None:
        """Note that a call was cut."""
        with self._lock:
            self.breaks += 1


class _Call:
    """One connection through the line."""

    def __init__(
        self, line: CountedLine, desk: socket.socket, server: socket.socket, room: int | None
    ) -> None:
        self._line = line
        self._desk = desk
        self._server = server
        self._room = room

    def carry_up(self) -> None:
        self._carry(self._desk, self._server, up=True)

    def carry_down(self) -> None:
        self._carry(self._server, self._desk, up=False)

    def _carry(self, source: socket.socket, target: socket.socket, *, up: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(_PIECE):
                if self._room is not None:
                    piece = piece[: self._room]
                    self._room -= len(piece)
                self._line.count(piece, up=up)
                target.sendall(piece)
                if self._room == 0:
                    self._line.note_break()
                    break
        _hang_up(source)
        _hang_up(target)


def _hang_up(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
