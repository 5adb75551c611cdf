"""Finds parts of the window, presses keys, times calls; the library for tests costs memory."""

from __future__ import annotations

from time import perf_counter
from typing import Any, TypeVar

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


def timed_calls(module: Any, name: str) -> list[float]:
    """Have a function of a module note the seconds of each of its calls in the returned list."""
    function = getattr(module, name)
    taken: list[float] = []

    def timed_call(*arguments: Any, **named: Any) -> Any:
        begun = perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            taken.append(perf_counter() - begun)

    setattr(module, name, timed_call)
    return taken
