"""Somebody at the counter asks what is held about them: found, checked and printed by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.people import Role
from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.top_bar import TopBar
from tests.desk import Desk
from tests.ui.office import Office, Outside, an_office


def open_page(office: Office) -> None:
    menu = office.find(TopBar).person_menu
    next(one for one in menu.actions() if one.objectName() == "personal_data").trigger()
    assert office.frame.current_section() == "personal_data"


@pytest.fixture
def two_of_one_name(desk: Desk) -> None:
    desk.registered(reporter_name="Wagiman Contoh", title="Laporan pertama")
    desk.registered(reporter_name="Wagiman Contoh", reporter_phone="0813 1111 2222")


def test_somebody_is_found_the_others_are_left_out_and_the_rest_is_drawn(
    qtbot: QtBot, theme: Theme, desk: Desk, two_of_one_name: None
) -> None:
    with an_office(qtbot, theme, desk, Outside()) as office:
        open_page(office)
        office.key(Qt.Key.Key_Return)
        office.key(Qt.Key.Key_Tab)
        office.key(Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), "wagiman contoh")
        office.key(Qt.Key.Key_Return)
        table = office.find(PlainTable, "person_cases")
        qtbot.waitUntil(lambda: table.count() == 2)
        assert table.hasFocus()
        office.click("leave_out")
        assert table.count() == 1
        office.click("answer_person")
        preview = office.dialog(PrintPreview)
        assert preview.isVisible()


def test_nothing_of_anybody_stays_on_the_page_that_was_left(
    qtbot: QtBot, theme: Theme, desk: Desk, two_of_one_name: None
) -> None:
    with an_office(qtbot, theme, desk, Outside()) as office:
        open_page(office)
        office.key(Qt.Key.Key_Tab)
        office.key(Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), "Wagiman Contoh")
        office.key(Qt.Key.Key_Return)
        table = office.find(PlainTable, "person_cases")
        qtbot.waitUntil(lambda: table.count() == 2)
        office.key(Qt.Key.Key_Escape)
        open_page(office)
        assert table.count() == 0
        assert "Wagiman" not in office.words()


def test_who_may_not_answer_is_told_who_may(
    qtbot: QtBot, theme: Theme, desk: Desk, two_of_one_name: None
) -> None:
    as_clerk = replace(desk, context=desk.with_roles(Role.CLERK))
    with an_office(qtbot, theme, as_clerk, Outside()) as office:
        open_page(office)
        office.see("Hanya verifikator")
        for name in ("find_person", "processing_register"):
            button = office.find(QPushButton, name)
            assert not button.isEnabled()
            assert "verifikator" in button.accessibleDescription()
