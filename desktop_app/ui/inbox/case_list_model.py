"""All keys of one list and a few pages of its rows, for the list view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from desktop_app.domain.inbox import InboxRow
from desktop_app.ui.inbox.row_words import RowWords

PAGE_ROWS = 100
_PAGES_KEPT = 30
WORDS_ROLE = Qt.ItemDataRole.UserRole

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class CaseListModel(QAbstractListModel):
    """Holds every key at once and asks for the rows of a page when one of them is looked at.

    `page_wanted` tells the number of the answer, the number of the page and its keys; whoever
    fetches them gives all back to `keep_page`, which drops what belongs to an older answer.
    """

    page_wanted = Signal(int, int, object)

    def __init__(
        self, write: Callable[[InboxRow], RowWords] | None = None, parent: QObject | None = None
    ) -> None:
        """Make an empty list; `write` words its rows and must be known before any is shown."""
        super().__init__(parent)
        self._write = write
        self._keys: Sequence[int] = ()
        self._places: dict[int, int] = {}
        self._rows: dict[int, InboxRow | None] = {}
        self._asked: OrderedDict[int, None] = OrderedDict()
        self._answer = 0

    @property
    def keys(self) -> Sequence[int]:
        return self._keys

    def write_with(self, write: Callable[[InboxRow], RowWords]) -> None:
        """Word the rows like this from now on."""
        self._write = write

    def show_keys(self, keys: Sequence[int], first_rows: Sequence[InboxRow | None] = ()) -> None:
        """Replace the list; `first_rows` are its first page, if they came along.

        Rows that were known before stand in until their page comes again.
        """
        self.beginResetModel()
        self._answer += 1
        self._keys = keys
        self._places = {}
        self._asked.clear()
        if len(self._rows) > _PAGES_KEPT * PAGE_ROWS:
            self._rows.clear()
        if first_rows:
            self._rows.update(zip(self._page_keys(0), first_rows, strict=True))
            self._asked[0] = None
        self.endResetModel()

    def read_again(self) -> None:
        """Fetch what is looked at once more, because some of it has changed."""
        self._answer += 1
        self._asked.clear()
        if self._keys:
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))

    def keep_page(self, answer: int, number: int, rows: Sequence[InboxRow | None]) -> None:
        """Take the rows of one page, in the order of its keys; None where a case is gone."""
        if answer != self._answer:
            return
        keys = self._page_keys(number)
        self._rows.update(zip(keys, rows, strict=True))
        first = number * PAGE_ROWS
        self.dataChanged.emit(self.index(first), self.index(first + len(keys) - 1))

    def row(self, place: int) -> InboxRow | None:
        """The row at a place; None while it is not here, or for ever if the case is gone."""
        if not 0 <= place < len(self._keys):
            return None
        return self._rows.get(self._keys[place])

    def place_of(self, key: int) -> int:
        """Where a key stands; -1 when it is not in this list."""
        if not self._places:
            self._places = {each: place for place, each in enumerate(self._keys)}
        return self._places.get(key, -1)

    def place_of_case(self, uid: UUID) -> int:
        """Where a case stands whose row is known here; -1 otherwise."""
        for key, row in self._rows.items():
            if row is not None and row.uid == uid:
                return self.place_of(key)
        return -1

    @override
    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return self._words(index.row())
            case Qt.ItemDataRole.DisplayRole:
                words = self._words(index.row())
                return words.title if words else self._stand_in(index.row())
            case Qt.ItemDataRole.AccessibleTextRole:
                words = self._words(index.row())
                return words.spoken if words else self._stand_in(index.row())
            case _:
                return None

    def _words(self, place: int) -> RowWords | None:
        self._ask_for(place // PAGE_ROWS)
        row = self._rows.get(self._keys[place])
        return self._write(row) if row is not None and self._write is not None else None

    def _stand_in(self, place: int) -> str:
        if self._keys[place] in self._rows:
            return QCoreApplication.translate("CaseList", "Kasus ini tidak ada lagi di sini")
        return QCoreApplication.translate("CaseList", "Sedang memuat")

    def _ask_for(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked[number] = None
        if len(self._asked) > _PAGES_KEPT:
            oldest, _ = self._asked.popitem(last=False)
            for key in self._page_keys(oldest):
                self._rows.pop(key, None)
        self.page_wanted.emit(self._answer, number, self._page_keys(number))

    def _page_keys(self, number: int) -> Sequence[int]:
        return self._keys[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
