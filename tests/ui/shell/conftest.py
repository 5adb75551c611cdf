"""The real window on a real profile, whose server nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap.desk import open_desk, open_desk_by_keyring
from desktop_app.bootstrap.known_people import known_people
from desktop_app.bootstrap.way_in import (
    choose_password,
    code_is_on_paper,
    keyring_secret,
    people_of_code,
)
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.idling import Instant
from desktop_app.services.access.recovery_code import PrintedCode
from desktop_app.storage.profile import Profile
from desktop_app.ui.inbox.case_list import CaseList
from desktop_app.ui.shell.doors import Doors, EnrolForm, OpenDesk
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.theme.theme import Theme
from tests import builders
from tests.desk import CHEAP, PASSWORD, a_desk
from tests.services.people import CAMAT_UID, a_signer

# Port 9 (discard) is closed on every machine the tests run on.
NOBODY = "http://127.0.0.1:9"
HINT = "Petunjuk contoh"
COLLEAGUES_PASSWORD = "gunung biru 9"
TITLES = ("Lampu jalan padam", "Jalan berlubang")


@dataclass
class Clock:
    """Both clocks of a PC, moved by hand."""

    seconds: float = 1000.0

    def __call__(self) -> Instant:
        return Instant(self.seconds, self.seconds)


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

    def unlock_by_keyring(person_uid: UUID, secret: str) -> OpenDesk:
        return open_desk_by_keyring(
            folder, person_uid, secret, server_url=NOBODY, clock=lambda: builders.NOW
        )

    return Doors(
        known_people=partial(known_people, folder),
        enrol=refuse_code,
        open_desk=unlock,
        people_of_code=partial(people_of_code, folder),
        choose_password=partial(choose_password, folder),
        code_is_on_paper=partial(code_is_on_paper, folder),
        keyring_secret=partial(keyring_secret, folder),
        open_desk_by_keyring=unlock_by_keyring,
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


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shared_pc(profile: Path) -> Path:
    """The profile with a second person who signs in on it."""
    with closing(Profile.open(profile, builders.VERIFIER_UID, PASSWORD, cost=CHEAP)) as opened:
        with opened.write() as work:
            work.directory.put_person(a_signer())
            work.commit()
        opened.keys.set_password(CAMAT_UID, a_signer().name, COLLEAGUES_PASSWORD)
    return profile


@pytest.fixture
def shared_window(
    qtbot: QtBot, theme: Theme, shared_pc: Path, clock: Clock
) -> Iterator[MainWindow]:
    yield from shown(qtbot, MainWindow(theme, doors_to(shared_pc), now=clock))


@pytest.fixture
def at_work(qtbot: QtBot, shared_window: MainWindow) -> MainWindow:
    sign_in(qtbot, shared_window)
    wait_for_work(qtbot, shared_window)
    return shared_window


def wait_for_work(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(CaseList)))
    qtbot.waitUntil(lambda: title(window) in TITLES)


def title(window: MainWindow) -> str:
    labels = window.findChildren(QLabel, "case_title")
    return next((label.text() for label in labels if label.isVisible()), "")
