"""An error that nobody expected is said once, and Ctrl+C at the terminal ends the program."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.crash import CrashNet


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWidget]:
    """A window above the net; what Python called before is put back."""
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", threading.excepthook)
    window = QWidget()
    qtbot.addWidget(window)
    CrashNet(window)
    window.show()
    yield window
    for box in messages(window):
        box.accept()


def uncaught(error: BaseException) -> None:
    """Let Python tell of an error as of one that no one caught."""
    sys.excepthook(type(error), error, None)


def messages(window: QWidget) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


@pytest.mark.usefixtures("expected_log")
def test_two_errors_show_one_message_without_what_they_held(window: QWidget):
    uncaught(ValueError("Wagiman Contoh"))
    uncaught(ValueError("Wagiman Contoh"))
    (box,) = messages(window)
    assert "kesalahan" in box.text()
    assert "Wagiman" not in box.text() + box.informativeText() + box.detailedText()
    assert window.isVisible()


@pytest.mark.usefixtures("expected_log")
def test_after_it_was_read_the_next_error_shows_again(window: QWidget):
    uncaught(ValueError())
    (box,) = messages(window)
    box.accept()
    uncaught(ValueError())
    assert len(messages(window)) == 1


def test_ctrl_c_at_the_terminal_closes_the_window_as_its_person_would(
    window: QWidget, capsys: pytest.CaptureFixture[str]
):
    uncaught(KeyboardInterrupt())
    assert not window.isVisible()
    assert messages(window) == []
    assert capsys.readouterr().err == ""
