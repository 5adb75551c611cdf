"""Fails a test that leaves a window open or a thread running behind it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

GRACE = 3.0  # seconds for a lane that was told to stop


@pytest.fixture(autouse=True)
def nothing_is_left_over() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = close_windows() + running_threads(before)
    if left:
        pytest.fail("left over after the test: " + ", ".join(left), pytrace=False)


def close_windows() -> list[str]:
    """Close every window that still shows; return what they were."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"window {type(w).__name__} '{w.windowTitle() or w.objectName()}'" for w in shown]
    for widget in shown:
        widget.hide()  # close() might ask a question
        widget.deleteLater()
    return names


def running_threads(before: set[threading.Thread]) -> list[str]:
    """Wait a moment for threads begun since `before`; return those that stay."""
    begun = [t for t in threading.enumerate() if t not in before and not t.daemon]
    for thread in begun:
        thread.join(GRACE)
    return [f"thread {thread.name}" for thread in begun if thread.is_alive()]
