"""The list that opens under a field while one types part of a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
)

from desktop_app.ui.theme.looks import set_look
from desktop_app.ui.theme.spacing import Spacing

_MOST_ROWS = 7


class PickList(QListView):
    """Lies over the window below its field, or above where there is no room; keys stay there."""

    picked = Signal(int)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._rows = QStringListModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        # A click must not take the focus from the field, or the list would close under it.
        self.setFocusProxy(field)
        set_look(self, "popup", "true")
        self.clicked.connect(self._tell)
        self.hide()

    def open(self, rows: Sequence[str], *, current: int) -> None:
        """Show `rows` with one of them marked; -1 marks none, when a row is only a remark."""
        self._rows.setStringList(list(rows))
        self.setEnabled(current >= 0)
        self.setCurrentIndex(self._rows.index(current))
        self._place(len(rows))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Mark another row, staying inside the list."""
        row = min(max(self.current() + by, 0), self._rows.rowCount() - 1)
        self.setCurrentIndex(self._rows.index(row))

    def current(self) -> int:
        """Return the marked row, -1 for none."""
        return self.currentIndex().row()

    def _place(self, count: int) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        spacing = Spacing.of()
        row = self.sizeHintForRow(0)
        height = row * min(count, _MOST_ROWS) + 2 * (spacing.tiny + spacing.hairline)
        below = self._field.mapTo(window, QPoint(0, self._field.height() + spacing.hairline))
        above = self._field.mapTo(window, QPoint(0, -spacing.hairline)).y() - height
        fits = below.y() + height <= window.height() or above < 0
        self.setGeometry(below.x(), below.y() if fits else above, self._field.width(), height)

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())
