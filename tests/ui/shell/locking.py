"""What people do at a PC that is locked, and what can be read on it then."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import ExpectedError
from desktop_app.storage.profile import Profile
from desktop_app.ui.frame import Frame
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from tests import builders
from tests.desk import CHEAP, PASSWORD
from tests.ui.shell.conftest import COLLEAGUES_PASSWORD, password_field, sign_in, wait_for_work

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
WORDS = "Pelapor minta dihubungi lewat tetangganya"


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def lock(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_L, CTRL)
    wait_for_lock(qtbot, window)


def wait_for_lock(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.findChild(SignInScreen).isVisible)
    qtbot.waitUntil(password_field(window).hasFocus)
    qtbot.waitUntil(lambda: window.findChild(Frame) is None or not has_work(window))


def has_work(window: MainWindow) -> bool:
    return any(each.isVisible() for each in window.findChildren(Frame))


def come_back(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> None:
    sign_in(qtbot, window, password)
    wait_for_work(qtbot, window)


def text_field(window: MainWindow) -> QPlainTextEdit | None:
    fields = window.findChildren(QPlainTextEdit, "text")
    return next((each for each in fields if each.isVisible()), None)


def begin_note(qtbot: QtBot, window: MainWindow, words: str = WORDS) -> None:
    press(qtbot, window, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: text_field(window) is not None and text_field(window).hasFocus())
    qtbot.keyClicks(text_field(window), words)


def texts_on_disk(folder: Path, person_uid) -> list[str]:
    """What lies on the disk for somebody, read as a new start would read it."""
    with suppress(ExpectedError):  # it is being closed yet
        return opened_texts(folder, person_uid)
    return ["not closed"]


def opened_texts(folder: Path, person_uid) -> list[str]:
    password = PASSWORD if person_uid == builders.VERIFIER_UID else COLLEAGUES_PASSWORD
    with (
        closing(Profile.open(folder, person_uid, password, cost=CHEAP)) as opened,
        opened.read() as work,
    ):
        return [one.text.words.get("text", "") for one in work.drafts.texts_of(person_uid)]


def readable(widget: QWidget) -> str:
    """Everything that anybody could read on what is visible of a window."""
    labels = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    fields = [each.text() for each in widget.findChildren(QLineEdit) if each.isVisible()]
    return "\n".join((widget.windowTitle(), *labels, *fields))


def form_name(window: MainWindow) -> QLineEdit | None:
    screens = [each for each in window.findChildren(IntakeScreen) if each.isVisible()]
    return screens[0].findChild(QLineEdit, "reporter_name") if screens else None


def warning(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "lock_warning")
    assert found is not None
    return found
