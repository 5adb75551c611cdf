"""Two starts on one profile make one window."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.single_window import SingleWindow


def test_a_second_start_raises_the_first_window(qtbot: QtBot) -> None:
    owner, instance = QObject(), f"/contoh/{uuid4()}"
    first, second = SingleWindow(instance, owner), SingleWindow(instance, owner)
    assert not first.raise_first()
    with qtbot.waitSignal(first.raised):
        assert second.raise_first()


def test_two_profiles_have_a_window_each(qtbot: QtBot) -> None:
    owner = QObject()
    assert not SingleWindow(f"/contoh/{uuid4()}", owner).raise_first()
    assert not SingleWindow(f"/contoh/{uuid4()}", owner).raise_first()
