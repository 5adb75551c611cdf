"""All there is to see of one case, and the foot where people write to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.domain.drafts import CORRECTION, IDENTITY, UnfinishedText
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.timeline import EntryKind
from desktop_app.ui.case.case_header import CaseHeader
from desktop_app.ui.case.case_tabs import CaseTab, CaseTabs
from desktop_app.ui.case.knowing_card import KnowingCard
from desktop_app.ui.case.next_card import NextCard
from desktop_app.ui.case.requests import Task, Written
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.unfinished import UnfinishedTexts
from desktop_app.ui.case.writing_bar import WritingBar
from desktop_app.ui.case.writing_panel import WritingPanel
from desktop_app.ui.case.writing_tasks import WritingTask, why_refused, writing_task
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.intake.offered_file import OfferedFile
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

KEEP_AFTER_MS = 800
_CRAMPED_LINES = 36


class CaseSheet(QWidget):
    """Goes from case to case in place; what is typed to one waits there until it is saved."""

    submitted = Signal(object, object)  # Task, Written
    text_changed = Signal(object)  # UnfinishedText, to be kept on the disk; an empty one is dropped
    identity_resumed = Signal()  # what was typed of who reported waits for its form

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: ShownCase | None = None
        self._awaited: UUID | None = None
        self._resumes_identity = False
        self._texts = UnfinishedTexts()
        self._focus_before: QWidget | None = None
        self.header = CaseHeader(theme)
        self.next = NextCard(theme)
        self.knowing = KnowingCard(theme)
        self.tabs = CaseTabs(theme)
        self.bar = WritingBar(theme)
        self.panel = WritingPanel(theme)
        self._refusal = Banner(theme, Tone.WARNING)
        self._refusal.setObjectName("refusal")
        self.panel.submitted.connect(self._submit)
        self.panel.cancelled.connect(self.cancel_writing)
        self._keep_timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keep_timer.timeout.connect(self.keep_typing)
        self.panel.edited.connect(self._note_typing)
        self.tabs.summary.form.edited.connect(self._note_typing)
        self.tabs.summary.form.cancelled.connect(self.drop_correction)
        self.tabs.summary.reporter.form.edited.connect(self._note_typing)
        self.tabs.summary.reporter.form.cancelled.connect(self.drop_identity)
        self.tabs.summary.correcting_changed.connect(self._weigh_correction)
        self._lay_out()

    def show_case(self, shown: ShownCase) -> None:
        """Show a case, or the same one again as it stands now."""
        same = self.case_uid() == shown.case.uid
        if same:
            self._keep_forms()
        else:
            self._leave()
        self._shown = shown
        self.header.show_case(shown)
        self.next.show_case(shown)
        self.knowing.show_case(shown)
        self.tabs.show_case(shown, same=same)
        self.bar.show_case(shown)
        if shown.case.identity_state is IdentityState.ERASED:
            self._edit(shown.case.uid, IDENTITY, {})
        if same:
            self._weigh_panel(shown)
        else:
            self._resume(shown)

    def case_uid(self) -> UUID | None:
        """The case that is shown."""
        return self._shown.case.uid if self._shown else None

    def write(self, task: Task) -> None:
        """Open the panel for a task, with what was typed for it before."""
        wanted = writing_task(task)
        if self._shown is None or wanted is None:
            return
        self._keep_text()
        self._refusal.hide()
        if self.panel.task is None:
            self._focus_before = QApplication.focusWidget()
        uid = self._shown.case.uid
        self._texts.mark_open(uid, task)
        self._open_panel(wanted, self._shown)
        self.panel.focus_first()

    def bring_back(self, drafts: Iterable[UnfinishedText]) -> None:
        """Go on with what was typed before the program ended or the PC was locked."""
        self._texts.bring_back(drafts)
        if self._shown is not None and self.panel.task is None:
            self._resume(self._shown)

    def take_keys(self, case_uid: UUID) -> None:
        """Put the cursor where somebody writes to this case, once it is here, if anybody does."""
        self._awaited = case_uid
        self.hand_keys()

    def hand_keys(self) -> None:
        """Give the keys to whoever awaits them for the case that is on the page now."""
        if self._awaited != self.case_uid() or self._resumes_identity:
            return
        self._awaited = None
        form = self.tabs.summary.open_form()
        if self.isVisible() and self.panel.task is not None:
            self.panel.focus_first()
        elif self.isVisible() and form is not None:
            form.begin()

    @Slot()
    def keep_typing(self) -> None:
        """Have everything that is typed here kept on the disk.

        What is being saved is there by now, and the save forgets it; later it would stay.
        """
        self._keep_timer.stop()
        if not self.panel.is_busy():
            self._keep_text()
        self._keep_forms()

    @Slot()
    def drop_correction(self) -> None:
        """What was typed into the correction is saved, or not wanted."""
        if self._shown is not None:
            self._edit(self._shown.case.uid, CORRECTION, {})

    def open_identity(self, reporter: Reporter, *, take_keys: bool) -> None:
        """Turn who reported into fields, with what was typed to them before."""
        self._resumes_identity = False
        self.tabs.summary.reporter.open_form(
            reporter, self._texts.edits(reporter.case_uid, IDENTITY)
        )
        if take_keys:
            self.tabs.open_tab(CaseTab.SUMMARY)
            self.tabs.summary.reporter.form.begin()
        else:
            self.hand_keys()

    @Slot()
    def drop_identity(self) -> bool:
        """Leave the fields of who reported, saved or not wanted; say whether they were open."""
        if self._shown is not None:
            self._edit(self._shown.case.uid, IDENTITY, {})
        return self.tabs.summary.reporter.close_form()

    def attach(self, files: Sequence[OfferedFile]) -> None:
        """Attach files to what is being written, or begin a note with them."""
        if not files or self._shown is None:
            return
        if self.panel.task is None:
            if EntryKind.NOTE not in self._shown.view.may_write:
                return
            self.write(EntryKind.NOTE)
        self.panel.offer(files)

    @Slot()
    def cancel_writing(self) -> bool:
        """Close the panel and keep what was typed; say whether it was open."""
        if self.panel.task is None or self._shown is None:
            return False
        task, uid = self.panel.task.task, self._shown.case.uid
        self._texts.mark_open(uid, None)
        self._keep_text(again=not self._texts.of(uid, task).is_empty)
        self._close_panel()
        return True

    def saved(self, case_uid: UUID, task: Task) -> None:
        """What was written is stored: forget the text and close its panel."""
        was_kept = not self._texts.of(case_uid, task).is_empty
        self._texts.forget(case_uid, task)
        if was_kept:
            self.text_changed.emit(self._texts.draft(case_uid, task))
        self._refusal.hide()
        if case_uid == self.case_uid() and self.panel.task and self.panel.task.task is task:
            self._close_panel()

    def is_writing(self, case_uid: UUID, task: Task) -> bool:
        """Whether the panel of this task is open on this case."""
        open_task = self.panel.task
        return case_uid == self.case_uid() and open_task is not None and open_task.task is task

    def show_refusal(self, sentence: str) -> None:
        """Say under the next step why a move is not possible."""
        self._refusal.show_words(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def back(self) -> bool:
        """Leave the panel, the correction or the picture; say whether one was open."""
        return (
            self.cancel_writing()
            or self._cancel_correction()
            or (self.tabs.summary.reporter.is_editing() and self.drop_identity())
            or self.tabs.files.close_picture()
        )

    def _cancel_correction(self) -> bool:
        self.drop_correction()
        return self.tabs.summary.close_correction()

    def _leave(self) -> None:
        self.keep_typing()
        self._focus_before = None
        self._resumes_identity = False
        self._refusal.hide()
        self.panel.close_panel()

    def _resume(self, shown: ShownCase) -> None:
        """Open the panel that was left open on this case; the focus stays where it is."""
        task = self._texts.open_task(shown.case.uid)
        wanted = writing_task(task) if task is not None else None
        if wanted is not None:
            self._open_panel(wanted, shown)
        else:
            self._show_foot(writing=False)
        typed = self._texts.edits(shown.case.uid, CORRECTION)
        if typed and shown.view.may_correct and not self.tabs.summary.is_correcting():
            self.tabs.summary.go_on_correcting(typed)
        self._resume_identity(shown)

    def _resume_identity(self, shown: ShownCase) -> None:
        """Ask for the form again: only who may read the identity in full can fill it in."""
        typed = self._texts.edits(shown.case.uid, IDENTITY)
        is_open = self.tabs.summary.reporter.is_editing()
        if typed and shown.identity_is_correctable and not is_open:
            self._resumes_identity = True
            self.identity_resumed.emit()

    def _open_panel(self, task: WritingTask, shown: ShownCase) -> None:
        # What makes room goes first, or the window would grow for a moment, and stay grown.
        self._show_foot(writing=True)
        self.panel.open(task, shown, self._texts.of(shown.case.uid, task.task))
        self._weigh_panel(shown)

    def _weigh_panel(self, shown: ShownCase) -> None:
        """Say so where what is being written may not be saved any more; every word stays."""
        if self.panel.task is not None:
            self.panel.shut(why_refused(self.panel.task.task, shown))

    @Slot()
    def _note_typing(self) -> None:
        # Not restarted by the next key: steady typing must not put the keeping off.
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    @Slot(object, object)
    def _submit(self, task: Task, written: Written) -> None:
        self._keep_text()
        self.submitted.emit(task, written)

    def _keep_text(self, *, again: bool = False) -> None:
        """Keep what is in the panel where it differs from what is kept, or `again`."""
        if self._shown is None or self.panel.task is None:
            return
        uid, task, now = self._shown.case.uid, self.panel.task.task, self.panel.unfinished()
        before = self._texts.of(uid, task)
        self._texts.keep(uid, task, now)
        if again or not (now == before or (now.is_empty and before.is_empty)):
            self.text_changed.emit(self._texts.draft(uid, task))

    def _keep_forms(self) -> None:
        summary = self.tabs.summary
        if self._shown is not None and summary.is_correcting():
            self._edit(self._shown.case.uid, CORRECTION, summary.form.typed())
        if self._shown is not None and summary.reporter.is_editing():
            self._edit(self._shown.case.uid, IDENTITY, summary.reporter.form.typed())

    def _edit(self, case_uid: UUID, form: str, typed: Mapping[str, str]) -> None:
        if typed != self._texts.edits(case_uid, form):
            self._texts.edit(case_uid, form, typed)
            self.text_changed.emit(UnfinishedText(case_uid, form, typed, is_open=True))

    def _close_panel(self) -> None:
        self.panel.close_panel()
        self._show_foot(writing=False)
        before = self._focus_before
        self._focus_before = None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_foot(self, *, writing: bool) -> None:
        self.bar.setVisible(not writing)
        self._step_back(busy=writing or self.tabs.summary.open_form() is not None)

    @Slot()
    def _weigh_correction(self) -> None:
        editing = self.tabs.summary.open_form() is not None
        self._step_back(busy=self.panel.task is not None or editing)

    def _step_back(self, *, busy: bool) -> None:
        """Only one thing is prominent, what somebody is doing; a low page is left to it."""
        cramped = self.height() < self._theme.spacing.lines(_CRAMPED_LINES)
        self.next.set_leading(leading=not busy)
        self.next.setVisible(not (busy and cramped))

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.wide, spacing.large, spacing.medium, spacing.medium)
        column.setSpacing(spacing.medium)
        for part in (
            self.header,
            self.next,
            self.knowing,
            self._refusal,
            self.tabs,
            self.panel,
            self.bar,
        ):
            column.addWidget(part, 1 if part is self.tabs else 0)
        self._refusal.hide()
