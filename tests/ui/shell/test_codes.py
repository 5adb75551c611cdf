"""A forgotten password is solved at the sign-in page, by a colleague's code or the printed one."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import RecoverySheet
from desktop_app.domain.typed_codes import ONE_TIME
from desktop_app.letters.printer import PdfPrinter
from desktop_app.services.access.recovery_code import PrintedCode
from desktop_app.storage.profile import Profile
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.shell.code_screen import CodeScreen
from desktop_app.ui.shell.doors import EnrolForm
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.recovery_code_screen import RecoveryCodeScreen
from desktop_app.ui.shell.set_up_screen import SetUpScreen
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.theme.theme import Theme
from tests import builders
from tests.desk import CHEAP, PASSWORD
from tests.ui.shell.conftest import doors_to, password_field, shown, sign_in

NEW = "sandi yang baru"


@pytest.fixture
def printed_code(profile: Path) -> str:
    with closing(Profile.open(profile, builders.VERIFIER_UID, PASSWORD, cost=CHEAP)) as opened:
        return opened.keys.new_recovery_code()


@pytest.fixture
def one_time_code(profile: Path) -> str:
    with closing(Profile.open(profile, builders.VERIFIER_UID, PASSWORD, cost=CHEAP)) as opened:
        until = builders.NOW + timedelta(days=36_500)
        return opened.keys.give_code(builders.VERIFIER_UID, "Rina Pratiwi", until)


def code_screen(qtbot: QtBot, window: MainWindow) -> CodeScreen:
    """Go there from the sign-in page."""
    qtbot.waitUntil(password_field(window).hasFocus)
    link = window.findChild(SignInScreen).findChild(QPushButton, "use_code")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    return waiting_for_code(qtbot, window)


def waiting_for_code(qtbot: QtBot, window: MainWindow) -> CodeScreen:
    qtbot.waitUntil(lambda: window.findChild(CodeScreen) is not None)
    screen = window.findChild(CodeScreen)
    assert screen is not None
    qtbot.waitUntil(screen.findChild(QLineEdit, "code").hasFocus)
    return screen


def give(qtbot: QtBot, screen: CodeScreen, code: str) -> None:
    field = screen.findChild(QLineEdit, "code")
    qtbot.keyClicks(field, code)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def choose(qtbot: QtBot, window: MainWindow, screen: CodeScreen) -> None:
    """Type the new password twice; Enter signs in."""
    qtbot.waitUntil(screen.findChild(QLineEdit, "password").isVisible)
    for name in ("password", "password_again"):
        qtbot.keyClicks(screen.findChild(QLineEdit, name), NEW)
    with qtbot.waitSignal(window.signed_in):
        qtbot.keyClick(screen.findChild(QLineEdit, "password_again"), Qt.Key.Key_Return)


def test_a_colleagues_code_leads_to_a_new_password_and_into_the_work(
    qtbot: QtBot, window: MainWindow, one_time_code: str, profile: Path
):
    screen = code_screen(qtbot, window)
    give(qtbot, screen, one_time_code.lower())
    choose(qtbot, window, screen)

    window.close()
    Profile.open(profile, builders.VERIFIER_UID, NEW).close()


def test_the_printed_code_lets_the_people_of_the_office_choose(
    qtbot: QtBot, window: MainWindow, printed_code: str
):
    screen = code_screen(qtbot, window)
    give(qtbot, screen, printed_code)
    qtbot.waitUntil(screen.findChild(QComboBox, "person").isVisible)

    assert screen.findChild(QComboBox, "person").count() == 1
    choose(qtbot, window, screen)


def test_neither_code_nor_password_stays_on_the_page(
    qtbot: QtBot, window: MainWindow, printed_code: str
):
    screen = code_screen(qtbot, window)
    give(qtbot, screen, printed_code)
    choose(qtbot, window, screen)

    assert {field.text() for field in screen.findChildren(QLineEdit)} == {""}


def test_a_slip_and_a_wrong_code_are_said_at_the_code(
    qtbot: QtBot, window: MainWindow, printed_code: str
):
    screen = code_screen(qtbot, window)
    note = screen.findChild(QLabel, "code_note")
    give(qtbot, screen, "ABCD")
    qtbot.waitUntil(lambda: "salah ketik" in note.text())
    screen.findChild(QLineEdit, "code").clear()
    give(qtbot, screen, ONE_TIME.new(lambda _: 7))
    qtbot.waitUntil(lambda: "tidak membuka komputer ini" in note.text())
    assert not screen.findChild(QLineEdit, "password").isVisible()


def test_two_different_passwords_are_noticed_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, printed_code: str
):
    screen = code_screen(qtbot, window)
    give(qtbot, screen, printed_code)
    qtbot.waitUntil(screen.findChild(QLineEdit, "password").isVisible)
    qtbot.keyClicks(screen.findChild(QLineEdit, "password"), NEW)
    qtbot.keyClick(screen.findChild(QLineEdit, "password_again"), Qt.Key.Key_Return)

    assert "tidak sama" in screen.findChild(QLabel, "password_again_note").text()
    assert screen.findChild(QLineEdit, "code").text() == printed_code


def test_esc_leads_back_to_the_password(qtbot: QtBot, window: MainWindow):
    screen = code_screen(qtbot, window)
    qtbot.keyClick(screen.findChild(QLineEdit, "code"), Qt.Key.Key_Escape)

    qtbot.waitUntil(password_field(window).hasFocus)


def test_who_is_quicker_than_the_closing_profile_stays_at_the_code(
    qtbot: QtBot, window: MainWindow, printed_code: str
):
    sign_in(qtbot, window)
    window.sign_out()
    link = window.findChild(SignInScreen).findChild(QPushButton, "use_code")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    screen = waiting_for_code(qtbot, window)
    give(qtbot, screen, printed_code)

    choose(qtbot, window, screen)


def test_where_all_have_left_the_printed_code_is_asked_for(
    qtbot: QtBot, theme: Theme, profile: Path
):
    with closing(Profile.open(profile, builders.VERIFIER_UID, PASSWORD, cost=CHEAP)) as opened:
        code = opened.keys.new_recovery_code()
        opened.keys.remove([builders.VERIFIER_UID])
    with contextmanager(shown)(qtbot, MainWindow(theme, doors_to(profile))) as window:
        screen = waiting_for_code(qtbot, window)
        give(qtbot, screen, code)
        choose(qtbot, window, screen)


def test_the_code_of_a_new_pc_is_shown_until_it_is_on_paper(
    qtbot: QtBot, theme: Theme, profile: Path, tmp_path: Path
):
    folder = tmp_path / "new"

    def enrol(_form: EnrolForm) -> PrintedCode:
        copytree(profile, folder, ignore=ignore_patterns("lock"))
        return PrintedCode("LZ5C-UDKY-CUGN-VFD5-RWXV-X3D9", a_sheet())

    doors = replace(doors_to(folder), enrol=enrol)
    with contextmanager(shown)(qtbot, MainWindow(theme, doors)) as window:
        fill_set_up(qtbot, window)
        qtbot.waitUntil(lambda: window.findChild(RecoveryCodeScreen) is not None)
        screen = window.findChild(RecoveryCodeScreen)
        assert screen is not None
        assert screen.findChild(QLabel, "recovery_code").text() == (
            "LZ5C  UDKY  CUGN\nVFD5  RWXV  X3D9"
        )
        qtbot.mouseClick(screen.findChild(QPushButton, "print_code"), Qt.MouseButton.LeftButton)
        preview = window.findChild(PrintPreview)
        assert preview is not None
        assert not preview.findChild(QPushButton, "keep_pdf").isVisible()
        preview.close()
        qtbot.mouseClick(screen.findChild(QPushButton, "code_is_kept"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(password_field(window).isVisible)


def fill_set_up(qtbot: QtBot, window: MainWindow) -> None:
    """Fill the set-up page and press Enter."""
    qtbot.waitUntil(window.findChild(QLineEdit, "code").hasFocus)
    screen = window.findChild(SetUpScreen)
    assert screen is not None
    for name, typed in (("code", "ABCD-EFGH-JKLM"), ("password", NEW), ("password_again", NEW)):
        qtbot.keyClicks(screen.findChild(QLineEdit, name), typed)
    qtbot.keyClick(screen.findChild(QLineEdit, "password_again"), Qt.Key.Key_Return)


def a_sheet() -> bytes:
    return PdfPrinter().recovery_sheet(
        RecoverySheet("Kantor Contoh", "A", "LZ5C-UDKY-CUGN-VFD5-RWXV-X3D9", builders.TODAY)
    )
