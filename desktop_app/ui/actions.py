"""Makes the commands of a screen from their rows, and keeps single letters out of fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop_app.ui.action_table import ActionSpec, Place, action_specs, key_hint
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.theme.theme import Theme


def build_actions(
    owner: QWidget, theme: Theme, *, place: Place, handlers: Mapping[str, Callable[[], None]]
) -> dict[str, QAction]:
    """Make one QAction on `owner` for every spec of `place`, by name.

    Raises:
        ValueError: a spec has no handler, or a handler has no spec; both are bugs.
    """
    specs = [spec for spec in action_specs() if spec.place is place]
    unmatched = {spec.name for spec in specs} ^ set(handlers)
    if unmatched:
        message = f"commands and handlers differ in: {', '.join(sorted(unmatched))}"
        raise ValueError(message)
    return {
        spec.name: make_action(owner, theme, spec, handler=handlers[spec.name]) for spec in specs
    }


def make_action(
    owner: QWidget, theme: Theme, spec: ActionSpec, *, handler: Callable[[], None]
) -> QAction:
    """Make the QAction of one spec; its keys work while `owner` is visible."""
    action = QAction(spec.text, owner)
    action.setObjectName(spec.name)
    action.setToolTip(plain_hint(key_hint(spec.text, *spec.keys)))
    theme.put_icon(action, spec.icon)
    keys = [QKeySequence(key) for key in spec.keys]
    if any(len(key) == 1 for key in spec.keys):
        _LetterKeys(action, keys)
    else:
        action.setShortcuts(keys)
    action.triggered.connect(_without_checked(handler))
    owner.addAction(action)
    return action


def field_has_focus() -> bool:
    """Say whether letters typed now belong to a field."""
    focused = QApplication.focusWidget()
    if isinstance(focused, (QLineEdit, QPlainTextEdit, QTextEdit)):
        return not focused.isReadOnly()
    return isinstance(focused, (QAbstractSpinBox, QComboBox))


def _without_checked(handler: Callable[[], None]) -> Callable[[bool], None]:
    def handle(_checked: bool) -> None:
        handler()

    return handle


class _LetterKeys(QObject):
    """Takes an action's letters away while a field has the focus, so that the field gets them."""

    def __init__(self, action: QAction, keys: list[QKeySequence]) -> None:
        super().__init__(action)
        self._action = action
        self._keys = keys
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._weigh)
        self._weigh()

    @Slot()
    def _weigh(self) -> None:
        wanted = [] if field_has_focus() else self._keys
        if self._action.shortcuts() != wanted:
            self._action.setShortcuts(wanted)
