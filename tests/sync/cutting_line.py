"""A line that is cut again and again, and counts what it carried."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from functools import partial

from typing_extensions import override

from tests.sync.carrying_line import PIECE, CarryingLine, hang_up


class CuttingLine(CarryingLine):
    """Carries bytes both ways; while `cuts`, each connection ends after `most` bytes."""

    def __init__(self, server_url: str, most: int) -> None:
        super().__init__(server_url)
        self._most = most
        self._lock = threading.Lock()
        self.cuts = False
        self.carried = 0
        self.times_cut = 0

    @override
    def carriers(
        self, desk: socket.socket, server: socket.socket
    ) -> Iterable[Callable[[], object]]:
        left = [self._most]
        return partial(self._carry, desk, server, left), partial(self._carry, server, desk, left)

    def _carry(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(min(PIECE, left[0]) if self.cuts else PIECE):
                target.sendall(piece)
                with self._lock:
                    self.carried += len(piece)
                    left[0] -= len(piece)
                    if self.cuts and left[0] <= 0:
                        self.times_cut += 1
                        break
        hang_up(source)
        hang_up(target)
