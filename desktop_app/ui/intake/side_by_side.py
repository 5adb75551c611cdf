"""The form beside its help where there is room, and above it where there is not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.theme.theme import Theme

_ASIDE_WIDTH_IN_LINES = 18


class SideBySide(QWidget):
    """Two rooms, `main` and `aside`, that scroll on their own; one below the other when narrow.

    Make what belongs into a room with the room as its parent, then call `fill`: a widget that
    changes its parent is dressed by the style sheet all over again, with everything inside it.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        spacing = theme.spacing
        self._edges = (spacing.wide, spacing.small)
        self._is_narrow = False
        self.main, self.aside, self._content = QWidget(), QWidget(), QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.main, 1)
        self.main_area, self._aside_area = _scroll_area(self._content), _scroll_area(self.aside)
        width = spacing.lines(_ASIDE_WIDTH_IN_LINES) + spacing.small + spacing.wide
        self._aside_area.setFixedWidth(width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.main_area, 1)
        row.addWidget(self._aside_area)

    def fill(self, main: QWidget, aside: QWidget) -> None:
        """Let each widget take up its room."""
        wide, small = self._edges
        for room, widget, left, right in (
            (self.main, main, 0, 0),
            (self.aside, aside, small, wide),
        ):
            column = QVBoxLayout(room)
            column.setContentsMargins(left, 0, right, 0)
            column.addWidget(widget)

    def show_place(self, place: QRect, *, above: int, below: int) -> None:
        """Scroll so that a part of `main` is seen with room above it and, if it fits, below."""
        bar, height = self.main_area.verticalScrollBar(), self.main_area.viewport().height()
        top = self.main.mapTo(self._content, QPoint(0, place.top())).y()
        lowest, highest = top + place.height() + below - height, top - above
        bar.setValue(min(max(bar.value(), lowest), highest))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.main.minimumSizeHint().width() + self._aside_area.width()
        narrow = self.width() < needed
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._move_aside(below=narrow)

    def _move_aside(self, *, below: bool) -> None:
        wide, small = self._edges
        layout = self.aside.layout()
        if layout is not None:
            layout.setContentsMargins(wide if below else small, 0, wide, 0)
        if below:
            self._column.addWidget(self._aside_area.takeWidget())
        else:
            self._column.removeWidget(self.aside)
            self._aside_area.setWidget(self.aside)
            self.aside.setAutoFillBackground(False)
        self.aside.show()
        self._aside_area.setVisible(not below)


def _scroll_area(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Both would else paint the ground of a window over that of the pane.
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
