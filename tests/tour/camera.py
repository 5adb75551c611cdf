"""Takes a picture of the screen as somebody sees it: the window, and what lies on top of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

_TITLE_HEIGHT = 32
_SHADE = QColor(0, 0, 0, 90)
_INK_DISTANCE = 60


def picture(window: QWidget) -> QImage:
    """Return the window with its dialogs and menus, as large as the window."""
    ground = window.grab()
    painter = QPainter(ground)
    for dialog in _on_top(QDialog):
        painter.fillRect(window.rect(), _SHADE)
        _draw_framed(painter, dialog, window.rect())
    for menu in _on_top(QMenu):
        painter.drawPixmap(window.mapFromGlobal(menu.mapToGlobal(QPoint())), menu.grab())
    painter.end()
    return ground.toImage()


def has_ink(image: QImage) -> bool:
    """Say whether there is something else than one even ground."""
    small = image.scaled(160, 160).convertToFormat(QImage.Format.Format_Grayscale8)
    shades = {small.pixelColor(x, y).lightness() for x in range(160) for y in range(160)}
    return max(shades) - min(shades) > _INK_DISTANCE


def _on_top(kind: type[QWidget]) -> list[QWidget]:
    """List windows of a kind, the one that opened another before it."""
    found = [top for top in QApplication.topLevelWidgets() if isinstance(top, kind)]
    return sorted((top for top in found if top.isVisible()), key=_depth)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


def _draw_framed(painter: QPainter, dialog: QWidget, room: QRect) -> None:
    """Draw a dialog in the middle, with the title that a desktop would put above it."""
    content: QPixmap = dialog.grab()
    place = QRect(0, 0, dialog.width(), dialog.height() + _TITLE_HEIGHT)
    place.moveCenter(room.center())
    place.moveTop(max(place.top(), 0))
    palette = dialog.palette()
    painter.fillRect(place, palette.window())
    title = place.adjusted(_TITLE_HEIGHT // 2, 0, 0, 0)
    title.setHeight(_TITLE_HEIGHT)
    painter.setPen(palette.windowText().color())
    painter.setFont(dialog.font())
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, dialog.windowTitle())
    painter.drawPixmap(place.left(), place.top() + _TITLE_HEIGHT, content)
    painter.setPen(QPen(palette.mid().color(), 1))
    painter.drawRect(place.adjusted(0, 0, -1, -1))
