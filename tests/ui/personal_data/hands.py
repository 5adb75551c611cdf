"""What a person does on the page of personal data, and what the desk then holds."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.workflow import MoveName
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.personal_data.question import Question
from desktop_app.ui.top_bar import TopBar
from tests.desk import Desk
from tests.ui.office import Office

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_page(office: Office) -> None:
    menu = office.find(TopBar).person_menu
    next(one for one in menu.actions() if one.objectName() == "personal_data").trigger()
    assert office.frame.current_section() == "personal_data"


def find_by_name(qtbot, office: Office, name: str, *, count: int) -> PlainTable:
    """Search by keyboard, from the first field on."""
    office.key(Qt.Key.Key_Tab)
    office.key(Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), name)
    office.key(Qt.Key.Key_Return)
    table = office.find(PlainTable, "person_cases")
    qtbot.waitUntil(lambda: table.count() == count)
    assert table.hasFocus()
    return table


def give_reason(qtbot, office: Office, name: str, words: str) -> QPlainTextEdit:
    """Type a reason into the question of this name, which has the cursor in it."""
    question = office.find(Question, name)
    qtbot.waitUntil(question.reason.hasFocus)
    qtbot.keyClicks(question.reason, words)
    return question.reason


def state_of(desk: Desk, uid: UUID) -> IdentityState:
    with desk.context.open_read() as work:
        case = work.cases.get(uid)
    assert case is not None
    return case.identity_state


def an_ended_case(desk: Desk, **changes: object) -> UUID:
    """A case that ended today."""
    uid = desk.registered(**changes).case.uid
    for move in (MoveName.VERIFY, MoveName.FOLLOW_UP, MoveName.CLOSE):
        move_case(MoveCase(uid, move, "Sudah."), desk.context)
    return uid
