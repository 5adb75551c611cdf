"""Choosing one of a few: buttons side by side, by mouse, arrows or digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget
from typing_extensions import override

from desktop_app.ui.controls.icon_text_button import IconTextButton
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.looks import set_look
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: the value it stands for, its word, and an icon if it has one."""

    value: str
    word: str
    icon: str = ""


class ChoiceRow(QWidget):
    """One field of buttons of which one is chosen; digits 1-9 choose while it has the focus."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, choices: Sequence[Choice], *, columns: int = 0, digits: bool = False
    ) -> None:
        """Show `choices`, `columns` to a line (all on one if 0), numbered if `digits`."""
        super().__init__()
        self._values = [choice.value for choice in choices]
        self._group = QButtonGroup(self)
        self._digits = digits
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.spacing.tiny)
        for place, choice in enumerate(choices):
            digit = place + 1 if digits and place < _DIGITS else None
            button = _ChoiceButton(theme, choice, digit=digit)
            self._group.addButton(button, place)
            grid.addWidget(button, *divmod(place, columns or len(choices)))
        self._group.idClicked.connect(self._choose)
        self.setFocusProxy(self._group.button(0))

    def value(self) -> str | None:
        """The chosen value; None while nothing is chosen."""
        place = self._group.checkedId()
        return None if place < 0 else self._values[place]

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        button = self._group.button(self._values.index(value))
        button.setChecked(True)
        self.setFocusProxy(button)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DynamicPropertyChange:
            for button in self._group.buttons():
                set_look(button, "invalid", str(self.property("invalid")))
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._digits and plain and 0 <= place < min(_DIGITS, len(self._values)):
            button = self._group.button(place)
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.click()
            return
        super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        self.setFocusProxy(self._group.button(place))
        self.chosen.emit(self._values[place])


class _ChoiceButton(IconTextButton):
    """One of the buttons, with the digit that chooses it at its right."""

    def __init__(self, theme: Theme, choice: Choice, *, digit: int | None) -> None:
        super().__init__(theme, choice.word, kind="choice")
        self._digit = digit
        self.setProperty("numbered", "false" if digit is None else "true")
        self.setCheckable(True)
        self.setObjectName(choice.value)
        if choice.icon:
            self.put_icon(choice.icon, colour=Colour.MUTED, checked=Colour.ACCENT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._digit is None:
            return
        painter = QPainter(self)
        painter.setFont(font(TypeStyle.CAPTION, tabular=True))
        painter.setPen(self._theme.colour(Colour.ACCENT if self.isChecked() else Colour.MUTED))
        place = self.rect().adjusted(0, 0, -self._theme.spacing.medium, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, str(self._digit))
