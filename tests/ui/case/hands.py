"""What a person does on the page of a case, and what the desk then holds."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit, QWidget

from desktop_app.domain.cases import Status
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.open_case import open_case
from tests.desk import Desk
from tests.ui.inbox.stage import InboxStage

CONTROL = Qt.KeyboardModifier.ControlModifier


def status_of(desk: Desk, uid: UUID) -> Status:
    return open_case(uid, desk.context).case.status


def entries_of(desk: Desk, uid: UUID) -> list[tuple[EntryKind, str]]:
    return [(entry.kind, entry.text) for entry in open_case(uid, desk.context).entries]


def text_field(stage: InboxStage) -> QPlainTextEdit:
    return stage.find(QPlainTextEdit, "text")


def write(qtbot, stage: InboxStage, words: str) -> None:
    qtbot.waitUntil(text_field(stage).hasFocus)
    qtbot.keyClicks(text_field(stage), words)


def other_moves(stage: InboxStage) -> dict[str, QAction]:
    menu = stage.page.sheet.next.findChild(QMenu)
    assert menu is not None
    return {action.objectName(): action for action in menu.actions()}


def words_of(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    labels = widget.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())
