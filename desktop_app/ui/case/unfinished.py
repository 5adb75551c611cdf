"""What was typed to cases and not saved, kept while the program runs."""

from __future__ import annotations

from uuid import UUID

from desktop_app.ui.case.requests import Task
from desktop_app.ui.case.writing_panel import Unfinished


class UnfinishedTexts:
    """One text a case and task; a case remembers which panel was open when it was left."""

    def __init__(self) -> None:
        self._texts: dict[tuple[UUID, Task], Unfinished] = {}
        self._open: dict[UUID, Task] = {}

    def keep(self, case_uid: UUID, task: Task, unfinished: Unfinished) -> None:
        """Keep a text, unless nothing was typed."""
        if unfinished.is_empty:
            self.forget(case_uid, task)
        else:
            self._texts[case_uid, task] = unfinished

    def forget(self, case_uid: UUID, task: Task) -> None:
        """Drop a text that was saved."""
        self._texts.pop((case_uid, task), None)
        if self._open.get(case_uid) is task:
            del self._open[case_uid]

    def of(self, case_uid: UUID, task: Task) -> Unfinished:
        """The text kept for a task, empty where there is none."""
        return self._texts.get((case_uid, task), Unfinished())

    def mark_open(self, case_uid: UUID, task: Task | None) -> None:
        """Remember the open panel of a case, or that there is none."""
        if task is None:
            self._open.pop(case_uid, None)
        else:
            self._open[case_uid] = task

    def open_task(self, case_uid: UUID) -> Task | None:
        """The panel to open again when the case is shown once more."""
        task = self._open.get(case_uid)
        return task if task is not None and (case_uid, task) in self._texts else None
