"""One window on one of two profiles that differ in their encryption alone; obeys line by line.

`python -m benchmarks.programs.twin PROFILE CASES [--plain]` signs in, prints the seconds that took
and those of the password hash, and then for each line of its input (`inbox`, `open`, `save`) the
seconds until the effect was painted.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import cycle
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from benchmarks.hands import part, timed_calls
from benchmarks.painted import Painted
from benchmarks.signed_in import SignedInWindow
from benchmarks.typed_report import typed_report
from benchmarks.waiting import rest, wait_painted
from desktop_app.storage import key_wrap
from desktop_app.ui.case.case_header import CaseHeader
from desktop_app.ui.inbox.case_list_model import CaseListModel
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.intake.saved_card import SavedCard
from tests.markers.plain_storage import open_without_key

_PAUSE_MS = 150
_UNTIL_DRAFT_IS_KEPT_MS = 1200
_CTRL = Qt.KeyboardModifier.ControlModifier


class Twin:
    """The hands at one window."""

    def __init__(self, profile: Path, cases: int) -> None:
        self._desk = SignedInWindow(profile, cases=cases)
        self._model = part(self._desk.window, CaseListModel)
        self._keys = cycle((Qt.Key.Key_Down, Qt.Key.Key_J))
        self._groups = cycle(("group_working", "group_open"))
        self.seconds = self._desk.seconds_to_inbox

    def inbox(self) -> float:
        """Choose another part of the list and wait until it is painted."""
        rest(_PAUSE_MS)
        before = self._model.rowCount()
        chip = part(self._desk.window, QAbstractButton, next(self._groups))
        painted = Painted(self._desk.list.viewport(), lambda: self._model.rowCount() != before)
        begun = perf_counter()
        chip.click()
        return wait_painted(painted) - begun

    def open(self) -> float:
        """Go to the next case and wait until its page is painted."""
        rest(_PAUSE_MS)
        line = part(part(self._desk.window, CaseHeader), QLabel, "case_line")
        row = self._model.row(self._desk.list.currentIndex().row() + 1)
        painted = Painted(line, lambda: row is not None and row.register_number in line.text())
        return self._desk.seconds_until(painted, next(self._keys))

    def save(self) -> float:
        """Save another report and wait until the card with its number is painted."""
        rest(_PAUSE_MS)
        self._desk.press(Qt.Key.Key_N, _CTRL)
        form = part(self._desk.window, IntakeScreen)
        number = part(part(self._desk.window, SavedCard), QLabel, "register_number")
        form.show_draft(typed_report(form.draft().uid))
        QTest.keyClicks(part(form, QLineEdit, "title"), " lagi")
        rest(_UNTIL_DRAFT_IS_KEPT_MS)
        before = number.text()
        painted = Painted(number, lambda: number.text() != before)
        return self._desk.seconds_until(painted, Qt.Key.Key_S, _CTRL)

    def close(self) -> None:
        self._desk.close()


def main() -> None:
    """Sign in, then do what each line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("profile", type=Path)
    parser.add_argument("cases", type=int)
    parser.add_argument("--plain", action="store_true")
    asked = parser.parse_args()
    if asked.plain:
        open_without_key()
    hashes = timed_calls(key_wrap, "hash_secret_raw")
    twin = Twin(asked.profile, asked.cases)
    _tell({"seconds": twin.seconds - sum(hashes), "hash": sum(hashes)})
    deeds = {"inbox": twin.inbox, "open": twin.open, "save": twin.save}
    for line in sys.stdin:
        _tell({"seconds": deeds[line.strip()]()})
    twin.close()


def _tell(facts: dict[str, float]) -> None:
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main()
