"""A line to a server that counts what it carries, and may break again and again."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable

from typing_extensions import override

from tests.sync.carrying_line import PIECE, CarryingLine, hang_up

_REQUEST = b" HTTP/1.1\r\n"


class CountedLine(CarryingLine):
    """Carries bytes both ways; with `breaks_after` each connection is cut after so many bytes."""

    def __init__(self, server_url: str, *, breaks_after: int | None = None) -> None:
        super().__init__(server_url)
        self._breaks_after = breaks_after
        self._lock = threading.Lock()
        self.up = 0
        self.down = 0
        self.requests = 0
        self.breaks = 0

    def reset(self) -> None:
        """Count anew."""
        self.up = self.down = self.requests = self.breaks = 0

    @override
    def carriers(
        self, desk: socket.socket, server: socket.socket
    ) -> Iterable[Callable[[], object]]:
        call = _Call(self, desk, server, self._breaks_after)
        return call.carry_up, call.carry_down

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
            while piece := source.recv(PIECE):
                if self._room is not None:
                    piece = piece[: self._room]
                    self._room -= len(piece)
                self._line.count(piece, up=up)
                target.sendall(piece)
                if self._room == 0:
                    self._line.note_break()
                    break
        hang_up(source)
        hang_up(target)
