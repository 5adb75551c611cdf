"""Who signs in on this PC, one below the other: a name is chosen by arrow, letter or click."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem
from typing_extensions import override

from desktop_app.domain.key_holders import KeyHolder
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme

_ROW_IN_LINES = 2
_MOST_ROWS = 5  # more are scrolled to, so that the password stays in sight
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleList(QListWidget):
    """One of them is always chosen; Enter or a click goes on to the password."""

    chosen = Signal()  # another one
    settled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._people: tuple[KeyHolder, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(theme.spacing.icon, theme.spacing.icon))
        self.currentRowChanged.connect(self._follow_row)
        self.itemClicked.connect(self.settled)
        theme.changed.connect(self._dress)

    def show_people(self, people: Sequence[KeyHolder]) -> None:
        """Show these; who was chosen stays chosen, if still there."""
        before = self.person()
        self._people = tuple(people)
        self.clear()
        for person in people:
            item = QListWidgetItem(person.name)
            item.setSizeHint(QSize(0, self._theme.spacing.lines(_ROW_IN_LINES)))
            self.addItem(item)
        self._dress()
        rows = min(len(people), _MOST_ROWS)
        self.setFixedHeight(rows * self._theme.spacing.lines(_ROW_IN_LINES))
        self.choose(before.uid if before is not None else None)

    def person(self) -> KeyHolder | None:
        """Who is chosen; None only while nobody is shown."""
        row = self.currentRow()
        return self._people[row] if 0 <= row < len(self._people) else None

    def choose(self, person_uid: UUID | None) -> None:
        """Choose somebody, the first one if that person is not here."""
        uids = [person.uid for person in self._people]
        if uids:
            self.setCurrentRow(uids.index(person_uid) if person_uid in uids else 0)

    def choose_another(self, person_uid: UUID) -> None:
        """Choose the first one who is not this person."""
        others = [person.uid for person in self._people if person.uid != person_uid]
        self.choose(others[0] if others else person_uid)

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) person."""
        row = self.currentRow() + way
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _follow_row(self, row: int) -> None:
        self._dress()
        if row >= 0:
            self.chosen.emit()

    @Slot()
    def _dress(self) -> None:
        for row in range(self.count()):
            colour = Colour.ACCENT if row == self.currentRow() else Colour.MUTED
            self.item(row).setIcon(self._theme.icon("user-round", colour))
