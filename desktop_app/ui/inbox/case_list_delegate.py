"""Paints one line of the list: what it is about, where, how it came, and when it is due."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop_app.ui.controls.status_badge import Badge, badge_size, draw_badge
from desktop_app.ui.inbox.case_list_model import WORDS_ROLE, AnyIndex
from desktop_app.ui.inbox.row_words import RowWords
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font

_TITLE_LINES = 2
_SEPARATOR = " · "


class CaseListDelegate(QStyledItemDelegate):
    """Draws three lines of a fixed height: a title of one or two, the rest below it."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = font(TypeStyle.EMPHASIS)
        self._small = font(TypeStyle.CAPTION)
        self._small_tabular = font(TypeStyle.CAPTION, tabular=True)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        spacing = self._theme.spacing
        lines = _TITLE_LINES * spacing.line + self._foot_height() + spacing.units(2)
        return QSize(spacing.lines(12), lines + 2 * spacing.medium)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        words = index.data(WORDS_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option)
        spacing = self._theme.spacing
        room = option.rect.adjusted(spacing.large, spacing.medium, -spacing.large, -spacing.medium)
        if isinstance(words, RowWords):
            if words.overdue:
                self._draw_overdue_bar(painter, option.rect)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._draw_words(painter, words, room, selected=selected)
        else:
            self._draw_stand_in(painter, str(index.data()), room)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        spacing, rect = self._theme.spacing, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(Colour.ACCENT_SOFT))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour(Colour.HOVER))
        line = QRect(rect.left(), rect.bottom(), rect.width(), spacing.hairline)
        painter.fillRect(line, self._theme.colour(Colour.LINE))
        if option.state & QStyle.StateFlag.State_HasFocus:
            pen = spacing.ring
            painter.setPen(QPen(self._theme.colour(Colour.FOCUS), pen))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(pen // 2, pen // 2, -pen // 2, -pen // 2 - 1))

    def _draw_overdue_bar(self, painter: QPainter, rect: QRect) -> None:
        width = self._theme.spacing.tiny
        bar = QRect(rect.left(), rect.top(), width, rect.height() - 1)
        painter.fillRect(bar, self._theme.colour(Colour.BAD))

    def _draw_words(
        self, painter: QPainter, words: RowWords, room: QRect, *, selected: bool
    ) -> None:
        spacing = self._theme.spacing
        right = max(self._draw_due(painter, words, room), self._draw_age(painter, words, room))
        left = room.left()
        if words.confidential:
            left += self._draw_icon(painter, "lock", Colour.MUTED, room.topLeft())
        title = QRect(left, room.top(), room.right() - left - right - spacing.medium, room.height())
        lines = self._draw_title(painter, words.title, title)
        foot = [words.channel, words.number]
        if lines < _TITLE_LINES:
            place = title.translated(room.left() - left, spacing.line)
            self._draw_text(painter, words.place, place, Colour.MUTED, face=self._small)
        else:
            foot.insert(0, words.place)
        # The ground of a badge is too near the ground of the current row to be seen on it.
        badge = self._draw_badge(painter, words.badge, room, grounded=not selected)
        self._draw_foot(painter, _SEPARATOR.join(filter(None, foot)), room, badge)

    def _draw_due(self, painter: QPainter, words: RowWords, room: QRect) -> int:
        if not words.due:
            return 0
        colour = Colour.BAD if words.overdue else Colour.TEXT
        if words.due_today:
            colour = Colour.WARNING
        width = self._draw_right(painter, words.due, room, colour)
        if words.overdue:
            size = self._theme.spacing.medium
            corner = QPoint(room.right() - width - size - self._theme.spacing.tiny, room.top())
            width += self._draw_icon(painter, "alarm-clock", Colour.BAD, corner, size=size)
        return width

    def _draw_age(self, painter: QPainter, words: RowWords, room: QRect) -> int:
        below = room.adjusted(0, self._theme.spacing.line, 0, 0)
        return self._draw_right(painter, words.age, below, Colour.MUTED)

    def _draw_right(self, painter: QPainter, text: str, room: QRect, colour: Colour) -> int:
        width = QFontMetrics(self._small_tabular).horizontalAdvance(text)
        place = QRect(room.right() - width, room.top(), width + 1, self._theme.spacing.line)
        self._draw_text(painter, text, place, colour, face=self._small_tabular)
        return width

    def _draw_icon(
        self, painter: QPainter, name: str, colour: Colour, corner: QPoint, *, size: int = 0
    ) -> int:
        """Draw an icon in the middle of a line; return the room it takes with its gap."""
        spacing = self._theme.spacing
        size = size or spacing.units(14)
        ratio = painter.device().devicePixelRatioF()
        drawn = self._theme.pixmap(name, colour, size=size, ratio=ratio)
        painter.drawPixmap(corner.x(), corner.y() + (spacing.line - size) // 2, drawn)
        return size + spacing.tiny

    def _draw_title(self, painter: QPainter, title: str, room: QRect) -> int:
        """Draw a title in at most two lines, the second cut with dots; return how many."""
        texts = title_lines(title, self._title, room.width())
        for place, text in enumerate(texts):
            line = room.translated(0, place * self._theme.spacing.line)
            self._draw_text(painter, text, line, Colour.TEXT, face=self._title)
        return len(texts)

    def _draw_badge(self, painter: QPainter, badge: Badge, room: QRect, *, grounded: bool) -> QRect:
        size = badge_size(self._theme, badge)
        # Without a ground, the words themselves end where those above them do.
        right = room.right() + 1 + (0 if grounded else self._theme.spacing.small)
        corner = QPoint(right - size.width(), room.bottom() + 1 - size.height())
        return draw_badge(painter, self._theme, badge, corner=corner, grounded=grounded)

    def _draw_foot(self, painter: QPainter, text: str, room: QRect, badge: QRect) -> None:
        spacing = self._theme.spacing
        line = QRect(
            room.left(),
            badge.top() + (badge.height() - spacing.line) // 2,
            badge.left() - room.left() - spacing.medium,
            spacing.line,
        )
        self._draw_text(painter, text, line, Colour.MUTED, face=self._small_tabular)

    def _draw_text(
        self, painter: QPainter, text: str, room: QRect, colour: Colour, *, face: QFont
    ) -> None:
        painter.setFont(face)
        painter.setPen(self._theme.colour(colour))
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        line = QRect(room.left(), room.top(), room.width() + 1, self._theme.spacing.line)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(line, flags, shown)

    def _draw_stand_in(self, painter: QPainter, text: str, room: QRect) -> None:
        self._draw_text(painter, text, room, Colour.MUTED, face=self._small)

    def _foot_height(self) -> int:
        return QFontMetrics(self._small).height() + self._theme.spacing.tiny


def title_lines(title: str, face: QFont, width: int) -> list[str]:
    """Break a title into at most two lines of `width` pixels; what is left over is cut off."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(title, face)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    cut = first.textLength()
    if cut >= len(title):
        return [title]
    # QTextLayout counts in UTF-16; titles hold few signs beyond it, and a cut at a wrong place
    # only moves a letter to the next line.
    return [title[:cut].rstrip(), title[cut:].lstrip()]
