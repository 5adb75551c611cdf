"""What was typed to cases and not saved; a copy on the disk outlives the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from desktop_app.domain.drafts import FILLED, LETTER, DraftFile, UnfinishedText
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import KeptFile
from desktop_app.ui.case.requests import Task
from desktop_app.ui.case.writing_panel import Unfinished

_TASKS: Mapping[str, Task] = {task.value: task for kind in (EntryKind, MoveName) for task in kind}


class UnfinishedTexts:
    """One text a case and task; a case remembers which panel was open when it was left."""

    def __init__(self) -> None:
        self._texts: dict[tuple[UUID, Task], Unfinished] = {}
        self._open: dict[UUID, Task] = {}
        self._edits: dict[tuple[UUID, str], Mapping[str, str]] = {}

    def keep(self, case_uid: UUID, task: Task, unfinished: Unfinished) -> None:
        """Keep a text, unless nothing was typed."""
        if unfinished.is_empty:
            self._texts.pop((case_uid, task), None)
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

    def edit(self, case_uid: UUID, form: str, typed: Mapping[str, str]) -> None:
        """Keep what was edited in a form of a case, one of `drafts.FILLED`; nothing drops it."""
        if typed:
            self._edits[case_uid, form] = typed
        else:
            self._edits.pop((case_uid, form), None)

    def edits(self, case_uid: UUID, form: str) -> Mapping[str, str]:
        """What was edited in a form of a case and not saved."""
        return self._edits.get((case_uid, form), {})

    def draft(self, case_uid: UUID, task: Task) -> UnfinishedText:
        """Write one text as it is kept on the disk."""
        kept = self.of(case_uid, task)
        words = {
            "text": kept.text,
            "office_key": kept.office_key,
            "office_typed": kept.office_typed,
        }
        files = tuple(
            DraftFile(file.sha256, file.name, file.media_type, file.size) for _, file in kept.files
        )
        is_open = self._open.get(case_uid) is task
        return UnfinishedText(case_uid, task.value, words, files, is_open=is_open)

    def bring_back(self, drafts: Iterable[UnfinishedText]) -> None:
        """Take up what lay on the disk; what has been typed since stays."""
        for draft in drafts:
            if draft.task in FILLED:
                self._edits.setdefault((draft.case_uid, draft.task), draft.words)
            elif draft.task != LETTER:
                self._bring_back(draft, _TASKS[draft.task])

    def _bring_back(self, draft: UnfinishedText, task: Task) -> None:
        files = tuple(
            (uuid4(), KeptFile(file.sha256, file.name, file.media_type, file.size))
            for file in draft.files
        )
        words = draft.words
        kept = Unfinished(words["text"], words["office_key"], words["office_typed"], files)
        self._texts.setdefault((draft.case_uid, task), kept)
        if draft.is_open:
            self._open.setdefault(draft.case_uid, task)
