"""The one place where people write to a case: notes, replies, reasons, results, offices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from desktop_app.domain.errors import Problem
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.context import KeptFile
from desktop_app.ui.case.caught_files import files_in_clipboard
from desktop_app.ui.case.office_field import OfficeField
from desktop_app.ui.case.panel_files import PanelFiles
from desktop_app.ui.case.panel_head import PanelHead
from desktop_app.ui.case.panel_text import PanelText
from desktop_app.ui.case.release_tasks import RELEASES, offices_of
from desktop_app.ui.case.requests import Written
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.writing_tasks import WritingTask
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.offered_file import OfferedFile, file_at
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.problems import problem_words

_DAYS = (7, 14, 30, 90)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was typed and attached, but not saved."""

    text: str = ""
    office_key: str = ""
    office_typed: str = ""
    files: tuple[tuple[UUID, KeptFile], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.office_typed or self.files)


class WritingPanel(QFrame):
    """Opens for one task at a time; Ctrl+Enter saves, Esc closes and forgets nothing."""

    submitted = Signal(object, object)  # Task, Written
    cancelled = Signal()
    edited = Signal()
    file_offered = Signal(object)  # OfferedFile

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.task: WritingTask | None = None
        self._is_busy = False
        self._is_shut = False
        self._theme = theme
        self._head = PanelHead(theme)
        self._office = OfficeField(theme)
        self._office_block = FieldBlock("office", self.tr("Kantor tujuan"), self._office)
        self._days = ChoiceRow(
            theme,
            [Choice(str(days), self.tr("{count} hari").format(count=days)) for days in _DAYS],
        )
        self._days_block = FieldBlock("until", self.tr("Berlaku selama"), self._days)
        self._text = PanelText(theme)
        self._text.field.installEventFilter(self)
        self._files = PanelFiles(theme)
        self._files.offered.connect(self.file_offered)
        self._files.changed.connect(self.edited)
        self._text.field.textChanged.connect(self.edited)
        self._office.textChanged.connect(self.edited)
        self._error = Banner(theme, Tone.BAD)
        self._error.setObjectName("panel_error")
        self._attach = quiet_button(theme, self.tr("Lampirkan"), icon="paperclip")
        self._attach.setObjectName("attach")
        self._attach.clicked.connect(self._ask_for_files)
        self._cancel = quiet_button(theme, self.tr("Batal"), keys="Esc")
        self._cancel.clicked.connect(self.cancelled)
        self._submit = primary_button(theme, "")
        self._submit.setObjectName("submit")
        self._submit.clicked.connect(self._send)
        self._lay_out()
        self.hide()

    def open(self, task: WritingTask, shown: ShownCase, unfinished: Unfinished) -> None:
        """Ask for what the task needs, beginning with what was typed before."""
        self.task = task
        self._head.show_task(task)
        self._office_block.setVisible(task.needs_office)
        self._attach.setVisible(task.takes_files)
        self._show_office(task, shown, unfinished)
        self._days_block.setVisible(task.asks_days)
        self._days.set_value(str(_DAYS[1]))
        self._text.begin(
            task.label,
            unfinished.text,
            optional=not task.needs_text,
            repeated=task.label_repeats_heading,
        )
        self._files.show_files(unfinished.files)
        self._submit.setText(task.submit)
        self._submit.setAccessibleName(task.submit)
        set_ground(self, "raised" if task.public else "warning")
        self._error.hide()
        self._office_block.clear_problem()
        self.set_busy(busy=False)
        self.show()

    def _show_office(self, task: WritingTask, shown: ShownCase, unfinished: Unfinished) -> None:
        self._office.show_case(shown)
        self._office.show_pick(unfinished.office_key, unfinished.office_typed)
        if isinstance(task.task, EntryKind) and task.task in RELEASES:
            self._office.offer_only(offices_of(task.task, shown), shown)

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        if self.task is None:
            return
        if self.task.needs_office and not self._office.key():
            self._office.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.task.needs_text:
            self._text.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._submit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Go away; nothing is kept here."""
        self.task = None
        self.hide()

    def unfinished(self) -> Unfinished:
        """What would be lost if nobody kept it."""
        return Unfinished(
            text=self._text.text(),
            office_key=self._office.key(),
            office_typed=self._office.text(),
            files=self._files.kept(),
        )

    def offer(self, files: Iterable[OfferedFile]) -> None:
        """Attach files to what is being written, where it takes any."""
        if self.task is not None and self.task.takes_files:
            self._files.offer(files)

    def show_kept(self, uid: UUID, file: KeptFile) -> None:
        self._files.show_kept(uid, file)

    def show_refused(self, uid: UUID, sentence: str) -> None:
        self._files.show_refused(uid, sentence)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say under each field what is wrong, with the cursor in the first."""
        self.set_busy(busy=False)
        found = {problem.field: problem_words(problem) for problem in problems}
        if "text" in found:
            self._text.show_problem(found["text"])
            self._text.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if "office" in found:
            self._office_block.show_problem(found["office"])
            self._office.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong; all that was typed stays."""
        self.set_busy(busy=False)
        self._error.show_words(sentence)

    def shut(self, reason: str) -> None:
        """Save nothing while there is a reason, and say it; all that was typed stays."""
        if reason:
            self._error.show_words(f"{reason} {self.tr('Yang Anda tulis tetap ada di sini.')}")
        elif self._is_shut:
            self._error.hide()
        self._is_shut = bool(reason)
        self._submit.shut(reason)

    def is_busy(self) -> bool:
        """Whether a save is on its way."""
        return self._is_busy

    def set_busy(self, *, busy: bool) -> None:
        """Take no second save while the first is on its way."""
        self._is_busy = busy
        self._submit.setEnabled(not busy)

    @override
    def event(self, event: QEvent) -> bool:
        # Esc belongs to the panel while somebody writes, not to the way back.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._send()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pastes = (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        )
        files = files_in_clipboard() if pastes else []
        if files:
            self.offer(files)
        return bool(files)

    @Slot()
    def _send(self) -> None:
        if self.task is None or not self._submit.isEnabled():
            return
        if self._files.is_keeping():
            self._error.show_words(self.tr("Berkas masih disimpan. Tunggu sebentar, lalu ulangi."))
            return
        self._error.hide()
        self._office.settle()
        office = self._office.office_uid() if self.task.needs_office else None
        files = tuple(file for _, file in self._files.kept())
        self.set_busy(busy=True)
        days = int(self._days.value() or 0) if self.task.asks_days else 0
        self.submitted.emit(self.task.task, Written(self._text.text(), files, office, days))

    @Slot()
    def _ask_for_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Pilih berkas"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._offer_paths)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _offer_paths(self, paths: list[str]) -> None:
        self.offer([file_at(Path(path)) for path in paths])

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self._attach)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.medium)
        column.setSpacing(spacing.small)
        column.addWidget(self._head)
        column.addWidget(self._office_block)
        column.addWidget(self._days_block)
        column.addWidget(self._text)
        column.addWidget(self._files)
        column.addWidget(self._error)
        column.addLayout(buttons)
