"""Notes in the audit trail what the window shows, prints and hands out, and looks after the trail.

Nothing here holds the window up: notes go to the lane that writes, checks have a lane of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.audit.check_trail import TrailCheck, check_what_is_new
from desktop_app.services.audit.noting import note_alone, tried
from desktop_app.services.audit.seeing import SeenCases, note_seen
from desktop_app.services.context import DeskContext
from desktop_app.ui.tasks import Lanes, TaskRunner

T = TypeVar("T")
_CHECK_AFTER_MS = 3000  # when the list and its first case are painted


class TrailWatch(QObject):
    """Lives as long as somebody is signed in; `trail` is the lane of its long work."""

    broken = Signal()  # the check at the start found a fault, and a notice tells of it
    failed = Signal(object)  # Exception that nobody expected

    def __init__(self, context: DeskContext, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._write = lanes.write
        self._seen = SeenCases(context)
        self._is_stopped = False
        self.trail = TaskRunner("trail", self)

    def start(self, wrong_tries: int) -> None:
        """Note that somebody signed in; the trail is checked when the window stands."""
        self.note(AuditKind.SIGNED_IN, tried(wrong_tries))
        QTimer.singleShot(_CHECK_AFTER_MS, self, self.check)

    def stop(self) -> None:
        """Note that they left; long work ends where it is."""
        self.note(AuditKind.SIGNED_OUT)
        self._is_stopped = True
        self.trail.close(drop_waiting=True)

    def is_stopped(self) -> bool:
        """Say whether long work is to end."""
        return self._is_stopped

    @Slot(object, bool)
    def saw(self, case_uid: UUID, with_identity: bool) -> None:
        """A case was shown, perhaps with who reported."""
        if self._seen.is_news(case_uid, with_identity=with_identity):
            work = partial(note_seen, case_uid, self._context, with_identity=with_identity)
            self._run(work, on_trouble=partial(self._seen.forget, case_uid))

    @Slot(object, object, object)
    def note_of_case(
        self, kind: AuditKind, case_uid: UUID | None, facts: Mapping[str, str]
    ) -> None:
        """Something of a case was printed or handed out."""
        self._run(partial(note_alone, kind, self._context, case_uid=case_uid, facts=facts))

    def note(self, kind: AuditKind, facts: Mapping[str, str] | None = None) -> None:
        """Something was done that is of no case."""
        self._run(partial(note_alone, kind, self._context, facts=facts or {}))

    @Slot()
    def check(self) -> None:
        """Look at what came since the last check, in the background."""
        self.trail.run(
            self,
            partial(check_what_is_new, self._context, cancelled=self.is_stopped),
            on_done=self._checked,
            on_error=self._fail,
        )

    def _checked(self, check: TrailCheck) -> None:
        if check.findings:
            self.broken.emit()

    def _run(self, work: Callable[[], T], on_trouble: Callable[[], None] | None = None) -> None:
        def fail(error: Exception) -> None:
            if on_trouble is not None:
                on_trouble()
            self._fail(error)

        self._write.run(self, work, on_done=_nothing, on_error=fail)

    def _fail(self, error: Exception) -> None:
        # A full disk is told by whatever the person saves next.
        if not isinstance(error, ExpectedError):
            self.failed.emit(error)


def _nothing(_: object) -> None:
    pass
