"""What tests of windows need: the program's font, its theme put on light, a desk at work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.theme.theme import SchemeChoice, Theme
from tests.desk import Desk, a_desk
from tests.ui.inbox.invented_day import a_working_day
from tests.ui.inbox.stage import InboxStage, an_inbox
from tests.ui.office import Office, Outside, an_office


@pytest.fixture(autouse=True)
def garbage_of_windows() -> Iterator[None]:
    """Collect it here, as the program does: a lane must not destroy what belongs to Qt.

    Nothing is collected during a test, so all that it made is of the youngest generation.
    """
    gc.disable()
    yield
    gc.collect(0)
    gc.enable()


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Give no test what another one copied, and Qt nothing of Python's to delete at the end."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    install_interface_font(qapp)
    return Theme(qapp)


@pytest.fixture
def theme(dressed: Theme) -> Theme:
    """The theme of the test application, light again for each test."""
    dressed.choose(SchemeChoice.LIGHT)
    return dressed


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as made:
        yield made


@pytest.fixture
def uids(desk: Desk) -> dict[str, UUID]:
    """The cases of the working day; asking for them fills the desk."""
    return a_working_day(desk)


@pytest.fixture
def stage(qtbot, theme: Theme, desk: Desk, uids: dict[str, UUID]) -> Iterator[InboxStage]:
    """The inbox on screen with its first case."""
    with an_inbox(theme, desk.context, desk.lookups) as made:
        made.open(qtbot)
        yield made


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def office(qtbot, theme: Theme, desk: Desk, uids, outside: Outside) -> Iterator[Office]:
    """Somebody signed in, in the middle of the working day."""
    with an_office(qtbot, theme, desk, outside) as made:
        yield made
