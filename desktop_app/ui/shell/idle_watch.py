"""Notices that nobody uses the program any more: warns, and then says that it is time to lock."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

from desktop_app.domain.idling import WARNED_S, Instant, seconds_left

_TICK_MS = 1000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,  # all that a window hears of a key that is a command
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def this_instant() -> Instant:
    """Read both clocks of this PC."""
    return Instant(time.monotonic(), time.time())


class IdleWatch(QObject):
    """Counts while it runs; any key or movement in a window of the program begins anew."""

    warned = Signal(int)  # seconds left, told every second of the warning
    stayed = Signal()  # somebody came back while the warning stood
    over = Signal()

    def __init__(self, parent: QObject, *, now: Callable[[], Instant] = this_instant) -> None:
        super().__init__(parent)
        self._now = now
        self._minutes = 0
        self._used = now()
        self._warns = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)
        # The window with the keys gets all that people do, and little else: a filter on the
        # whole application would run Python code for every paint.
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)

    def start(self, minutes: int) -> None:
        """Count from now on; asked again, only the minutes change."""
        if not self._timer.isActive():
            self._used = self._now()
            self._timer.start()
        self._minutes = minutes
        self._listen(QGuiApplication.focusWindow())

    def stop(self) -> None:
        """Count no more; nothing is told until the next start."""
        self._timer.stop()
        self._end_warning()

    @Slot()
    def look(self) -> None:
        """See whether it is time to warn, or to lock; a timer asks every second."""
        left = seconds_left(self._minutes, self._used, self._now())
        if left <= 0:
            self.stop()
            self.over.emit()
        elif left <= WARNED_S:
            self._warns = True
            self.warned.emit(math.ceil(left))
        else:
            self._end_warning()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._used = self._now()
            self._end_warning()
        return False

    def _end_warning(self) -> None:
        if self._warns:
            self._warns = False
            self.stayed.emit()

    @Slot("QWindow*")
    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
