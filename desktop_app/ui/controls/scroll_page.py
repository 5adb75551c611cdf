"""A page that may be higher than its pane, as every form is at 150 %."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scroll_page(content: QWidget) -> QScrollArea:
    """Let `content` scroll up and down on its own ground, never wider than the pane."""
    page = QScrollArea()
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setWidgetResizable(True)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setWidget(content)
    # Qt fills both with the window's colour unless told otherwise.
    page.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return page


def steady_page(content: QWidget) -> QScrollArea:
    """The same with room kept for its bar, so that nothing moves when the bar comes or goes."""
    page = scroll_page(content)
    page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = page.verticalScrollBar()
    bar.setEnabled(False)
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    return page
