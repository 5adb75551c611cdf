"""An icon that stands still beside words which say the same."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme


class IconLabel(QWidget):
    """Paints one icon in a colour role; decoration, so screen readers pass it by."""

    def __init__(
        self, theme: Theme, name: str, *, colour: Colour = Colour.MUTED, size: int = 0
    ) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._colour = colour
        self._size = size or theme.spacing.icon
        self.setFixedSize(self._size, self._size)
        theme.changed.connect(self.update)

    def show_icon(self, name: str, colour: Colour) -> None:
        self._name = name
        self._colour = colour
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = self._theme.pixmap(
            self._name, self._colour, size=self._size, ratio=self.devicePixelRatioF()
        )
        painter = QPainter(self)
        painter.drawPixmap(0, 0, drawn)
