"""Finds parts of the window and presses keys, without the library for tests that costs memory."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

P = TypeVar("P", bound=QObject)


def part(whole: QObject, kind: type[P], name: str = "") -> P:
    """Return the one part of a kind, and of a name if there are several."""
    found = whole.findChildren(kind, name) if name else whole.findChildren(kind)
    if len(found) != 1:
        raise LookupError(f"{len(found)} parts {kind.__name__} {name}")
    return found[0]


def press(widget: QWidget, key: Qt.Key) -> None:
    """Put a key press behind whatever waits in the event loop, as the keyboard does."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.postEvent(widget, event)
