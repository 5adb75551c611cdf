"""How fast the line is, from what was carried lately: pure."""

from __future__ import annotations

from dataclasses import dataclass

_TELLING = 64 * 1024  # bytes; with fewer the way there and back is measured, not the width
_RECENT = 4 * 1024 * 1024  # bytes


@dataclass(slots=True)
class LineSpeed:
    """What was measured of a line lately; for one thread at a time."""

    moved: float = 0.0
    seconds: float = 0.0

    def note(self, moved: int, seconds: float) -> None:
        """Take in that so many bytes took so long; what is long past counts less and less."""
        self.moved += moved
        self.seconds += seconds
        if self.moved > _RECENT:
            self.moved /= 2
            self.seconds /= 2

    @property
    def bytes_per_second(self) -> float | None:
        """None while too little has moved to say."""
        if self.moved < _TELLING or self.seconds <= 0:
            return None
        return self.moved / self.seconds
