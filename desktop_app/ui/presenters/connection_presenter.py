"""Joins the test of the connection to its door."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.ui.shell.doors import OpenDesk
from desktop_app.ui.sync.connection_tab import ConnectionTab
from desktop_app.ui.tasks import Lanes


class ConnectionPresenter(QObject):
    """Runs the test in the network lane, after whatever is at hand there."""

    failed = Signal(object)  # Exception

    def __init__(self, tab: ConnectionTab, desk: OpenDesk, lanes: Lanes) -> None:
        super().__init__(tab)
        self._tab = tab
        self._desk = desk
        self._lanes = lanes
        tab.test_wanted.connect(self.test)

    @Slot()
    def test(self) -> None:
        """Test step by step."""
        self._tab.begin_test()
        self._lanes.network.run_telling(
            self,
            self._desk.check_connection,
            on_told=self._tab.show_step,
            on_done=self._ended,
            on_error=self._broke,
        )

    def _ended(self, _nothing: None) -> None:
        self._tab.end_test()

    def _broke(self, error: Exception) -> None:
        self._tab.end_test()
        self.failed.emit(error)
