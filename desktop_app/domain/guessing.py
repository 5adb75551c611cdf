"""How long somebody waits who guesses at a password.

It slows down who sits at the keyboard; who takes the disk away meets the cost of each guess alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_NOTHING = timedelta()
_WITHOUT_WAITING = 4  # wrong tries, as a clerk may need on a Monday
_WAITS = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 900))


@dataclass(frozen=True, slots=True)
class WrongTries:
    """How often somebody was wrong in a row, and when last."""

    count: int
    last_at: datetime

    def left(self, now: datetime) -> timedelta:
        """Return how long to wait yet; a clock that was set back begins the wait anew."""
        beyond = self.count - _WITHOUT_WAITING
        if beyond <= 0:
            return _NOTHING
        wait = _WAITS[min(beyond, len(_WAITS)) - 1]
        return max(_NOTHING, wait - max(_NOTHING, now - self.last_at))


def one_more(tries: WrongTries | None, now: datetime) -> WrongTries:
    """Count one more wrong try."""
    return WrongTries(1 if tries is None else tries.count + 1, now)
