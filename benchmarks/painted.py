"""Tells the moment at which something was painted: what people see, not what code has set."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Painted(QObject):
    """Waits for the first painting of a widget during which a condition holds.

    `at` is the time (`perf_counter`) at which the whole window was drawn, not only this widget.
    """

    done = Signal()

    def __init__(self, widget: QWidget, condition: Callable[[], bool]) -> None:
        super().__init__()
        self.at: float | None = None
        self._condition = condition
        self._seen = False
        self._widget = widget
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._seen and self._condition():
            self._seen = True
            # All of a window is painted within one event; the next one finds it done.
            QCoreApplication.postEvent(
                self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value
            )
        return False

    @override
    def customEvent(self, event: QEvent) -> None:
        self.at = perf_counter()
        self._widget.removeEventFilter(self)
        self.done.emit()
