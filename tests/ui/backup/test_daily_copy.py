"""The copy of the day goes on for weeks, whatever happens to the place it goes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject

from desktop_app.storage.backup.copies import OWN_FOLDER
from desktop_app.ui.backup.daily_copy import DailyCopy
from desktop_app.ui.tasks import Lanes
from tests.desk import Desk


@dataclass
class Daily:
    """The copy of the day of a desk, and the place it goes to."""

    copy: DailyCopy
    place: Path


@pytest.fixture
def daily(qapp, desk: Desk, tmp_path: Path) -> Iterator[Daily]:
    owner = QObject()
    lanes = Lanes.start(owner)
    copies = desk.profile.copies(ZoneInfo("Asia/Jakarta"))
    (profile,) = {path.parent for path in tmp_path.rglob("office.db")}
    yield Daily(DailyCopy(desk.context, copies, lanes, owner), profile / OWN_FOLDER)
    lanes.close()


def test_the_copy_of_the_day_is_made_once(daily: Daily, qtbot):
    with qtbot.waitSignal(daily.copy.looked) as first:
        daily.copy.look()
    assert first.args == [True, False]
    with qtbot.waitSignal(daily.copy.looked) as second:
        daily.copy.look()
    assert second.args == [False, False]


def test_a_place_that_cannot_be_listed_warns_and_is_looked_at_again(daily: Daily, qtbot):
    daily.place.symlink_to(daily.place)
    damaged: list[object] = []
    daily.copy.damaged.connect(damaged.append)
    with qtbot.waitSignal(daily.copy.looked) as warned:
        daily.copy.look()
    assert warned.args == [False, True]
    daily.place.unlink()
    with qtbot.waitSignal(daily.copy.looked) as made:
        daily.copy.look()
    assert made.args == [True, False]
    assert damaged == []
