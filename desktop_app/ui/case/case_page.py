"""The page beside the list: one case, or what stands there while there is none."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.case.case_sheet import CaseSheet
from desktop_app.ui.case.caught_files import caught_files, files_in_clipboard
from desktop_app.ui.case.error_state import ErrorState
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.skeleton import Skeleton
from desktop_app.ui.privacy.reason_form import ReasonForm
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_WIDEST_LINES = 62


class _State(IntEnum):
    EMPTY = 0
    LOADING = 1
    CASE = 2
    ERROR = 3
    REASON = 4


class CasePage(QWidget):
    """Takes files dropped or pasted anywhere on it for the case it shows."""

    narrow_wanted = Signal()
    retry_wanted = Signal()
    reason_told = Signal(object)  # Because

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sheet = CaseSheet(theme)
        self.sheet.header.narrow_wanted.connect(self.narrow_wanted)
        self._error = ErrorState(theme)
        self._error.retry_wanted.connect(self.retry_wanted)
        self._states = QStackedWidget()
        self._states.addWidget(
            EmptyState(theme, icon="file-text", sentence=self.tr("Belum ada kasus yang dipilih."))
        )
        self._states.addWidget(Skeleton(theme))
        self._states.addWidget(_left_of(self.sheet, theme.spacing.lines(_WIDEST_LINES)))
        self._states.addWidget(self._error)
        self.reason = ReasonForm(theme, submit=self.tr("Buka kasus"))
        self.reason.answered.connect(self.reason_told)
        self._states.addWidget(self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._states)
        set_ground(self, "surface")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Kasus"))

    def show_case(self, shown: ShownCase) -> None:
        """Show a case, or the same one again as it stands now."""
        self.sheet.show_case(shown)
        self._states.setCurrentIndex(_State.CASE)
        self.sheet.hand_keys()

    def show_loading(self) -> None:
        """Stand bars here, unless a case can stay until the next one comes."""
        if self._states.currentIndex() != _State.CASE:
            self._states.setCurrentIndex(_State.LOADING)

    def show_nothing(self) -> None:
        """Say that no case is chosen."""
        self._states.setCurrentIndex(_State.EMPTY)

    def show_error(self, sentence: str, *, can_retry: bool) -> None:
        """Say why the case cannot be shown."""
        self._error.show_words(sentence, can_retry=can_retry)
        self._states.setCurrentIndex(_State.ERROR)

    def show_reason(self, register_number: str) -> None:
        """Ask why this confidential case is opened, and show nothing of it."""
        self.reason.ask(
            self.tr("Kasus ini dirahasiakan"),
            self.tr(
                "{number} · Sebutkan alasan Anda membukanya. Alasan dan nama Anda dicatat; hari "
                "ini Anda tidak ditanya lagi untuk kasus ini."
            ).format(number=register_number),
        )
        self._states.setCurrentIndex(_State.REASON)

    def show_wide(self, *, wide: bool) -> None:
        """Offer the way back while the case stands alone."""
        self.sheet.header.show_wide(wide=wide)

    def back(self) -> bool:
        """Leave what was opened in the case; say whether anything was."""
        return self._has_case() and self.sheet.back()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._has_case() and caught_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.sheet.attach(caught_files(event.mimeData()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._has_case() and event.matches(QKeySequence.StandardKey.Paste):
            self.sheet.attach(files_in_clipboard())
        else:
            super().keyPressEvent(event)

    def _has_case(self) -> bool:
        return self._states.currentIndex() == _State.CASE


def _left_of(sheet: CaseSheet, widest: int) -> QWidget:
    """Keep a sheet at the left of a wide page, no wider than can be read."""
    sheet.setMaximumWidth(widest)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(sheet, 1)
    row.addStretch()
    return holder
