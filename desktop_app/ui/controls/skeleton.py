"""What stands for content while it is loaded; nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme

_BAR_LENGTHS = (0.62, 0.86)


class Skeleton(QWidget):
    """Faint bars in the shape of two-line rows, as many as fit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Sedang memuat"))
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.spacing.lines(20), self._theme.spacing.row * 3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        spacing = self._theme.spacing
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Colour.HOVER))
        room = self.width() - 2 * spacing.large
        step = spacing.row + spacing.large
        for top in range(spacing.large, self.height() - spacing.row, step):
            for line, length in enumerate(_BAR_LENGTHS):
                bar = QRectF(
                    spacing.large,
                    top + line * (spacing.medium + spacing.small),
                    room * length,
                    spacing.medium,
                )
                painter.drawRoundedRect(bar, spacing.tiny, spacing.tiny)
