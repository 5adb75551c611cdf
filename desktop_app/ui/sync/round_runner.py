"""Starts sync rounds: at start, every few minutes, soon after a save, and when asked."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.long_work import Cancelled
from desktop_app.services.context import DeskContext
from desktop_app.services.sync_centre.file_lane_choice import (
    FilesTravel,
    Line,
    files_may_travel,
    read_files_travel,
)
from desktop_app.services.sync_centre.sync_summary import SyncSummary, sync_summary
from desktop_app.ui.shell.doors import OpenDesk, RoundEnd, RoundProgress
from desktop_app.ui.sync.line_watch import LineWatch
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.sync_state import files_held_words, sync_words

_SOON_MS = 1500
_FIRST_MS = 1000


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a person asked of the next round beyond the usual."""

    with_files: bool = False
    may_remove_many: bool = False


@dataclass(frozen=True, slots=True)
class _Standing:
    summary: SyncSummary
    choice: FilesTravel


class RoundRunner(QObject):
    """Runs one round at a time in the network lane and tells in words how sync stands."""

    finished = Signal(object)  # RoundEnd
    failed = Signal(object)  # Exception that nobody expected
    state_changed = Signal(object)  # SyncWords
    summary_read = Signal(object)  # SyncSummary
    running_changed = Signal(bool)
    progressed = Signal(object)  # RoundProgress
    asked_to_remove_many = Signal(object)  # ExpectedError, or None when it is settled

    def __init__(self, desk: OpenDesk, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lanes = lanes
        self._running = False
        self._again = False
        self._stopped = False
        self._timetable = desk.timetable
        self._trouble: ExpectedError | None = None
        self._wish = _Wish()
        self._cancelled = threading.Event()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._start)
        self._line = LineWatch(self)
        self._line.came_back.connect(self.now)

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
    def with_files(self) -> None:
        """Start a round that carries files whatever the setting says."""
        self._wish = _Wish(with_files=True, may_remove_many=self._wish.may_remove_many)
        self.now()

    @Slot()
    def removing_many(self) -> None:
        """Start a round that may take many cases off this desk: a person has said so, once."""
        self._wish = _Wish(with_files=self._wish.with_files, may_remove_many=True)
        self.now()

    @Slot()
    def soon(self) -> None:
        """Start a round shortly after a save, so that several saves in a row share one."""
        self.describe()
        if self._running:
            self._again = True
        elif self._trouble is None:
            self._timer.start(_SOON_MS)

    @Slot()
    def cancel(self) -> None:
        """Let the round at hand end early; what it did stays done."""
        self._again = False
        self._cancelled.set()

    def stop(self) -> None:
        """Start no further round; the one at hand is told to end."""
        self._stopped = True
        self._timer.stop()
        self._cancelled.set()

    @Slot()
    def describe(self) -> None:
        """Read what waits and say it."""
        if self._stopped:
            return
        self._lanes.read.run(
            self,
            partial(_read_standing, self._desk.context),
            on_done=self._tell,
            on_error=self.failed.emit,
        )

    @Slot()
    def _start(self) -> None:
        if self._stopped or self._running:
            return
        self._set_running(running=True)
        self._again = False
        self._timer.stop()
        self._cancelled = threading.Event()
        wish, self._wish = self._wish, _Wish()
        self.describe()
        self._lanes.network.run_telling(
            self,
            partial(_run_round, self._desk, wish, self._line.line(), self._cancelled.is_set),
            on_told=self.progressed.emit,
            on_done=self._ended,
            on_error=self._broke,
        )

    def _tell(self, standing: _Standing) -> None:
        summary = standing.summary
        last = summary.last_round_at
        self.summary_read.emit(summary)
        self.state_changed.emit(
            sync_words(
                summary,
                self._trouble,
                running=self._running,
                last_round=self._desk.context.local(last) if last else None,
                files_held=files_held_words(standing.choice, self._line.line()),
            )
        )

    def _ended(self, end: RoundEnd) -> None:
        if self._stopped:  # whoever began it has left
            return
        self._line.note_speed(end.bytes_per_second)
        self._settle(end.trouble)
        self.finished.emit(end)

    def _broke(self, error: Exception) -> None:
        if self._stopped:  # it found the database closed under it
            return
        self._settle(ExpectedError(Trouble.SERVER_FAILED))
        self.failed.emit(error)

    def _settle(self, trouble: ExpectedError | None) -> None:
        self._set_running(running=False)
        self._trouble = trouble
        asks = trouble is not None and trouble.trouble is Trouble.WOULD_REMOVE_MANY
        self.asked_to_remove_many.emit(trouble if asks else None)
        now = time.monotonic()
        # Desks of one office should not all come back in the same second.
        chance = random.random()  # noqa: S311 - nobody gains by guessing it
        self._timetable = self._timetable.after_round(trouble, now, chance=chance)
        if self._again and trouble is None:
            self._timetable = self._timetable.asked(now)
        self._again = False
        self._plan()
        self.describe()

    def _set_running(self, *, running: bool) -> None:
        self._running = running
        self.running_changed.emit(running)

    def _plan(self) -> None:
        if not self._stopped:
            self._timer.start(round(self._timetable.wait(time.monotonic()) * 1000))


def _read_standing(context: DeskContext) -> _Standing:
    return _Standing(sync_summary(context), read_files_travel(context))


def _run_round(
    desk: OpenDesk,
    wish: _Wish,
    line: Line,
    cancelled: Cancelled,
    tell: Callable[[RoundProgress], None],
) -> RoundEnd:
    by_itself = files_may_travel(read_files_travel(desk.context), line)
    return desk.run_round(
        progress=tell,
        cancelled=cancelled,
        files_allowed=by_itself or wish.with_files,
        may_remove_many=wish.may_remove_many,
    )
