"""Starts sync rounds: at start, every few minutes, soon after a save, and when asked."""

from __future__ import annotations

import random
import time
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.sync_summary import SyncSummary, sync_summary
from desktop_app.ui.shell.doors import OpenDesk, RoundEnd
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.sync_state import sync_words

_SOON_MS = 1500
_FIRST_MS = 1000


class RoundRunner(QObject):
    """Runs one round at a time in the network lane and tells in words how sync stands."""

    finished = Signal(object)  # RoundEnd
    failed = Signal(object)  # Exception that nobody expected
    state_changed = Signal(object)  # SyncWords

    def __init__(self, desk: OpenDesk, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lanes = lanes
        self._running = False
        self._again = False
        self._stopped = False
        self._timetable = desk.timetable
        self._trouble: ExpectedError | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._start)
        self._watch_network()

    def first(self) -> None:
        """Start the first round once the list is there: loading the network would slow it."""
        self.describe()
        self._timer.start(_FIRST_MS)

    @Slot()
    def now(self) -> None:
        """Start a round as soon as the server allows; one more if one is at hand."""
        self._timetable = self._timetable.asked(time.monotonic())
        if self._running:
            self._again = True
        else:
            self._plan()

    @Slot()
    def _start(self) -> None:
        if self._stopped or self._running:
            return
        self._running = True
        self._again = False
        self._timer.stop()
        self.describe()
        self._lanes.network.run(
            self, self._desk.run_round, on_done=self._ended, on_error=self._broke
        )

    @Slot()
    def soon(self) -> None:
        """Start a round shortly after a save, so that several saves in a row share one."""
        self.describe()
        if self._running:
            self._again = True
        elif self._trouble is None:
            self._timer.start(_SOON_MS)

    def stop(self) -> None:
        """Start no further round; the one at hand is told to end."""
        self._stopped = True
        self._timer.stop()
        self._desk.cancel_round()

    @Slot()
    def describe(self) -> None:
        """Read what waits and say it."""
        if self._stopped:
            return
        self._lanes.read.run(
            self,
            partial(sync_summary, self._desk.context),
            on_done=self._tell,
            on_error=self.failed.emit,
        )

    def _tell(self, summary: SyncSummary) -> None:
        last = summary.last_round_at
        self.state_changed.emit(
            sync_words(
                summary,
                self._trouble,
                running=self._running,
                last_round=self._desk.context.local(last) if last else None,
            )
        )

    def _ended(self, end: RoundEnd) -> None:
        self._settle(end.trouble)
        self.finished.emit(end)

    def _broke(self, error: Exception) -> None:
        self._settle(ExpectedError(Trouble.SERVER_FAILED))
        self.failed.emit(error)

    def _settle(self, trouble: ExpectedError | None) -> None:
        self._running = False
        self._trouble = trouble
        now = time.monotonic()
        # Jitter, not a secret: desks of one office should not all come back in the same second.
        chance = random.random()  # noqa: S311
        self._timetable = self._timetable.after_round(trouble, now, chance=chance)
        if self._again and trouble is None:
            self._timetable = self._timetable.asked(now)
        self._again = False
        self._plan()
        self.describe()

    def _plan(self) -> None:
        if not self._stopped:
            self._timer.start(round(self._timetable.wait(time.monotonic()) * 1000))

    def _watch_network(self) -> None:
        if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            return
        network = QNetworkInformation.instance()
        if network is not None:
            network.reachabilityChanged.connect(self._reachable)

    @Slot(QNetworkInformation.Reachability)
    def _reachable(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability is QNetworkInformation.Reachability.Online:
            self.now()
