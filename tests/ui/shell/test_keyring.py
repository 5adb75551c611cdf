"""A keyring spares the password, and never stands in its way."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
)
from pytestqt.qtbot import QtBot

from desktop_app.storage.profile import Profile
from desktop_app.ui.shell.main_window import MainWindow
from tests import builders
from tests.desk import CHEAP, PASSWORD
from tests.keyrings import MemoryKeyring, SilentKeyring, the_keyring
from tests.ui.shell.conftest import (
    password_field,
    sign_in,
)
from tests.ui.shell.locking import (
    has_work,
)


def test_whoever_turned_it_on_gets_in_by_the_account_of_the_pc(
    qtbot: QtBot, shared_window: MainWindow, shared_pc: Path
):
    with the_keyring(MemoryKeyring()):
        opened = Profile.open(shared_pc, builders.VERIFIER_UID, PASSWORD, cost=CHEAP)
        with closing(opened):
            opened.keys.open_by_keyring(builders.VERIFIER_UID, "Sari Rekaan")
        shared_window.start()
        button = shared_window.findChild(QPushButton, "use_keyring")
        qtbot.waitUntil(button.isVisible)
        qtbot.keyClick(password_field(shared_window), Qt.Key.Key_Down)
        assert not button.isVisible()  # the colleague has not turned it on
        qtbot.keyClick(password_field(shared_window), Qt.Key.Key_Up)
        with qtbot.waitSignal(shared_window.signed_in):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_keyring_that_never_answers_leaves_the_password(
    qtbot: QtBot, shared_window: MainWindow, shared_pc: Path
):
    opened = Profile.open(shared_pc, builders.VERIFIER_UID, PASSWORD, cost=CHEAP)
    with the_keyring(MemoryKeyring()), closing(opened):
        opened.keys.open_by_keyring(builders.VERIFIER_UID, "Sari Rekaan")
    silent = SilentKeyring()
    with the_keyring(silent):
        shared_window.start()
        button = shared_window.findChild(QPushButton, "use_keyring")
        qtbot.waitUntil(button.isVisible)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not button.isEnabled())
        try:
            sign_in(qtbot, shared_window)
        finally:
            silent.ends.set()
    assert has_work(shared_window)
