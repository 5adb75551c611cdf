"""A new PC is set up, a known one is unlocked, and what was typed stays where it was typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.people_list import PeopleList
from desktop_app.ui.shell.set_up_screen import SetUpScreen
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from tests.desk import PASSWORD
from tests.ui.shell.conftest import HINT, password_field, sign_in


def text_of(window: MainWindow, name: str) -> str:
    return window.findChild(QLabel, name).text()


def note_of_password(window: MainWindow) -> str:
    return window.findChild(SignInScreen).findChild(QLabel, "password_note").text()


def test_sign_in_asks_for_the_password_of_a_known_person(qtbot: QtBot, window: MainWindow) -> None:
    password = password_field(window)
    qtbot.waitUntil(password.hasFocus)
    assert password.echoMode() is QLineEdit.EchoMode.Password
    assert window.findChild(PeopleList).count() == 1
    assert any(label.text() == HINT for label in window.findChildren(QLabel))


def test_enter_on_the_right_password_opens_the_inbox(qtbot: QtBot, window: MainWindow) -> None:
    sign_in(qtbot, window)
    assert window.findChild(QLabel, "inbox_sums") is not None
    qtbot.waitUntil(lambda: text_of(window, "inbox_sums") == "2")


def test_a_wrong_password_is_said_beside_the_field_and_stays_selected(
    qtbot: QtBot, window: MainWindow
) -> None:
    password = password_field(window)
    qtbot.waitUntil(password.hasFocus)
    qtbot.keyClicks(password, "salah-sekali")
    qtbot.keyClick(password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "tidak cocok" in note_of_password(window))
    assert password.selectedText() != ""
    assert password.hasFocus()


def test_an_empty_password_asks_nothing_of_the_disk(qtbot: QtBot, window: MainWindow) -> None:
    password = password_field(window)
    qtbot.waitUntil(password.hasFocus)
    qtbot.keyClick(password, Qt.Key.Key_Return)
    assert note_of_password(window) == "Ketik kata sandi Anda."


def test_after_signing_out_the_profile_is_locked_and_the_next_person_is_asked(
    qtbot: QtBot, signed_in: MainWindow
) -> None:
    signed_in.sign_out()
    password = password_field(signed_in)
    qtbot.waitUntil(password.hasFocus)
    assert password.text() == ""
    sign_in(qtbot, signed_in, PASSWORD)
    qtbot.waitUntil(lambda: text_of(signed_in, "inbox_sums") == "2")


def test_a_new_pc_is_asked_for_server_code_and_password(
    qtbot: QtBot, new_window: MainWindow
) -> None:
    code = new_window.findChild(QLineEdit, "code")
    qtbot.waitUntil(code.hasFocus)
    assert new_window.findChild(QLineEdit, "server_url").text() == "https://aduan.contoh.go.id"


def test_every_problem_of_the_set_up_stands_under_its_field(
    qtbot: QtBot, new_window: MainWindow
) -> None:
    code = new_window.findChild(QLineEdit, "code")
    qtbot.waitUntil(code.hasFocus)
    screen = new_window.findChild(SetUpScreen)
    qtbot.keyClicks(screen.findChild(QLineEdit, "password"), "pendek")
    qtbot.mouseClick(screen.findChild(QPushButton, "enrol"), Qt.MouseButton.LeftButton)
    notes = {name: screen.findChild(QLabel, f"{name}_note").text() for name in ("code", "password")}
    assert notes["code"] == "Bagian ini wajib diisi."
    assert notes["password"] == "Kata sandi paling sedikit 8 huruf atau angka."
    assert code.hasFocus()


def test_two_different_passwords_are_noticed(qtbot: QtBot, new_window: MainWindow) -> None:
    fill(qtbot, new_window, again="lain-sekali")
    qtbot.keyClick(new_window.findChild(QLineEdit, "password_again"), Qt.Key.Key_Return)
    assert "tidak sama" in text_of(new_window, "password_again_note")


def test_an_unknown_code_is_said_at_the_code_and_everything_typed_stays(
    qtbot: QtBot, new_window: MainWindow, tmp_path: Path
) -> None:
    fill(qtbot, new_window, again="kata-sandi")
    qtbot.keyClick(new_window.findChild(QLineEdit, "password_again"), Qt.Key.Key_Return)
    screen = new_window.findChild(SetUpScreen)
    qtbot.waitUntil(lambda: "tidak dikenal" in screen.findChild(QLabel, "code_note").text())
    assert new_window.findChild(QLineEdit, "code").text() == "ABCD-EFGH-JKLM"
    assert not (tmp_path / "new").exists()


def fill(qtbot: QtBot, window: MainWindow, *, again: str) -> None:
    screen = window.findChild(SetUpScreen)
    code = screen.findChild(QLineEdit, "code")
    qtbot.waitUntil(code.hasFocus)
    qtbot.keyClicks(code, "ABCD-EFGH-JKLM")
    qtbot.keyClicks(screen.findChild(QLineEdit, "password"), "kata-sandi")
    qtbot.keyClicks(screen.findChild(QLineEdit, "password_again"), again)
