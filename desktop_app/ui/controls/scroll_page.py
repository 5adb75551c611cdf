"""A page that may be higher than its pane, as every form is at 150 %."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scroll_page(content: QWidget) -> QScrollArea:
    """Let `content` scroll up and down on its own ground, never wider than the pane."""
    return _filled(QScrollArea(), content)


def steady_page(content: QWidget) -> QScrollArea:
    """The same with room kept for its bar, so that nothing moves when the bar comes or goes."""
    return _filled(_SteadyArea(), content)


class _SteadyArea(QScrollArea):
    """Its bar is always there; while it has nothing to do it is disabled, and unseen."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setEnabled(False)
        self.verticalScrollBar().rangeChanged.connect(self._follow_range)

    @Slot(int, int)
    def _follow_range(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)


def _filled(page: QScrollArea, content: QWidget) -> QScrollArea:
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setWidgetResizable(True)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setWidget(content)
    # Qt fills both with the window's colour unless told otherwise.
    page.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return page
