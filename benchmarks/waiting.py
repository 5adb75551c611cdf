"""Lets the window work until something has happened."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance

from benchmarks.painted import Painted

_PATIENCE_MS = 120_000


def wait_for(signal: SignalInstance) -> None:
    """Return once a signal was sent; raises TimeoutError."""
    loop = QEventLoop()
    patience = QTimer(singleShot=True, interval=_PATIENCE_MS)
    patience.timeout.connect(loop.quit)
    signal.connect(loop.quit)
    patience.start()
    loop.exec()
    signal.disconnect(loop.quit)
    in_time = patience.isActive()
    patience.stop()
    if not in_time:
        raise TimeoutError(f"no {signal} for {_PATIENCE_MS / 1000:.0f} s")


def wait_painted(painted: Painted) -> float:
    """Return the time at which it was painted; raises TimeoutError."""
    if painted.at is None:
        wait_for(painted.done)
    if painted.at is None:
        raise TimeoutError
    return painted.at


def rest(milliseconds: int) -> None:
    """Let the window finish what it began."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
