"""A one-line field that finds one of many by part of its name; what matches nothing stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop_app.ui.intake.pick_list import PickList
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class Option:
    """What can be picked: `key` in data, `name` and what tells it from namesakes for people."""

    key: str
    name: str
    detail: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} · {self.detail}" if self.detail else self.name


Find = Callable[[str], Sequence[Option]]


class PickField(QLineEdit):
    """Opens a list while one types; arrows and Enter pick, and so does leaving a unique name."""

    picked = Signal()  # another option, or none any more

    def __init__(self, theme: Theme, *, no_match: str, opens_whole: bool) -> None:
        """`opens_whole`: Down and an arrow in the field show every option there is."""
        super().__init__()
        self._no_match = no_match
        self._opens_whole = opens_whole
        self._find: Find = _find_nothing
        self._found: Sequence[Option] = ()
        self._key = ""
        self._list = PickList(self)
        self._list.picked.connect(self._pick_row)
        # Dropped and pasted files are meant for the case, not for this field.
        self.setAcceptDrops(False)
        if opens_whole:
            arrow = QAction(self.tr("Tampilkan semua"), self)
            theme.put_icon(arrow, "chevron-down", colour=Colour.MUTED)
            arrow.triggered.connect(self._open_whole)
            self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._follow)

    def offer(self, find: Find) -> None:
        """Take the options from `find`, which gets what is typed; "" asks for all."""
        self._find = find

    def key(self) -> str:
        """Return the key of the picked option, "" while none is."""
        return self._key

    def show_pick(self, key: str, text: str) -> None:
        """Show an option without telling anyone, or only a text when `key` is empty."""
        self._key = key
        self.setText(text)
        self.setCursorPosition(0)

    def name_pick(self, text: str) -> None:
        """Write the picked option as it is called now; without a pick all typed stays."""
        if self._key and text and text != self.text():
            self.show_pick(self._key, text)

    def settle(self) -> None:
        """Take what was typed if it names exactly one option."""
        self._list.hide()
        typed = self.text().strip().casefold()
        if self._key or not typed:
            return
        exact = [
            option
            for option in self._find(typed)
            if typed in (option.name.casefold(), option.label.casefold())
        ]
        if len(exact) == 1:
            self._pick(exact[0])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._closes_list(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        open_now = self._list.isVisible()
        if self._closes_list(event):
            self._list.hide()
        elif open_now and event.key() in _STEPS and self._found:
            self._list.step(_STEPS[Qt.Key(event.key())])
            self._announce(self._found[self._list.current()].label)
        elif open_now and event.key() in _ENTER and self._found and not event.modifiers():
            self._pick_row(self._list.current())
            self.focusNextChild()
        elif not open_now and event.key() == Qt.Key.Key_Down:
            self._open_again()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.hide()

    @Slot()
    def close_list(self) -> None:
        """Close the list, as when the page below it moves."""
        self._list.hide()

    @Slot()
    def _follow(self) -> None:
        had_pick, self._key = bool(self._key), ""
        if self.text().strip():
            self._open(self._find(self.text()))
        else:
            self._list.hide()
        if had_pick:
            self.picked.emit()

    def _open_again(self) -> None:
        if self._opens_whole:
            self._open_whole()
        elif self.text().strip():
            self._open(self._find(self.text()))

    @Slot()
    def _open_whole(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._open(self._find(""))

    def _open(self, found: Sequence[Option]) -> None:
        self._found = found
        if not found:
            self._list.open([self._no_match], current=-1)
            return
        keys = [option.key for option in found]
        current = keys.index(self._key) if self._key in keys else 0
        self._list.open([option.label for option in found], current=current)

    @Slot(int)
    def _pick_row(self, row: int) -> None:
        self._pick(self._found[row])

    def _pick(self, option: Option) -> None:
        self._list.hide()
        self.show_pick(option.key, option.label)
        self.picked.emit()

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _closes_list(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return is_escape and self._list.isVisible()


def _find_nothing(_typed: str) -> Sequence[Option]:
    return ()
