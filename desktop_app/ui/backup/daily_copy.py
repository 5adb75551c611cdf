"""Makes the copy of the day while people work, and warns when there is none of the last days."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.backups import BackupCancelledError, Copies, Occasion
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.backup.how_copies_stand import is_copy_overdue
from desktop_app.services.backup.keep_copy import keep_copy_if_due
from desktop_app.services.context import DeskContext
from desktop_app.ui.tasks import Lanes

_FIRST_MS = 60_000  # the list and the first round come first
_AGAIN_MS = 30 * 60_000


class DailyCopy(QObject):
    """Looks again every half hour: a program may run for weeks, and a stick comes back."""

    looked = Signal(bool, bool)  # whether one was made, and whether to warn
    damaged = Signal(object)  # ExpectedError: the data itself cannot be read any more
    failed = Signal(object)  # Exception

    def __init__(self, context: DeskContext, copies: Copies, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._copies = copies
        self._lanes = lanes
        self._cancelled = threading.Event()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look soon, and then now and again."""
        self._timer.start(_FIRST_MS)

    def stop(self) -> None:
        """End what is at hand and start nothing more."""
        self._timer.stop()
        self._cancelled.set()

    @Slot()
    def look(self) -> None:
        """Make the copy if it is due."""
        self._timer.setInterval(_AGAIN_MS)
        self._lanes.copies.run(self, self._keep, on_done=self._kept, on_error=self._not_kept)

    def _keep(self) -> tuple[bool, bool]:
        """Say whether one was made and whether to warn, in the lane.

        A place that cannot even be listed has no copy that anybody could count on.
        """
        try:
            kept = keep_copy_if_due(
                Occasion.DAILY,
                self._context,
                self._copies,
                tell=lambda _progress: None,
                cancelled=self._cancelled.is_set,
            )
        except BackupCancelledError:
            return False, False
        except ExpectedError as error:
            if error.trouble is Trouble.PROFILE_DAMAGED:
                raise
            kept = None
        try:
            return kept is not None, is_copy_overdue(self._context, self._copies)
        except ExpectedError:
            return kept is not None, True

    def _kept(self, told: tuple[bool, bool]) -> None:
        self.looked.emit(*told)

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._timer.stop()
            self.damaged.emit(error)
        else:
            self.failed.emit(error)
