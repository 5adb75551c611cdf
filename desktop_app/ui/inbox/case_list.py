"""The list itself: arrows and letters move in it, Enter opens a case wide."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from desktop_app.domain.inbox import InboxRow
from desktop_app.ui.inbox.case_list_delegate import CaseListDelegate
from desktop_app.ui.inbox.case_list_model import CaseListModel
from desktop_app.ui.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class CaseList(QTableView):
    """Keeps the current case, and its place on screen, whatever becomes of the rows around it.

    A table of one column: a list view would lay out every one of ten thousand rows again and
    again, a table with rows of one height lays out none.
    """

    case_chosen = Signal(object)  # UUID
    wide_wanted = Signal()

    def __init__(self, theme: Theme, model: CaseListModel) -> None:
        super().__init__()
        self._model = model
        self._chosen: UUID | None = None
        self.setObjectName("case_list")
        self.setAccessibleName(self.tr("Daftar kasus"))
        self.setItemDelegate(CaseListDelegate(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setModel(model)
        self._lay_out_as_list()
        model.dataChanged.connect(self._tell)
        self.doubleClicked.connect(self.wide_wanted)
        theme.changed.connect(self.viewport().update)

    def show_keys(
        self, keys: Sequence[int], first_rows: Sequence[InboxRow | None] = (), *, from_top: bool
    ) -> None:
        """Replace the rows; stay at the current case where it still is, or begin at the top."""
        place, top = self.currentIndex().row(), self._top_of_current()
        key = self._model.keys[place] if place >= 0 else None
        if from_top:
            self._chosen, key, place, top = None, None, 0, 0
        self._model.show_keys(keys, first_rows)
        kept = self._model.place_of(key) if key is not None else -1
        self._stand_at(kept if kept >= 0 else min(max(place, 0), len(keys) - 1), top)

    def step(self, by: int) -> None:
        """Move to the next or an earlier case, staying inside the list."""
        place = min(max(self.currentIndex().row() + by, 0), len(self._model.keys) - 1)
        self.setCurrentIndex(self._model.index(place))

    def choose(self, uid: UUID) -> bool:
        """Move to a case; say whether its row is known here."""
        place = self._model.place_of_case(uid)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        return place >= 0

    def reveal(self, key: int) -> None:
        """Scroll so that a row can be seen; the current case stays current."""
        self.scrollTo(self._model.index(self._model.place_of(key)))

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._tell()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat() and self.currentIndex().isValid():
            self.wide_wanted.emit()
        elif event.key() in _STEPS and not event.modifiers():
            self.step(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # A table's own Home and End move between columns.
            self.step(len(self._model.keys) * (1 if event.key() == Qt.Key.Key_End else -1))
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; searching row by row would fetch every page."""

    @Slot()
    def _tell(self) -> None:
        """Announce the current case once, as soon as its row is here."""
        row = self._model.row(self.currentIndex().row())
        if row is not None and row.uid != self._chosen:
            self._chosen = row.uid
            self.case_chosen.emit(row.uid)

    def _top_of_current(self) -> int:
        current = self.currentIndex()
        return self.visualRect(current).top() if current.isValid() else 0

    def _stand_at(self, place: int, top: int) -> None:
        if place < 0:
            return
        self.doItemsLayout()
        self.setCurrentIndex(self._model.index(place))
        row_height = self.verticalHeader().defaultSectionSize()
        self.verticalScrollBar().setValue(place * row_height - top)

    def _lay_out_as_list(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        rows.setDefaultSectionSize(self.itemDelegate().sizeHint(option, QModelIndex()).height())
