"""A field that drops a list down; the style sheet cannot colour its arrow, so it paints its own."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate
from typing_extensions import override

from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme


class ChoiceBox(QComboBox):
    """A drop-down list with the program's arrow; the wheel scrolls the page, never the choice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # The default delegate ignores the row height of the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        theme.changed.connect(self.update)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._theme.spacing.icon
        colour = Colour.MUTED if self.isEnabled() else Colour.EDGE
        arrow = self._theme.pixmap(
            "chevron-down", colour, size=size, ratio=self.devicePixelRatioF()
        )
        left = self.width() - size - self._theme.spacing.small
        painter = QPainter(self)
        painter.drawPixmap(left, (self.height() - size) // 2, arrow)
