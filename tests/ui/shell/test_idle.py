"""A PC that nobody uses warns, and then locks itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.idling import WARNED_S
from desktop_app.storage.profile import Profile
from desktop_app.ui.shell.idle_watch import IdleWatch
from desktop_app.ui.shell.main_window import MainWindow
from tests import builders
from tests.desk import CHEAP, PASSWORD
from tests.ui.shell.conftest import (
    Clock,
    sign_in,
    wait_for_work,
)
from tests.ui.shell.locking import (
    come_back,
    has_work,
    lock,
    readable,
    wait_for_lock,
    warning,
)


def test_nobody_at_the_pc_is_warned_and_then_locked_out(
    qtbot: QtBot, at_work: MainWindow, clock: Clock
):
    watch = at_work.findChild(IdleWatch)
    clock.seconds += 600 - WARNED_S - 1
    watch.look()
    assert warning(at_work).isHidden()
    clock.seconds += 2
    watch.look()
    assert warning(at_work).isVisible()
    assert f"dalam {WARNED_S - 1} detik" in readable(at_work)

    clock.seconds += WARNED_S
    watch.look()
    wait_for_lock(qtbot, at_work)
    assert warning(at_work).isHidden()


@pytest.mark.parametrize("sign", ["key", "mouse"])
def test_any_key_or_movement_stays(qtbot: QtBot, at_work: MainWindow, clock: Clock, sign: str):
    watch = at_work.findChild(IdleWatch)
    clock.seconds += 600 - WARNED_S / 2
    watch.look()
    assert warning(at_work).isVisible()

    if sign == "key":
        QTest.keyClick(at_work.windowHandle(), Qt.Key.Key_Shift)
    else:
        QTest.mouseMove(at_work.windowHandle(), QPoint(300, 300))
        QTest.mouseMove(at_work.windowHandle(), QPoint(310, 300))
    qtbot.waitUntil(warning(at_work).isHidden)
    clock.seconds += 300
    watch.look()
    assert has_work(at_work)


def test_a_locked_screen_does_not_lock_again(qtbot: QtBot, at_work: MainWindow, clock: Clock):
    lock(qtbot, at_work)
    watch = at_work.findChild(IdleWatch)
    clock.seconds += 3600
    at_work.lock()
    assert warning(at_work).isHidden()
    come_back(qtbot, at_work)
    watch.look()
    assert has_work(at_work)


def test_the_setting_of_this_pc_says_when(
    qtbot: QtBot, shared_window: MainWindow, shared_pc: Path, clock: Clock
):
    opened = Profile.open(shared_pc, builders.VERIFIER_UID, PASSWORD, cost=CHEAP)
    with closing(opened), opened.write() as work:
        work.state.set_fact("lock_after_minutes", 1)
        work.commit()
    watch = shared_window.findChild(IdleWatch)
    sign_in(qtbot, shared_window)
    wait_for_work(qtbot, shared_window)
    clock.seconds += 61
    qtbot.waitUntil(lambda: watch.look() is None and not has_work(shared_window))
