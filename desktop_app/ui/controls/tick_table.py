"""A quiet table whose rows are ticked or not, by Space or a click on the box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop_app.ui.controls.check_box import draw_tick_box
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.theme.spacing import Spacing
from desktop_app.ui.theme.theme import Theme

_MOST_LINES = 16


class TickTable(PlainTable):
    """The first column has the box and a word for it, so that nobody needs to see the box."""

    ticks_changed = Signal()

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[Column], *, words: tuple[str, str]
    ) -> None:
        """Make an empty table; `words` say what a tick means, and none."""
        super().__init__(name, columns)
        self._ticked_word, self._other_word = words
        self._boxes = _Boxes(theme, self, ticked=self._ticked_word)
        self.setItemDelegateForColumn(0, self._boxes)
        self.clicked.connect(self._toggle_box)
        theme.changed.connect(self.viewport().update)

    def show_ticked(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these, all of them ticked."""
        self.show_rows([(self._ticked_word, *row) for row in rows])
        self.ticks_changed.emit()

    def ticked(self) -> list[int]:
        """The places of the rows that are ticked, in their order."""
        return [place for place, row in enumerate(self.words()) if row[0] == self._ticked_word]

    def toggle(self, place: int) -> None:
        """Tick the row at this place, or take its tick away."""
        word, *rest = self.words()[place]
        other = self._other_word if word == self._ticked_word else self._ticked_word
        self.change_row(place, (other, *rest))
        self.ticks_changed.emit()

    @override
    def sizeHint(self) -> QSize:
        # Long lists scroll by themselves, so that what comes below stays in reach.
        most = Spacing.of().lines(_MOST_LINES)
        return QSize(super().sizeHint().width(), min(most, self.maximumHeight()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggle(self.chosen())
        else:
            super().keyPressEvent(event)

    def _toggle_box(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(index.row())


class _Boxes(QStyledItemDelegate):
    """Puts the program's box in front of the word."""

    def __init__(self, theme: Theme, table: TickTable, *, ticked: str) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._ticked = ticked

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        size = self._theme.spacing.icon
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(size, size)
        box = self._box(ticked=index.data() == self._ticked)
        icon = QIcon(box)
        icon.addPixmap(box, QIcon.Mode.Selected)  # or the style would tint it
        option.icon = icon

    def _box(self, *, ticked: bool) -> QPixmap:
        size, ratio = self._theme.spacing.icon, self._table.devicePixelRatioF()
        box = QPixmap(QSize(size, size) * ratio)
        box.setDevicePixelRatio(ratio)
        box.fill(Qt.GlobalColor.transparent)
        painter = QPainter(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_tick_box(painter, self._theme, QPointF(0, 0), ticked=ticked, usable=True, ratio=ratio)
        painter.end()
        return box
