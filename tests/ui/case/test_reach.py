"""Whoever works without eyes or without a mouse finds everything on inbox and case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.ui.case.case_tabs import CaseTab
from tests.ui.inbox.stage import InboxStage

State = Callable[[InboxStage], None]


def at_rest(stage: InboxStage) -> None:
    """The inbox as it opens."""


def writing(stage: InboxStage) -> None:
    stage.case.note()


def assigning(stage: InboxStage) -> None:
    stage.case.assign()


def correcting(stage: InboxStage) -> None:
    stage.find(QPushButton, "correct").click()


def reading_the_story(stage: InboxStage) -> None:
    stage.page.sheet.tabs.open_tab(CaseTab.TIMELINE)


def among_the_files(stage: InboxStage) -> None:
    stage.page.sheet.tabs.open_tab(CaseTab.FILES)


def among_the_letters(stage: InboxStage) -> None:
    stage.page.sheet.tabs.open_tab(CaseTab.LETTERS)


def alone_with_the_case(stage: InboxStage) -> None:
    stage.screen.open_wide()


STATES: list[State] = [
    at_rest,
    writing,
    assigning,
    correcting,
    reading_the_story,
    among_the_files,
    among_the_letters,
    alone_with_the_case,
]


@pytest.mark.parametrize("state", STATES)
def test_everything_that_takes_the_focus_has_a_name(qtbot, stage: InboxStage, uids, state: State):
    stage.go_to(qtbot, uids["late"])
    state(stage)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in stage.screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


@pytest.mark.parametrize("state", STATES)
def test_tab_goes_round_and_comes_back(qtbot, stage: InboxStage, uids, state: State):
    stage.go_to(qtbot, uids["late"])
    state(stage)
    start = stage.screen.focusWidget()
    seen = []
    for _ in range(60):
        stage.screen.focusNextChild()
        seen.append(stage.screen.focusWidget())
        if seen[-1] is start:
            break
    assert seen[-1] is start
    assert all(widget.isVisible() for widget in seen)
