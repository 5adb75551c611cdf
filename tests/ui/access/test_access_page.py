"""The page of who signs in here: a code is read out, a password changed, a sheet printed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.services.access.lock_setting import lock_after
from desktop_app.ui.access.access_page import AccessPage
from desktop_app.ui.access.given_code_card import GivenCodeCard
from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.shell.doors import RoundEnd
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from tests.builders import VERIFIER_UID, a_person
from tests.desk import PASSWORD
from tests.keyrings import MemoryKeyring, RefusingKeyring, the_keyring
from tests.services.people import a_signer
from tests.ui.office import Office

NEW = "sandi yang baru"


@pytest.fixture
def page(qtbot, office: Office) -> AccessPage:
    """The page as the menu behind the name opens it, with a colleague who is not in yet."""
    office.store(lambda work: work.directory.put_person(a_signer()))
    open_page(office)
    office.see("Belum dapat masuk di komputer ini")
    return office.find(AccessPage)


def open_page(office: Office) -> None:
    menu = office.window.findChild(QAction, "access")
    assert menu is not None
    menu.trigger()


def choose(office: Office, place: int) -> None:
    table = office.find(PlainTable, "key_holders")
    table.setFocus()
    table.selectRow(place)


def test_everybody_of_the_office_is_shown_with_their_way_in(office: Office, page: AccessPage):
    words = office.find(PlainTable, "key_holders").words()

    assert words[0] == (office.context.person.name, "Kata sandi")
    assert words[1] == (a_signer().name, "Belum dapat masuk di komputer ini")


def test_a_code_is_shown_large_and_goes_when_it_was_read_out(
    qtbot, office: Office, page: AccessPage
):
    choose(office, 1)
    office.click("let_in")
    office.see("Bacakan kode ini hanya kepada")
    code = office.find(QLabel, "given_code").text()
    assert len(code.split("-")) == 3
    qtbot.waitUntil(lambda: "Kode sampai" in office.find(PlainTable, "key_holders").words()[1][1])

    office.click("code_was_read")

    assert not office.find(GivenCodeCard).isVisible()
    assert code not in office.words(page)


def test_the_choice_goes_with_whoever_was_let_in(qtbot, office: Office, page: AccessPage):
    office.store(lambda work: work.directory.put_person(a_person(uid=uuid4(), name="Aan Rekaan")))
    open_page(office)
    table = office.find(PlainTable, "key_holders")
    qtbot.waitUntil(
        lambda: [row[0] for row in table.words()][1:] == ["Aan Rekaan", a_signer().name]
    )
    choose(office, 2)
    office.click("let_in")
    qtbot.waitUntil(
        lambda: [row[0] for row in table.words()][1:] == [a_signer().name, "Aan Rekaan"]
    )

    assert table.chosen() == 1
    assert office.find(QLabel, "concerned").text() == f"Untuk {a_signer().name}:"


def test_a_code_does_not_stay_when_the_page_is_left(office: Office, page: AccessPage):
    choose(office, 1)
    office.click("let_in")
    office.see("Bacakan kode ini hanya kepada")

    office.key(Qt.Key.Key_Escape)

    assert office.frame.current_section() == "inbox"
    assert office.find(QLabel, "given_code").text() == ""


def test_a_way_in_is_taken_away_after_a_question(qtbot, office: Office, page: AccessPage):
    choose(office, 1)
    office.click("let_in")
    office.see("Bacakan kode ini hanya kepada")
    qtbot.waitUntil(lambda: office.find(QPushButton, "shut_out").isEnabled())
    office.click("shut_out")
    office.see("tidak dapat masuk lagi di komputer ini")

    office.click("agree_to_shut_out")

    office.see("Akses dicabut.")
    assert [holder.uid for holder in office.context.keys.holders()] == [VERIFIER_UID]


def test_ones_own_row_offers_neither_code_nor_end(office: Office, page: AccessPage):
    choose(office, 0)

    assert not office.find(QPushButton, "let_in").isEnabled()
    assert not office.find(QPushButton, "shut_out").isEnabled()


def test_the_own_password_is_changed(qtbot, office: Office, page: AccessPage):
    for name, typed in (("old", PASSWORD), ("new", NEW), ("again", NEW)):
        qtbot.keyClicks(office.find(QLineEdit, name), typed)
    qtbot.keyClick(office.find(QLineEdit, "again"), Qt.Key.Key_Return)

    office.see("Kata sandi sudah diganti.")
    assert office.find(QLineEdit, "old").text() == ""
    assert office.context.keys.is_password(VERIFIER_UID, NEW)


def test_a_wrong_password_of_now_is_said_at_its_field(qtbot, office: Office, page: AccessPage):
    for name, typed in (("old", "salah sekali"), ("new", NEW), ("again", NEW)):
        qtbot.keyClicks(office.find(QLineEdit, name), typed)
    office.click("change_password")

    office.see("Kata sandi tidak cocok")
    assert office.find(QLineEdit, "old").hasFocus()
    assert office.find(QLineEdit, "new").text() == NEW


def test_a_new_printed_code_opens_its_sheet_which_is_kept_in_no_file(
    office: Office, page: AccessPage
):
    office.see("Belum ada kode di atas kertas")
    office.click("new_recovery_code")

    preview = office.dialog(PrintPreview)
    assert preview.pages.pdf.startswith(b"%PDF")
    assert not preview.findChild(QPushButton, "keep_pdf").isVisible()


def test_a_new_code_counts_once_somebody_says_that_it_is_on_paper(
    qtbot: QtBot, office: Office, page: AccessPage
):
    office.click("new_recovery_code")
    office.dialog(PrintPreview).accept()
    office.see("lembar yang lama masih membuka", page)
    assert not office.context.keys.has_recovery_code()

    office.click("new_code_is_kept")
    office.see("lembar yang lama tidak berlaku lagi")
    assert office.context.keys.has_recovery_code()
    qtbot.waitUntil(lambda: "Belum ada kode di atas kertas" not in office.words(page))


def own_password(page: AccessPage) -> QLineEdit:
    """The field in which the password is typed again before the keyring is turned on."""
    field = page.keyring.findChild(QLineEdit, "password")
    assert isinstance(field, QLineEdit)
    return field


def test_the_keyring_says_what_it_means_before_it_is_turned_on(office: Office, page: AccessPage):
    chosen = MemoryKeyring()
    with the_keyring(chosen):
        office.click("turn_keyring")
        assert "tanpa kata sandi. Jangan nyalakan" in office.words(page)
        assert own_password(page).isVisible()
        own_password(page).setText("salah sekali")
        office.click("agree_to_keyring")
        office.see("Kata sandi tidak cocok", page)
        assert chosen.kept == {}
        own_password(page).setText(PASSWORD)
        office.click("agree_to_keyring")
        office.see("Menyala. Siapa pun yang memakai akun", page)
        assert len(chosen.kept) == 1

        office.click("turn_keyring")
        office.see("Kata sandi Anda tidak disimpan di sana", page)
        assert chosen.kept == {}


def test_a_keyring_that_refuses_is_told_and_changes_nothing(office: Office, page: AccessPage):
    with the_keyring(RefusingKeyring()):
        office.click("turn_keyring")
        own_password(page).setText(PASSWORD)
        office.click("agree_to_keyring")
        office.see("terkunci atau menolak", page)
    assert not office.context.keys.holders()[0].has_keyring


def test_the_minutes_until_the_lock_are_chosen_for_the_pc(office: Office, page: AccessPage):
    office.see("Kunci otomatis")
    office.click("30")
    office.see("Layar terkunci setelah 30 menit")
    assert lock_after(office.context) == 30


def test_who_has_left_the_service_is_told_at_the_sign_in_page(qtbot, office: Office):
    office.outside.ends.append(RoundEnd(shut_out=True))

    office.key(Qt.Key.Key_F9)

    office.see("Anda tidak lagi terdaftar sebagai petugas kantor ini")
    assert office.find(SignInScreen).isVisible()
