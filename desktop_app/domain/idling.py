"""When a PC that nobody uses is locked."""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST_MINUTES = 1
LONGEST_MINUTES = 60
USUAL_MINUTES = 10
WARNED_S = 20


@dataclass(frozen=True, slots=True)
class Instant:
    """Now by both clocks, in seconds: the one that only runs on, and the one on the wall."""

    running: float
    wall: float

    def since(self, before: Instant) -> float:
        """Seconds that have passed for whoever looks on.

        The running clock may stand still while a PC sleeps, and the wall's may be set back.
        """
        return max(self.running - before.running, self.wall - before.wall)


def seconds_left(minutes: int, used: Instant, now: Instant) -> float:
    """Seconds until a PC is locked that was `used` last then; none left at 0 and below."""
    return minutes * 60 - now.since(used)
