"""Finds what somebody in front of the screen would find: by its words, or by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

_MAY_BREAK = "\u200b"  # stands where a label may break a long word; nobody sees it

W = TypeVar("W", bound=QWidget)


def front() -> QWidget | None:
    """What takes keys and clicks now: the open menu, else the dialog on top, else the window."""
    return (
        QApplication.activePopupWidget()
        or QApplication.activeModalWidget()
        or QApplication.activeWindow()
    )


def visible(kind: type[W]) -> Iterator[W]:
    """Yield what can be seen of a kind in what is in front."""
    top = front()
    if top is None:
        return
    found = [top] if isinstance(top, kind) else []
    found += top.findChildren(kind)
    # A child that just went may still be listed.
    yield from (widget for widget in found if shiboken6.isValid(widget) and widget.isVisible())


def words_of(widget: QWidget) -> str:
    """Return what is written on a widget."""
    match widget:
        case QAbstractButton() | QLabel():
            return widget.text().replace("&&", "&").replace(_MAY_BREAK, "")
        case QLineEdit():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
    return ""


def named(name: str) -> list[QWidget]:
    """List what has this name for the program or for a screen reader."""
    return [w for w in visible(QWidget) if name in (w.objectName(), w.accessibleName())]


def buttons(words: str) -> list[QAbstractButton]:
    """List the buttons that begin with these words, or have them as their name."""
    return [
        button
        for button in visible(QAbstractButton)
        if words_of(button).startswith(words) or button.accessibleName().startswith(words)
    ]


def says(words: str) -> bool:
    """Say whether these words stand somewhere in sight."""
    return any(
        words in words_of(widget) or words in widget.accessibleName() for widget in visible(QWidget)
    )


def rows(words: str) -> list[tuple[QAbstractItemView, QModelIndex]]:
    """List the rows of lists whose text holds these words."""
    found = []
    for view in visible(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if words in row_words(index):
                found.append((view, index))
    return found


def row_words(index: QModelIndex) -> str:
    """Return what a row says: to the eye, or to a screen reader where it is drawn."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return " ".join(text for role in roles if isinstance(text := index.data(role), str))


def menu_rows(words: str) -> list[tuple[QMenu, QAction]]:
    """List the rows of the open menu that begin with these words."""
    return [
        (menu, action)
        for menu in visible(QMenu)
        for action in menu.actions()
        if action.text().startswith(words)
    ]
