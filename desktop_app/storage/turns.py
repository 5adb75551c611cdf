"""First come, first served at the one writer: a save never starves behind a long sync round."""

from __future__ import annotations

import math
import threading
import time
from collections import deque

from desktop_app.domain.errors import ExpectedError, Trouble

LONGEST_WAIT_S = 5.0
_A_MOMENT_S = 2.0


class Turns:
    """A lock that is handed on in the order it was asked for, which Python's own is not."""

    def __init__(self, longest_wait: float = LONGEST_WAIT_S) -> None:
        self._longest_wait = longest_wait
        self._guard = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Event] = deque()
        self._waited_at = -math.inf

    def take(self, *, saving: bool = True) -> None:
        """Wait for one's turn; ExpectedError DATABASE_LOCKED when it does not come.

        `saving` says that a person waits for it.
        """
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            if saving:
                self._waited_at = time.monotonic()
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(self._longest_wait):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise ExpectedError(Trouble.DATABASE_LOCKED)
        # The turn came in the very moment the patience ended.

    def give_back(self) -> None:
        """End one's turn; the next in line goes on at once."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False

    def give_way(self) -> None:
        """Let whoever writes, and whoever waits to, go first."""
        if self._is_taken:
            self.take(saving=False)
            self.give_back()

    def is_busy(self) -> bool:
        """Say whether a save had to wait a moment ago."""
        return time.monotonic() - self._waited_at < _A_MOMENT_S
