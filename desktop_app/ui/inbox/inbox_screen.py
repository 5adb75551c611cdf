"""List and case side by side, or the case alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget
from typing_extensions import override

from desktop_app.ui.case.case_page import CasePage
from desktop_app.ui.inbox.case_list_model import CaseListModel
from desktop_app.ui.inbox.inbox_pane import InboxPane
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_LIST_LINES = 28
_NARROWEST_LIST_LINES = 18
_NARROWEST_PAGE_LINES = 26


class InboxScreen(QWidget):
    """The list never goes away for good: Enter opens a case wide, Esc brings the list back."""

    new_case_wanted = Signal()

    def __init__(self, theme: Theme, *, model: CaseListModel, page: CasePage) -> None:
        super().__init__()
        self._theme = theme
        self.model = model
        self.page = page
        self.pane = InboxPane(theme, model)
        self.pane.new_case_wanted.connect(self.new_case_wanted)
        self.pane.list.wide_wanted.connect(self.open_wide)
        page.narrow_wanted.connect(self.show_list)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(page)
        self._splitter.setStretchFactor(1, 1)
        self.pane.setMinimumWidth(theme.spacing.lines(_NARROWEST_LIST_LINES))
        page.setMinimumWidth(theme.spacing.lines(_NARROWEST_PAGE_LINES))
        self._splitter.setSizes([theme.spacing.lines(_LIST_LINES), theme.spacing.lines(100)])
        set_ground(self, "surface")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    def next(self) -> None:
        """Go to the next case of the list."""
        self.pane.list.step(1)

    def previous(self) -> None:
        """Go to the case before."""
        self.pane.list.step(-1)

    def open_wide(self) -> None:
        """Give the whole width to the case."""
        self.pane.hide()
        self.page.show_wide(wide=True)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self) -> None:
        """Put the list back beside the case, with the focus."""
        self.pane.show()
        self.page.show_wide(wide=False)
        self.pane.focus_list()

    def back(self) -> bool:
        """Leave what was opened last: a panel, a picture, the wide case; say if there was any."""
        if self.page.back():
            return True
        if self.pane.isHidden():
            self.show_list()
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.back():
            super().keyPressEvent(event)
