"""Whoever leaves leaves nothing in the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.theme.theme import Theme
from tests.ui.shell.conftest import doors_to, password_field, shown, sign_in


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, profile, monkeypatch) -> Iterator[MainWindow]:
    """The window on a platform that knows whose the clipboard is."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    yield from shown(qtbot, MainWindow(theme, doors_to(profile)))


@pytest.mark.parametrize("leave", [MainWindow.sign_out, MainWindow.close])
def test_what_was_copied_goes_with_who_leaves(
    leave: Callable[[MainWindow], object], qtbot: QtBot, window: MainWindow
):
    sign_in(qtbot, window)
    QGuiApplication.clipboard().setText("Bu Contoh, 0812 0000 4321")
    leave(window)
    assert not QGuiApplication.clipboard().text()
    if leave is MainWindow.sign_out:
        qtbot.waitUntil(lambda: password_field(window).hasFocus())
