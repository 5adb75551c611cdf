"""A line between desk and server that can lose the server's answers."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterable
from functools import partial

from typing_extensions import override

from tests.sync.carrying_line import PIECE, CarryingLine, hang_up


class BadLine(CarryingLine):
    """Carries bytes both ways; while `loses_answers`, it is cut as soon as the server speaks."""

    def __init__(self, server_url: str) -> None:
        super().__init__(server_url)
        self.loses_answers = False
        self.answers_lost = 0

    @override
    def carriers(
        self, desk: socket.socket, server: socket.socket
    ) -> Iterable[Callable[[], object]]:
        up = partial(self._carry, desk, server, is_answer=False)
        return up, partial(self._carry, server, desk, is_answer=True)

    def _carry(self, source: socket.socket, target: socket.socket, *, is_answer: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if is_answer and self.loses_answers:
                    self.answers_lost += 1
                    break
                target.sendall(piece)
        hang_up(source)
        hang_up(target)
