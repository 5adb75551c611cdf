"""Where the data does not open, copies are offered in words that say what will happen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap.way_back import way_back_of
from desktop_app.domain.backups import Occasion
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.people_list import PeopleList
from desktop_app.ui.shell.return_screen import ReturnScreen
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.theme.theme import Theme
from tests.builders import NOW
from tests.desk import PASSWORD, a_desk
from tests.storage.backup.conftest import ZONE
from tests.ui.shell.conftest import doors_to, shown


@pytest.fixture
def copied_profile(tmp_path: Path) -> Path:
    """A profile with a case and a copy, closed again."""
    with a_desk(tmp_path) as desk:
        desk.registered()
        desk.profile.copies(ZONE).make(
            Occasion.DAILY, NOW, tell=lambda _: None, cancelled=lambda: False
        )
    return tmp_path / "profile"


@pytest.fixture
def keyless_window(qtbot: QtBot, theme: Theme, copied_profile: Path) -> Iterator[MainWindow]:
    """The window on a PC whose key file is gone."""
    (copied_profile / "keys.json").unlink()
    yield from shown(qtbot, window_on(theme, copied_profile))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with a copy of another PC of the office."""
    folder = tmp_path / "stick"
    folder.mkdir()
    with a_desk(tmp_path / "other") as desk:
        copies = desk.profile.copies(ZONE)
        copies.claim(folder)
        made = copies.make(Occasion.DAILY, NOW, tell=lambda _: None, cancelled=lambda: False)
        copies.carry(made.name, folder, tell=lambda _: None, cancelled=lambda: False)
    return folder


@pytest.fixture
def wrecked_window(qtbot: QtBot, theme: Theme, copied_profile: Path) -> Iterator[MainWindow]:
    """The window on a PC of which nothing can be read any more."""
    (copied_profile / "keys.json").unlink()
    (copied_profile / "office.db").write_bytes(bytes(8192))
    shutil.rmtree(copied_profile / "backups")
    yield from shown(qtbot, window_on(theme, copied_profile))


@pytest.fixture
def copied_window(qtbot: QtBot, theme: Theme, copied_profile: Path) -> Iterator[MainWindow]:
    yield from shown(qtbot, window_on(theme, copied_profile))


def window_on(theme: Theme, profile: Path) -> MainWindow:
    way_back = way_back_of(profile, clock=lambda: NOW)
    return MainWindow(theme, replace(doors_to(profile), way_back=way_back))


def says(page: QWidget, words: str) -> bool:
    return any(words in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def the_page(window: MainWindow) -> ReturnScreen:
    page = window.findChild(ReturnScreen)
    assert page is not None
    return page


def test_a_copy_of_another_pc_is_called_so_before_it_is_chosen(
    qtbot: QtBot, copied_window: MainWindow, stick: Path
):
    copied_window.findChild(SignInScreen).way_back_wanted.emit()
    page = the_page(copied_window)
    page.folder_chosen.emit(stick)
    qtbot.waitUntil(lambda: says(page, "Cadangan ini dari komputer lain"))
    assert "Komputer lain" in page.findChildren(ChoiceBox)[0].currentText()


def test_where_nothing_tells_whose_data_it_was_one_is_asked(
    qtbot: QtBot, wrecked_window: MainWindow, stick: Path
):
    window = wrecked_window
    qtbot.waitUntil(lambda: window.findChild(ReturnScreen) is not None)
    page = the_page(window)
    qtbot.waitUntil(lambda: says(page, "Tidak ada cadangan di sini"))
    page.folder_chosen.emit(stick)
    secret = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    qtbot.waitUntil(secret.hasFocus)
    qtbot.keyClicks(secret, PASSWORD)
    qtbot.keyClick(secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: says(page, "Cadangan ini milik"))
    sure = page.findChild(QPushButton, "sure_of_return")
    assert isinstance(sure, QPushButton)
    qtbot.mouseClick(sure, Qt.MouseButton.LeftButton)
    sign_in_page = window.findChild(SignInScreen)
    assert sign_in_page is not None
    qtbot.waitUntil(lambda: says(sign_in_page, "Data dipulihkan"))


def test_a_lost_key_file_is_said_and_comes_back_by_a_password(
    qtbot: QtBot, keyless_window: MainWindow
):
    window = keyless_window
    qtbot.waitUntil(lambda: window.findChild(ReturnScreen) is not None)
    page = the_page(window)
    qtbot.waitUntil(lambda: says(page, "Berkas kunci di komputer ini hilang atau rusak"))
    secret = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    qtbot.waitUntil(secret.hasFocus)
    qtbot.keyClicks(secret, PASSWORD)
    qtbot.keyClick(secret, Qt.Key.Key_Return)
    sign_in_page = window.findChild(SignInScreen)
    assert sign_in_page is not None
    qtbot.waitUntil(lambda: says(sign_in_page, "Data tidak berubah"))
    qtbot.waitUntil(lambda: window.findChild(PeopleList).count() == 1)
