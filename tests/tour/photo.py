"""Draws the invented photographs that reporters and the village bring along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen, QPolygonF

_WIDTH, _HEIGHT = 960, 640
_WATER, _BANK, _SKY = QColor("#6f97a3"), QColor("#71855a"), QColor("#cfe0e6")
_PLANK, _NEW_PLANK, _GAP = QColor("#8d6a45"), QColor("#c89a63"), QColor("#33454b")
_PLANKS = 9


def bridge(path: Path, *, repaired: bool) -> Path:
    """Draw a small plank bridge, with two planks missing unless it is repaired."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_ground(painter)
    for place in range(_PLANKS):
        broken = place in (4, 5)
        colour = (_NEW_PLANK if repaired else _GAP) if broken else _PLANK
        _draw_plank(painter, place, colour)
    _draw_rail(painter)
    painter.end()
    if not image.save(str(path), quality=88):
        raise OSError(path)
    return path


def _draw_ground(painter: QPainter) -> None:
    sky = QLinearGradient(0, 0, 0, _HEIGHT * 0.4)
    sky.setColorAt(0, _SKY.darker(108))
    sky.setColorAt(1, _SKY.lighter(108))
    painter.fillRect(0, 0, _WIDTH, _HEIGHT, sky)
    painter.fillRect(QRectF(0, _HEIGHT * 0.32, _WIDTH, _HEIGHT), _BANK)
    river = QPolygonF(
        [QPointF(0, 330), QPointF(_WIDTH, 300), QPointF(_WIDTH, 520), QPointF(0, 600)]
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_WATER)
    painter.drawPolygon(river)


def _draw_plank(painter: QPainter, place: int, colour: QColor) -> None:
    near, far = _edge(place), _edge(place + 0.9)
    painter.setPen(QPen(colour.darker(140), 2))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([near[0], near[1], far[1], far[0]]))


def _draw_rail(painter: QPainter) -> None:
    painter.setPen(QPen(_PLANK.darker(150), 9))
    for side in (0, 1):
        posts = [_edge(place)[side] for place in (0.0, 4.5, 8.9)]
        tops = [post - QPointF(0, 110 - 7 * number) for number, post in enumerate(posts)]
        for post, top in zip(posts, tops, strict=True):
            painter.drawLine(post, top)
        painter.drawPolyline(QPolygonF(tops))


def _edge(place: float) -> tuple[QPointF, QPointF]:
    """Return both ends of the bridge's edge at a place, 0 the nearest plank."""
    share = place / _PLANKS
    height = 620 - 330 * share
    half = 230 - 130 * share
    return QPointF(480 - half, height), QPointF(480 + half, height)
