"""Paints one line of the timeline: a slim fact, or writing on a ground that says for whom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop_app.ui.case.timeline_lines import Journey, LineLook, TimelineLine, journey_words
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font

LINE_ROLE = Qt.ItemDataRole.UserRole
_GROUNDS = {LineLook.INTERNAL: Colour.WARNING_SOFT, LineLook.PUBLIC: Colour.RAISED}
_REACH_ICONS = {LineLook.INTERNAL: "lock", LineLook.PUBLIC: "eye"}
_JOURNEY_LOOKS = {
    Journey.UNSENT: ("upload", Colour.MUTED),
    Journey.REFUSED: ("ban", Colour.WARNING),
}
_LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class _Laid:
    """The three texts of a line, broken for one width."""

    heading: QTextLayout
    text: QTextLayout | None
    byline: QTextLayout
    height: int


class TimelineDelegate(QStyledItemDelegate):
    """Internal notes are tinted, what the reporter may read is plain, facts have no ground.

    Painted and not built of widgets: a long story would take the window's breath away.
    """

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._body = font(TypeStyle.BODY)
        self._emphasis = font(TypeStyle.EMPHASIS)
        self._caption = font(TypeStyle.CAPTION)
        self._laid: dict[tuple[TimelineLine, int], _Laid] = {}

    def forget(self) -> None:
        """Drop what was laid out for another case or another width."""
        self._laid.clear()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._lay(index.data(LINE_ROLE), width).height)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: TimelineLine = index.data(LINE_ROLE)
        laid = self._lay(line, option.rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 0, 0, -self._theme.spacing.small)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._draw_ground(painter, line, box, focused=focused)
        self._draw_line(painter, line, laid, box)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, line: TimelineLine, box: QRect, *, focused: bool
    ) -> None:
        spacing = self._theme.spacing
        ground = _GROUNDS.get(line.look)
        edge = Colour.LINE if line.look is LineLook.PUBLIC else ground
        pen = spacing.hairline
        if focused:
            edge, pen = Colour.FOCUS, spacing.ring
        if edge is None:
            return
        painter.setPen(QPen(self._theme.colour(edge), pen))
        painter.setBrush(self._theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        half = pen / 2
        outline = box.toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(outline, spacing.small, spacing.small)

    def _draw_line(self, painter: QPainter, line: TimelineLine, laid: _Laid, box: QRect) -> None:
        spacing = self._theme.spacing
        slim = line.look is LineLook.SLIM
        left, top = self._left(box), box.top() + self._above(line)
        ink = Colour.MUTED if slim else Colour.TEXT
        self._draw_icon(painter, line.icon, ink, box.left() + spacing.medium, top)
        if line.reach:
            self._draw_right(painter, _REACH_ICONS[line.look], line.reach, box, top)
        top = self._draw_text(painter, laid.heading, Colour.TEXT, left, top)
        if laid.text is not None:
            top = self._draw_text(painter, laid.text, Colour.TEXT, left, top + spacing.units(2))
        top += spacing.units(2)
        on_its_way = journey_words(line.journey)
        if on_its_way:
            icon, colour = _JOURNEY_LOOKS[line.journey]
            self._draw_right(painter, icon, on_its_way, box, top, colour=colour)
        self._draw_text(painter, laid.byline, Colour.MUTED, left, top)

    def _draw_text(
        self, painter: QPainter, layout: QTextLayout, colour: Colour, left: int, top: int
    ) -> int:
        painter.setPen(self._theme.colour(colour))
        layout.draw(painter, QPointF(left, top))
        return top + _height(layout)

    def _draw_right(
        self,
        painter: QPainter,
        icon: str,
        words: str,
        box: QRect,
        top: int,
        *,
        colour: Colour = Colour.MUTED,
    ) -> None:
        """Draw small words with their icon at the right end of a line."""
        spacing = self._theme.spacing
        metrics = QFontMetrics(self._caption)
        left = box.right() - spacing.medium - metrics.horizontalAdvance(words)
        painter.setFont(self._caption)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(left, top + metrics.ascent(), words)
        size = spacing.medium
        self._draw_icon(painter, icon, colour, left - size - spacing.tiny, top, size=size)

    def _draw_icon(
        self, painter: QPainter, name: str, colour: Colour, left: int, top: int, *, size: int = 0
    ) -> None:
        size = size or self._theme.spacing.icon
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(left, top, self._theme.pixmap(name, colour, size=size, ratio=ratio))

    def _lay(self, line: TimelineLine, width: int) -> _Laid:
        key = (line, width)
        if key not in self._laid:
            self._laid[key] = self._lay_anew(line, width)
        return self._laid[key]

    def _lay_anew(self, line: TimelineLine, width: int) -> _Laid:
        spacing = self._theme.spacing
        room = width - self._left(QRect()) - spacing.medium
        metrics = QFontMetrics(self._caption)
        aside = spacing.wide + spacing.medium
        reach = metrics.horizontalAdvance(line.reach) + aside if line.reach else 0
        journey = journey_words(line.journey)
        unsent = metrics.horizontalAdvance(journey) + aside if journey else 0
        face = self._body if line.look is LineLook.SLIM else self._emphasis
        heading = _broken(line.heading, face, room - reach)
        text = _broken(line.text, self._body, room) if line.text else None
        byline = _broken(line.byline, self._caption, room - unsent)
        height = _height(heading) + spacing.units(2) + _height(byline) + 2 * self._above(line)
        if text is not None:
            height += _height(text) + spacing.units(2)
        return _Laid(heading, text, byline, height + spacing.small)

    def _left(self, box: QRect) -> int:
        spacing = self._theme.spacing
        return box.left() + spacing.medium + spacing.icon + spacing.medium

    def _above(self, line: TimelineLine) -> int:
        spacing = self._theme.spacing
        return spacing.units(2) if line.look is LineLook.SLIM else spacing.medium


def _broken(text: str, face: QFont, width: int) -> QTextLayout:
    """Break a text into lines of `width` pixels, long words anywhere."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), face)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _height(layout: QTextLayout) -> int:
    return round(layout.boundingRect().height())
