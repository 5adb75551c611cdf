"""A quiet table of words: no grid, lines wrap, rows by the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from desktop_app.ui.theme.spacing import Spacing
from desktop_app.ui.theme.type_scale import TypeStyle, font

_NO_PARENT = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `share` of the width left by columns without one, `figures` line up right."""

    title: str
    share: int = 0
    figures: bool = False

    @property
    def side(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.figures else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class _Rows(QAbstractTableModel):
    """The words of the table."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: Sequence[tuple[str, ...]] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def change_row(self, place: int, words: tuple[str, ...]) -> None:
        self.rows = [*self.rows[:place], words, *self.rows[place + 1 :]]
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(words) - 1))

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        words = self.rows[index.row()][index.column()]
        match Qt.ItemDataRole(role):
            case Qt.ItemDataRole.DisplayRole:
                return words
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in self.rows[index.row()] if part)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[index.column()].side
            case Qt.ItemDataRole.FontRole:
                return font(TypeStyle.BODY, tabular=True)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.side
        return column.title if role == Qt.ItemDataRole.DisplayRole else None


class PlainTable(QTableView):
    """Shows rows of words; Enter or a double click opens one."""

    opened = Signal(int)  # the place of the row

    def __init__(self, name: str, columns: Sequence[Column], *, whole: bool = False) -> None:
        """Make an empty table; `name` is what a screen reader calls it.

        A `whole` one is as high as its rows: the page around it scrolls.
        """
        super().__init__()
        self._whole = whole
        self._rows = _Rows(columns, self)
        self._shares = [column.share for column in columns]
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(Spacing.of().lines(2))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these in place of what stood here; the chosen place stays."""
        if rows == self._rows.rows:
            return
        place = self.chosen()
        self._rows.show_rows(rows)
        self._share_width()
        if rows and place >= 0:
            self.setCurrentIndex(self._rows.index(min(place, len(rows) - 1), 0))
        if not self.hasFocus():
            self.clearSelection()

    def change_row(self, place: int, words: tuple[str, ...]) -> None:
        """Show other words in one row, as wide as those that stood there."""
        self._rows.change_row(place, words)

    def count(self) -> int:
        return len(self._rows.rows)

    def words(self) -> list[tuple[str, ...]]:
        """What the rows say, for whoever reads the screen aloud."""
        return list(self._rows.rows)

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) row."""
        place = self.chosen() + way
        if 0 <= place < self.count():
            self.selectRow(place)

    def choose(self, place: int) -> None:
        """Make the row at this place the current one; it is lit while the table has the keys."""
        self.setCurrentIndex(self._rows.index(place, 0))
        if not self.hasFocus():
            self.clearSelection()

    def chosen(self) -> int:
        """The place of the current row; -1 while there is none."""
        return self.currentIndex().row()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.count():
            self.selectRow(max(self.chosen(), 0))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Of two tables on a page only the one with the keys shows a chosen row.
        self.clearSelection()

    @override
    def sizeHintForRow(self, row: int) -> int:
        """Leave air above and below words that take several lines."""
        return super().sizeHintForRow(row) + Spacing.of().small

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def _share_width(self) -> None:
        """Give plain columns what their words need, and the others their share of the rest."""
        needed = [
            0 if share else max(self.sizeHintForColumn(place), self._heading_width(place))
            for place, share in enumerate(self._shares)
        ]
        rest = max(0, self.viewport().width() - sum(needed))
        whole = sum(self._shares) or 1
        for place, share in enumerate(self._shares):
            self.setColumnWidth(place, rest * share // whole if share else needed[place])
        self.resizeRowsToContents()
        lines = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        height = lines + Spacing.of().tiny
        self.setMaximumHeight(height)
        if self._whole:
            self.setMinimumHeight(height)

    def _heading_width(self, place: int) -> int:
        return self.horizontalHeader().sectionSizeHint(place)
