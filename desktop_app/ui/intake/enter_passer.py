"""Enter on a choice goes on to the next field, as it does from every field of one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from desktop_app.ui.controls.choice_row import ChoiceRow


class EnterPasser(QObject):
    """Keeps Enter from the buttons of a choice, so that the screen behind them gets it."""

    def __init__(self, *choices: ChoiceRow) -> None:
        super().__init__(choices[0])
        for choice in choices:
            for button in choice.findChildren(QAbstractButton):
                button.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.ignore()
            return True
        return False
