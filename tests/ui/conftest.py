"""What every test of a window needs: the program's font, and its theme put on light."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.theme.theme import SchemeChoice, Theme


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
