"""The keys that lock work in every window of the program, over a question or a menu too.

As commands of the frame they would be blocked by whatever stands over it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop_app.ui.action_table import action_specs


class LockKeys(QObject):
    """Listens where the frame cannot hear."""

    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        wanted = {"lock": self.lock_wanted, "switch": self.switch_wanted}
        self._signals = {
            QKeySequence(key): wanted[spec.name]
            for spec in action_specs()
            if spec.name in wanted
            for key in spec.keys
        }
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not (QApplication.activeModalWidget() or QApplication.activePopupWidget()):
            return False
        signal = self._signals.get(QKeySequence(event.keyCombination()))
        if signal is None:
            return False
        signal.emit()
        return True

    @Slot("QWindow*")
    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
