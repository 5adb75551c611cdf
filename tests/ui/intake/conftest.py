"""A counter with a real encrypted desk behind it, open and ready for the next person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk
from tests.ui.intake.counter import Counter


@pytest.fixture
def counter(desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[Counter]:
    made = Counter(theme, desk)
    made.open(qtbot)
    yield made
    made.close()
    assert made.failures == []
