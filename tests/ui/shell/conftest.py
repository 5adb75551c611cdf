"""The real window on a real profile, whose server nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap.desk import open_desk
from desktop_app.bootstrap.way_in import choose_password, known_people, people_of_code
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.access.recovery_code import PrintedCode
from desktop_app.ui.shell.doors import Doors, EnrolForm, OpenDesk
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.theme.theme import Theme
from tests import builders
from tests.desk import PASSWORD, a_desk

# Port 9 (discard) is closed on every machine the tests run on.
NOBODY = "http://127.0.0.1:9"
HINT = "Petunjuk contoh"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with one person and two cases, closed again."""
    with a_desk(tmp_path) as desk:
        desk.registered(title="Lampu jalan padam")
        desk.registered(title="Jalan berlubang")
    return tmp_path / "profile"


def doors_to(folder: Path) -> Doors:
    def unlock(person_uid: UUID, password: str) -> OpenDesk:
        return open_desk(
            folder, person_uid, password, server_url=NOBODY, clock=lambda: builders.NOW
        )

    return Doors(
        known_people=partial(known_people, folder),
        enrol=refuse_code,
        open_desk=unlock,
        people_of_code=partial(people_of_code, folder),
        choose_password=partial(choose_password, folder),
        server_url="https://aduan.contoh.go.id",
        hint=HINT,
    )


def refuse_code(_form: EnrolForm) -> PrintedCode:
    raise ExpectedError(Trouble.CODE_UNKNOWN)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, profile: Path) -> Iterator[MainWindow]:
    yield from shown(qtbot, MainWindow(theme, doors_to(profile)))


@pytest.fixture
def new_window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a PC that has no profile yet."""
    yield from shown(qtbot, MainWindow(theme, doors_to(tmp_path / "new")))


@pytest.fixture
def signed_in(qtbot: QtBot, window: MainWindow) -> MainWindow:
    sign_in(qtbot, window)
    return window


def shown(qtbot: QtBot, window: MainWindow) -> Iterator[MainWindow]:
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.start()
    yield window
    with suppress(RuntimeError):
        window.close()
        window.deleteLater()


def password_field(window: MainWindow) -> QLineEdit:
    """The password of the sign-in page; the set-up has one of its own."""
    field = window.findChild(SignInScreen).findChild(QLineEdit, "password")
    assert isinstance(field, QLineEdit)
    return field


def sign_in(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> None:
    """Type the password and press Enter."""
    field = password_field(window)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, password)
    with qtbot.waitSignal(window.signed_in):
        qtbot.keyClick(field, Qt.Key.Key_Return)
