"""The longest time the window cannot answer while a sync round moves a thousand changes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtCore import Qt

from benchmarks.heartbeat import Heartbeat
from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.office_building import server_of
from benchmarks.signed_in import SignedInWindow
from benchmarks.typed_report import typed_report
from benchmarks.waiting import rest, wait_for
from desktop_app.services.context import DeskContext
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.ui.shell.doors import OpenDesk, RoundEnd

_CHANGES = 1000
_TIMES = 3
_TAIL_MS = 500  # what the round brought is still being shown


def measure(office: Office) -> Measurement:
    """Receive and send in turn with a real server, and listen as long while nothing happens."""
    with TemporaryDirectory() as folder:
        own = office.copy(Path(folder) / "own")
        with server_of(own) as server:
            server.start()
            url = server.url
            server.stop()
            desk = SignedInWindow(own.profile, server_url=url)
            server.start()
            with own.open(own.second_profile, server_url=url) as other:
                rounds = _Rounds(desk)
                rounds.meet_server()
                for _ in range(_TIMES):
                    rounds.receive(other)
                    rounds.send()
            desk.close()
            server.stop()
    return rounds.summary()


class _Rounds:
    """The window's rounds and what was felt during each."""

    def __init__(self, desk: SignedInWindow) -> None:
        self._desk = desk
        self._heartbeat = Heartbeat()
        self._receiving: list[float] = []
        self._sending: list[float] = []
        self._idle: list[float] = []
        self._seconds: list[float] = []

    def meet_server(self) -> None:
        """Have rounds until one ends well, so that none is planned as a retry."""
        desk, ends = self._desk, list[RoundEnd]()
        desk.rounds.finished.connect(ends.append)
        desk.press(Qt.Key.Key_F9)
        while not ends or ends[-1].trouble is not None:
            wait_for(desk.rounds.finished)
        desk.rounds.finished.disconnect(ends.append)
        rest(_TAIL_MS)

    def receive(self, other: OpenDesk) -> None:
        """Fetch what another PC of the office has sent."""
        _register(other.context)
        _touched([other.run_round()])
        self._receiving.append(self._longest_gap())

    def send(self) -> None:
        """Send what was registered here."""
        _register(self._desk.context)
        self._sending.append(self._longest_gap())
        waiting = sync_summary(self._desk.context).waiting
        if waiting:
            raise ValueError(f"{waiting} changes were not sent")

    def summary(self) -> Measurement:
        worst = max(*self._receiving, *self._sending)
        note = (
            f"n = {_TIMES} each, worst of all; receiving {_milliseconds(self._receiving)}, "
            f"sending {_milliseconds(self._sending)} ms; a round took up to "
            f"{max(self._seconds):.1f} s; bare is the same window at rest as long"
        )
        return Measurement(worst, max(self._idle), note)

    def _longest_gap(self) -> float:
        desk, ends = self._desk, list[RoundEnd]()
        desk.rounds.finished.connect(ends.append)
        self._heartbeat.start()
        desk.press(Qt.Key.Key_F9)
        desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        while _touched(ends) < _CHANGES:
            wait_for(desk.rounds.finished)
        rest(_TAIL_MS)
        gap, seconds = self._heartbeat.stop()
        desk.rounds.finished.disconnect(ends.append)
        self._seconds.append(seconds - _TAIL_MS / 1000)
        self._heartbeat.start()
        rest(round(seconds * 1000))
        idle, _ = self._heartbeat.stop()
        self._idle.append(idle)
        desk.check()
        return gap


def _register(context: DeskContext) -> None:
    for _ in range(_CHANGES):
        register_case(RegisterCase(typed_report(context.new_uid())), context)


def _touched(ends: list[RoundEnd]) -> int:
    """Count the cases that rounds have touched so far; raises the trouble of any of them."""
    for end in ends:
        if end.trouble is not None:
            raise end.trouble
    return len(frozenset[UUID]().union(*(end.touched for end in ends)))


def _milliseconds(gaps: list[float]) -> str:
    return "/".join(f"{gap * 1000:.0f}" for gap in gaps)
