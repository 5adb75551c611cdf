"""One line of the rail: a section and how many pieces of work wait there."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font


class RailEntry(QPushButton):
    """One section: icon, word and how many pieces of work wait; the word folds away."""

    def __init__(self, theme: Theme, *, title: str, icon: str, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._icon = icon
        self._hint = hint
        self._count = 0
        self._current = False
        self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()
        theme.changed.connect(self.update)

    def set_count(self, count: int) -> None:
        self._count = count
        self._tell()

    def set_current(self, current: bool) -> None:
        self._current = current
        self._tell()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self._tell()
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        spacing = self._theme.spacing
        side = spacing.control + spacing.tiny
        return QSize(side if self._folded else spacing.lines(8), side)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        spacing = self._theme.spacing
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        ink = Colour.ACCENT if self._current else Colour.MUTED
        size = spacing.large_icon
        left = (self.width() - size) // 2 if self._folded else spacing.small
        drawn = self._theme.pixmap(self._icon, ink, size=size, ratio=self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - size) // 2, drawn)
        if not self._folded:
            self._draw_word(painter, left + size + spacing.small)
        if self._count:
            self._draw_count(painter)

    def _draw_ground(self, painter: QPainter) -> None:
        ring = self._theme.spacing.ring
        place = self.rect().toRectF().adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
        ground = Colour.ACCENT_SOFT if self._current else Colour.HOVER
        if self._current or self.underMouse():
            painter.setBrush(self._theme.colour(ground))
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour(Colour.FOCUS), ring))
        radius = self._theme.spacing.units(6)
        painter.drawRoundedRect(place, radius, radius)

    def _draw_word(self, painter: QPainter, left: int) -> None:
        painter.setFont(font(TypeStyle.EMPHASIS if self._current else TypeStyle.BODY))
        painter.setPen(self._theme.colour(Colour.TEXT))
        words = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._title)

    def _draw_count(self, painter: QPainter) -> None:
        spacing = self._theme.spacing
        painter.setFont(font(TypeStyle.CAPTION, tabular=True))
        text = str(self._count)
        width = painter.fontMetrics().horizontalAdvance(text) + spacing.small
        height = spacing.line
        pill = QRect(0, 0, max(width, height), height)
        if self._folded:
            pill.moveTopRight(self.rect().topRight())
        else:
            pill.moveCenter(self.rect().center())
            pill.moveRight(self.width() - spacing.small)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Colour.ACCENT))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(self._theme.colour(Colour.ON_ACCENT))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._title}, {self._count}" if self._count else self._title)
        self.setToolTip(plain_hint(self._hint))
        self.update()
