"""Feels whether the window is alive: a timer of one millisecond on the thread that draws."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_INTERVAL_MS = 1


class Heartbeat(QObject):
    """Notes the longest time between two ticks, less the interval, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_INTERVAL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = self._longest = self._begun = 0.0

    def start(self) -> None:
        """Begin to listen."""
        self._begun = self._last = perf_counter()
        self._longest = 0.0
        self._timer.start()

    def stop(self) -> tuple[float, float]:
        """Return the longest gap and for how long was listened, both in seconds."""
        self._tick()
        self._timer.stop()
        return max(0.0, self._longest - _INTERVAL_MS / 1000), self._last - self._begun

    @Slot()
    def _tick(self) -> None:
        now = perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now
