"""Joins the test of the connection, and a new enrolment, to their doors."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.ui.shell.doors import CheckedStep, OpenDesk, RoundEnd
from desktop_app.ui.sync.connection_tab import ConnectionTab
from desktop_app.ui.tasks import Lanes


class ConnectionPresenter(QObject):
    """Runs the test in the network lane, after whatever is at hand there."""

    enrolled = Signal()
    failed = Signal(object)  # Exception
    said = Signal(str)

    def __init__(self, tab: ConnectionTab, desk: OpenDesk, lanes: Lanes) -> None:
        super().__init__(tab)
        self._tab = tab
        self._desk = desk
        self._lanes = lanes
        tab.enrol_again.enrol_wanted.connect(self._enrol_again)
        tab.test_wanted.connect(self.test)

    @Slot()
    def test(self) -> None:
        """Test step by step."""
        self._tab.begin_test()
        self._lanes.network.run_telling(
            self,
            self._desk.check_connection,
            on_told=self._show_step,
            on_done=self._ended,
            on_error=self._broke,
        )

    @Slot(object)
    def look_at_round(self, end: RoundEnd) -> None:
        """Offer a new enrolment to a PC that the server does not know."""
        if end.trouble is None or _is_forgotten(end.trouble):
            self._tab.offer_enrolment(offered=end.trouble is not None)

    def _show_step(self, checked: CheckedStep) -> None:
        self._tab.show_step(checked)
        if checked.trouble is not None and _is_forgotten(checked.trouble):
            self._tab.offer_enrolment(offered=True)

    @Slot(str)
    def _enrol_again(self, code: str) -> None:
        self._tab.enrol_again.show_busy(busy=True)
        self._lanes.network.run(
            self,
            partial(self._desk.enrol_again, code),
            on_done=self._enrolled,
            on_error=self._not_enrolled,
        )

    def _enrolled(self, _nothing: None) -> None:
        self._tab.enrol_again.clear()
        self._tab.offer_enrolment(offered=False)
        self.said.emit(self.tr("Komputer ini terdaftar lagi. Semua pekerjaan dikirim sekarang."))
        self.enrolled.emit()

    def _not_enrolled(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._tab.enrol_again.show_trouble(error)
            return
        self._tab.enrol_again.show_busy(busy=False)
        self.failed.emit(error)

    def _ended(self, _nothing: None) -> None:
        self._tab.end_test()

    def _broke(self, error: Exception) -> None:
        self._tab.end_test()
        self.failed.emit(error)


def _is_forgotten(error: ExpectedError) -> bool:
    return error.trouble is Trouble.DEVICE_UNKNOWN
