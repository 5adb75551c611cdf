"""Watches for the first list after sign-in: painted, and moved by a key."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot

from benchmarks.hands import part, press
from benchmarks.painted import Painted
from desktop_app.ui.inbox.case_list import CaseList
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.sync.round_runner import RoundRunner


class FirstInbox(QObject):
    """`usable` when the whole list was painted and the key ↓ pressed then has been obeyed."""

    usable = Signal()

    def __init__(self, window: MainWindow, cases: int) -> None:
        super().__init__(window)
        self.usable_at = 0.0
        self._window = window
        self._cases = cases
        window.signed_in.connect(self._watch)

    @property
    def rounds(self) -> RoundRunner:
        """The rounds of whoever signed in."""
        return part(self._window, RoundRunner)

    @Slot()
    def _watch(self) -> None:
        self._list = part(self._window, CaseList)
        self._painted = Painted(self._list.viewport(), self._is_whole)
        self._painted.done.connect(self._press)

    def _is_whole(self) -> bool:
        return self._list.model().rowCount() == self._cases

    @Slot()
    def _press(self) -> None:
        self._before = self._list.currentIndex().row()
        self._list.selectionModel().currentChanged.connect(self._moved)
        press(self._list, Qt.Key.Key_Down)

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.row() == self._before + 1 and not self.usable_at:
            self.usable_at = perf_counter()
            self.usable.emit()
