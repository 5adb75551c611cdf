"""What belongs to Qt is destroyed in the thread of the window, whichever thread makes garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_app.ui.garbage import GarbageCollector
from tests.ui.foundation.threads import ThreadNotes


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # as Python has it, whatever another test left
    made = GarbageCollector(qapp)
    yield made
    made.deleteLater()
    gc.set_threshold(*before)


def garbage() -> None:
    """Leave a hundred thousand objects that only the collector can find."""
    for _ in range(50_000):
        one: list[object] = []
        one.append([one])


def let_go(destroyed_in: ThreadNotes) -> None:
    """Leave an object of Qt behind that holds itself."""
    lost = QObject()
    lost.destroyed.connect(destroyed_in.note)
    lost.held = lost  # type: ignore[attr-defined]  # any name will do


def test_a_lane_that_makes_much_garbage_destroys_nothing_of_the_window(
    collector: GarbageCollector, qapp: QApplication
):
    destroyed_in = ThreadNotes()
    let_go(destroyed_in)
    lane = threading.Thread(target=garbage)
    lane.start()
    lane.join()
    assert destroyed_in.seen == []
    collector.look()
    assert destroyed_in.seen == [qapp.thread()]


def test_it_is_looked_for_by_itself(collector: GarbageCollector, qtbot):
    destroyed_in = ThreadNotes()
    let_go(destroyed_in)
    garbage()
    qtbot.waitUntil(lambda: destroyed_in.seen != [])


def test_little_is_left_until_there_is_more(collector: GarbageCollector):
    gc.collect()
    destroyed_in = ThreadNotes()
    let_go(destroyed_in)
    collector.look()
    assert destroyed_in.seen == []
