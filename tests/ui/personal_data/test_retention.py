"""Rules of how long identities are kept: chosen, looked through, run, and ended half-way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.cases import Classification
from desktop_app.domain.people import Role
from desktop_app.domain.reporters import IdentityState
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.personal_data.retention import retention_rules, set_retention_rules
from desktop_app.ui.controls.tick_table import TickTable
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk
from tests.ui.office import Office, Outside, an_office
from tests.ui.personal_data.hands import an_ended_case, open_page, state_of


@pytest.fixture
def ended(desk: Desk) -> list[UUID]:
    """Three that ended more than a year ago, and one that is open."""
    uids = [an_ended_case(desk, reporter_name=f"Rekaan {number}") for number in range(3)]
    desk.registered(reporter_name="Masih Terbuka")
    desk.clock.pass_days(400)
    return uids


@pytest.fixture
def at_page(qtbot: QtBot, theme: Theme, desk: Desk, ended: list[UUID]) -> Iterator[Office]:
    with an_office(qtbot, theme, desk, Outside()) as made:
        open_page(made)
        yield made


@pytest.fixture
def at_list(qtbot: QtBot, theme: Theme, desk: Desk, ended: list[UUID]) -> Iterator[Office]:
    """What is due after a year is listed."""
    set_retention_rules({Classification.COMPLAINT: 12}, desk.context)
    with an_office(qtbot, theme, desk, Outside()) as made:
        open_page(made)
        qtbot.waitUntil(lambda: months(made).text() == "12")
        made.click("list_due")
        qtbot.waitUntil(lambda: table(made).count() == 3)
        yield made


def months(office: Office) -> QLineEdit:
    return office.find(QLineEdit, "months_complaint")


def table(office: Office) -> TickTable:
    return office.find(TickTable, "due_cases")


def agree(office: Office) -> None:
    office.find(QCheckBox, "due_checked").click()
    office.find(QPushButton, "run_retention").click()


def test_rules_are_typed_saved_by_enter_and_shown_again(
    qtbot: QtBot, at_page: Office, desk: Desk
) -> None:
    qtbot.keyClicks(months(at_page), "24")
    assert not at_page.find(QPushButton, "list_due").isEnabled()
    qtbot.keyClick(months(at_page), Qt.Key.Key_Return)
    at_page.see("Masa simpan tersimpan.")
    assert retention_rules(desk.context) == {Classification.COMPLAINT: 24}
    assert at_page.find(QPushButton, "list_due").isEnabled()
    months(at_page).clear()
    qtbot.keyClick(months(at_page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: retention_rules(desk.context) == {})


def test_months_that_are_none_are_said_under_their_field(
    qtbot: QtBot, at_page: Office, desk: Desk
) -> None:
    for wrong in ("0", "dua", "1201", "-3"):
        months(at_page).clear()
        qtbot.keyClicks(months(at_page), wrong)
        at_page.click("save_retention")
        at_page.see("Isi 1 sampai 1200, atau kosongkan.")
        assert months(at_page).hasFocus()
    assert retention_rules(desk.context) == {}


def test_without_rules_nothing_is_due_and_that_is_said(at_page: Office) -> None:
    at_page.click("list_due")
    at_page.see("Belum ada masa simpan yang dipilih")


def test_who_is_ticked_away_stays_and_the_others_go(
    qtbot: QtBot, at_list: Office, desk: Desk, ended: list[UUID]
) -> None:
    listed = table(at_list)
    assert listed.hasFocus()
    assert listed.ticked() == [0, 1, 2]
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert listed.ticked() == [0, 2]
    assert listed.words()[1][0] == "tetap"
    run = at_list.find(QPushButton, "run_retention")
    assert run.text() == "Hapus identitas dari 2 laporan"
    assert not run.isEnabled()
    agree(at_list)
    at_list.see("2 identitas dihapus.")
    states = [state_of(desk, uid) for uid in ended]
    assert states == [IdentityState.ERASED, IdentityState.OPEN, IdentityState.ERASED]
    qtbot.waitUntil(lambda: listed.count() == 1)


def test_a_click_on_the_box_ticks_it_away_and_nothing_ticked_cannot_be_run(
    qtbot: QtBot, at_list: Office
) -> None:
    listed = table(at_list)
    for place in range(3):
        box = listed.visualRect(listed.model().index(place, 0)).center()
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert listed.ticked() == []
    at_list.find(QCheckBox, "due_checked").click()
    run = at_list.find(QPushButton, "run_retention")
    assert not run.isEnabled()
    assert run.accessibleDescription() == "Tidak ada laporan yang dicentang."


def test_what_changed_since_it_was_listed_is_left_and_counted(
    at_list: Office, desk: Desk, ended: list[UUID]
) -> None:
    restrict_reporter(RestrictReporter(ended[0], "Diminta."), desk.context)
    agree(at_list)
    at_list.see("2 identitas dihapus. 1 ditinggalkan karena berubah sejak daftar dibuat.")
    assert state_of(desk, ended[0]) is IdentityState.RESTRICTED


def test_who_may_choose_the_rules_but_not_erase_is_told_so(
    qtbot: QtBot, theme: Theme, desk: Desk, ended: list[UUID]
) -> None:
    as_admin = replace(desk, context=desk.with_roles(Role.OFFICE_ADMIN))
    with an_office(qtbot, theme, as_admin, Outside()) as office:
        open_page(office)
        assert office.find(QPushButton, "save_retention").isEnabled()
        button = office.find(QPushButton, "list_due")
        assert not button.isEnabled()
        assert "verifikator" in button.accessibleDescription()


def test_who_may_do_neither_is_told_who_may(
    qtbot: QtBot, theme: Theme, desk: Desk, ended: list[UUID]
) -> None:
    as_clerk = replace(desk, context=desk.with_roles(Role.CLERK))
    with an_office(qtbot, theme, as_clerk, Outside()) as office:
        open_page(office)
        for name in ("save_retention", "list_due"):
            button = office.find(QPushButton, name)
            assert not button.isEnabled()
            assert "Hanya" in button.accessibleDescription()
        assert months(office).isReadOnly()


@pytest.fixture
def held(at_list: Office) -> Iterator[threading.Event]:
    """The lane of long work is held up until the event is set."""
    ends = threading.Event()
    lanes = at_list.window._lanes
    done: list[object] = []
    lanes.copies.run(at_list.frame, ends.wait, on_done=done.append, on_error=done.append)
    yield ends
    ends.set()


def test_a_run_that_is_ended_says_how_far_it_came(
    qtbot: QtBot, at_list: Office, held: threading.Event, desk: Desk, ended: list[UUID]
) -> None:
    agree(at_list)
    at_list.see("Menghapus identitas")
    for name in ("run_retention", "list_due"):
        assert not at_list.find(QPushButton, name).isEnabled()
    at_list.find(QPushButton, "cancel_retention").click()
    held.set()
    at_list.see("Dihentikan. 0 identitas sudah dihapus; sisanya tetap.")
    assert [state_of(desk, uid) for uid in ended] == [IdentityState.OPEN] * 3
    qtbot.waitUntil(at_list.find(QPushButton, "list_due").isEnabled)


def test_a_run_goes_on_while_somebody_works_elsewhere_and_ends_when_they_leave(
    qtbot: QtBot, at_list: Office, held: threading.Event, desk: Desk, ended: list[UUID]
) -> None:
    agree(at_list)
    at_list.key(Qt.Key.Key_Escape)
    assert at_list.frame.current_section() == "inbox"
    at_list.window.lock()
    held.set()
    qtbot.waitUntil(at_list.window.findChild(SignInScreen).isVisible)
    assert [state_of(desk, uid) for uid in ended] == [IdentityState.OPEN] * 3
