"""The program's picture, for the rail and the sign-in page."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop_app import bundled


class ProgramMark(QWidget):
    """The program's picture, as it stands on the task bar."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(str(bundled.path("app", "loket-aduan.svg")), self)
        self.setFixedSize(size, size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._renderer.render(painter, self.rect().toRectF())
