"""Time in a history: one true time, and the clocks of PCs that may be wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.soak.site import Time

START = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


class TrueTime:
    """What time it really is; it moves only when the history says so."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def pass_by(self, span: timedelta) -> None:
        self.now += span


class PcClock:
    """The clock of one computer: the true time and its error."""

    def __init__(self, true: Time, error: timedelta = timedelta()) -> None:
        self._true = true
        self.error = error

    def __call__(self) -> datetime:
        return self._true.now + self.error


class RealTime:
    """Real processes live in real time: it passes by itself."""

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def pass_by(self, span: timedelta) -> None:
        """Nothing: nobody waits for days."""
