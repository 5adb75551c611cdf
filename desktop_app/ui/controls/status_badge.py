"""A status as icon, word and colour together; painted the same in a row and on a page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says; colour alone never carries it."""

    icon: str
    word: str
    tone: Tone


def badge_size(theme: Theme, badge: Badge) -> QSize:
    """The room `draw_badge` takes."""
    spacing = theme.spacing
    metrics = QFontMetrics(font(TypeStyle.CAPTION))
    width = metrics.horizontalAdvance(badge.word) + spacing.medium + spacing.tiny
    return QSize(width + 2 * spacing.small, metrics.height() + spacing.tiny)


def draw_badge(
    painter: QPainter, theme: Theme, badge: Badge, *, corner: QPoint, grounded: bool = True
) -> QRect:
    """Draw a badge with its top left at `corner` and say where it lies; a delegate's tool too."""
    spacing = theme.spacing
    place = QRect(corner, badge_size(theme, badge))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if grounded:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(badge.tone.soft))
        radius = place.height() / 2
        painter.drawRoundedRect(place, radius, radius)
    device = painter.device()
    icon = theme.pixmap(
        badge.icon, badge.tone.ink, size=spacing.medium, ratio=device.devicePixelRatioF()
    )
    left = place.left() + spacing.small
    painter.drawPixmap(left, place.top() + (place.height() - spacing.medium) // 2, icon)
    painter.setFont(font(TypeStyle.CAPTION))
    painter.setPen(theme.colour(badge.tone.ink))
    words = place.adjusted(spacing.small + spacing.medium + spacing.tiny, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, badge.word)
    painter.restore()
    return place


class StatusBadge(QWidget):
    """A badge on a page."""

    def __init__(self, theme: Theme, badge: Badge) -> None:
        super().__init__()
        self._theme = theme
        self._badge = badge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_badge(badge)
        theme.changed.connect(self.update)

    def show_badge(self, badge: Badge) -> None:
        self._badge = badge
        self.setAccessibleName(badge.word)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return badge_size(self._theme, self._badge)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_badge(painter, self._theme, self._badge, corner=QPoint(0, 0))
