"""What was copied here does not wait in the clipboard for whoever comes next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.clipboard import KEPT_SECONDS, CopiedWords

WORDS = "Bu Contoh, 0812 0000 4321"


@pytest.fixture
def clipboard(qtbot: QtBot) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


class Platform:
    """Knows whose the clipboard is, which the platform without a display does not."""

    ours = True

    def is_ours(self) -> bool:
        return self.ours


def watched(
    clipboard: QClipboard, owner: QObject, *, seconds: float = 0.02
) -> tuple[CopiedWords, Platform]:
    platform = Platform()
    watch = CopiedWords(clipboard, owner, is_ours=platform.is_ours, kept_seconds=seconds)
    return watch, platform


def test_copied_words_are_gone_after_a_while(qtbot: QtBot, clipboard: QClipboard):
    owner = QObject()
    watched(clipboard, owner)
    field = QLineEdit(WORDS)
    qtbot.addWidget(field)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == WORDS
    qtbot.waitUntil(lambda: not clipboard.text())


def test_a_minute_is_left_to_paste_them():
    assert KEPT_SECONDS == 60


def test_words_copied_again_have_their_own_while(clipboard: QClipboard):
    owner = QObject()
    watch, _ = watched(clipboard, owner, seconds=60)
    clipboard.setText("satu")
    clipboard.setText(WORDS)
    assert clipboard.text() == WORDS
    watch.take_back()
    assert not clipboard.text()


def test_what_another_program_copied_since_stays(clipboard: QClipboard):
    owner = QObject()
    watch, platform = watched(clipboard, owner)
    clipboard.setText(WORDS)
    platform.ours = False
    clipboard.setText("kata program lain")
    assert not any(timer.isActive() for timer in watch.findChildren(QTimer))
    watch.take_back()
    assert clipboard.text() == "kata program lain"
