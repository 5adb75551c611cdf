"""The four tabs of a case: summary, timeline, files, letters."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop_app.ui.case.files_tab import FilesTab
from desktop_app.ui.case.letters_tab import LettersTab
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.summary_tab import SummaryTab
from desktop_app.ui.case.timeline_tab import TimelineTab
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.theme.theme import Theme


class CaseTab(IntEnum):
    """Which tab is meant."""

    SUMMARY = 0
    TIMELINE = 1
    FILES = 2
    LETTERS = 3


class CaseTabs(QWidget):
    """The tab that was chosen stays chosen from case to case."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.summary = SummaryTab(theme)
        self.timeline = TimelineTab(theme)
        self.files = FilesTab(theme)
        self.letters = LettersTab(theme)
        self._bar = QTabBar()
        self._bar.setObjectName("case_tabs")
        self._bar.setAccessibleName(self.tr("Bagian kasus"))
        self._stack = QStackedWidget()
        # Two lines stay in sight however little room is left; the rest scrolls.
        self._stack.setMinimumHeight(theme.spacing.lines(2))
        self._summary_page = scroll_page(self.summary)
        for page in (self._summary_page, self.timeline, self.files, self.letters):
            self._stack.addWidget(page)
            self._bar.addTab("")
        self._bar.currentChanged.connect(self._stack.setCurrentIndex)
        self.summary.correcting_changed.connect(self._reveal_correction)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)

    def show_case(self, shown: ShownCase, *, same: bool) -> None:
        """Show a case in every tab; the numbers say what is behind each."""
        view = shown.view
        self._bar.setTabText(CaseTab.SUMMARY, self.tr("Ringkasan"))
        self._bar.setTabText(CaseTab.TIMELINE, _with_count(self.tr("Riwayat"), len(view.entries)))
        self._bar.setTabText(CaseTab.FILES, _with_count(self.tr("Berkas"), len(view.attachments)))
        self._bar.setTabText(CaseTab.LETTERS, _with_count(self.tr("Surat"), len(view.letters)))
        self.summary.show_case(shown, same=same)
        self.timeline.show_case(shown, same=same)
        self.files.show_case(shown, same=same)
        self.letters.show_case(shown)

    def open_tab(self, tab: CaseTab) -> None:
        self._bar.setCurrentIndex(tab)

    @Slot()
    def _reveal_correction(self) -> None:
        # Where the form will stand is known after the layout has moved.
        QTimer.singleShot(0, self, self._scroll_to_correction)

    @Slot()
    def _scroll_to_correction(self) -> None:
        form = self.summary.open_form()
        if form is not None:
            self._summary_page.ensureWidgetVisible(form.save_button)
            self._summary_page.ensureWidgetVisible(form.first_field)


def _with_count(word: str, count: int) -> str:
    return f"{word} {count}" if count else word
