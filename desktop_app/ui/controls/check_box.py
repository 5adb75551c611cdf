"""A box to tick, drawn in the program's colours at every scale."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy
from typing_extensions import override

from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme


class CheckBox(QCheckBox):
    """Paints a rounded box with the program's tick; behaves as Qt's own."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text.replace("&", ""))
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        spacing = self._theme.spacing
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        width = self._words_left() + words.width() + spacing.tiny
        return QSize(width, max(spacing.icon, words.height()) + 2 * spacing.tiny)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_box(painter)
        painter.setPen(self._colour(Colour.TEXT))
        painter.drawText(
            self.rect().adjusted(self._words_left(), 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic,
            self.text(),
        )
        if self.hasFocus():
            self._draw_ring(painter)

    def _draw_box(self, painter: QPainter) -> None:
        spacing = self._theme.spacing
        place = QPointF(spacing.tiny, (self.height() - spacing.icon) / 2)
        draw_tick_box(
            painter,
            self._theme,
            place,
            ticked=self.isChecked(),
            usable=self.isEnabled(),
            ratio=self.devicePixelRatioF(),
        )

    def _draw_ring(self, painter: QPainter) -> None:
        spacing = self._theme.spacing
        inset = spacing.ring / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour(Colour.FOCUS), spacing.ring))
        ring = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, spacing.tiny, spacing.tiny)

    def _words_left(self) -> int:
        spacing = self._theme.spacing
        return spacing.tiny + spacing.icon + spacing.small

    def _colour(self, colour: Colour) -> QColor:
        return self._theme.colour(colour if self.isEnabled() else Colour.EDGE)


def draw_tick_box(
    painter: QPainter, theme: Theme, place: QPointF, *, ticked: bool, usable: bool, ratio: float
) -> None:
    """Draw a box as large as an icon at `place`, its left top corner; `ratio` as of the screen."""
    spacing = theme.spacing
    size, pen, inner = spacing.icon, spacing.hairline, spacing.medium
    edge = Colour.ACCENT if ticked and usable else Colour.EDGE
    outline = QRectF(place.x(), place.y(), size, size).adjusted(
        pen / 2, pen / 2, -pen / 2, -pen / 2
    )
    painter.setPen(QPen(theme.colour(edge), pen))
    painter.setBrush(theme.colour(edge if ticked else Colour.SURFACE))
    painter.drawRoundedRect(outline, spacing.tiny, spacing.tiny)
    if ticked:
        tick = theme.pixmap("check", Colour.ON_ACCENT, size=inner, ratio=ratio)
        inset = (size - inner) / 2
        painter.drawPixmap(round(place.x() + inset), round(place.y() + inset), tick)
