"""A signed-in window for rows that press keys in it."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtTest import QTest

from benchmarks.first_inbox import FirstInbox
from benchmarks.hands import part
from benchmarks.office import CASES, PASSWORD
from benchmarks.painted import Painted
from benchmarks.real_window import open_real_window
from benchmarks.sign_in_form import SignInForm
from benchmarks.waiting import rest, wait_for, wait_painted
from desktop_app.services.context import DeskContext
from desktop_app.ui.inbox.case_list import CaseList

_REST_MS = 1000
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class SignedInWindow(QObject):
    """The real window at rest: the list and the first case are shown, the first round is over."""

    def __init__(self, profile: Path, *, server_url: str = "", cases: int = CASES) -> None:
        """Sign in to a profile that holds so many cases."""
        super().__init__()
        self._real = open_real_window(profile, server_url=server_url)
        self._errors: list[Exception] = []
        self.window = self._real.window
        self.window.failed.connect(self._note)
        self.window.activateWindow()
        form = SignInForm(self.window)
        wait_painted(form.painted)
        inbox = FirstInbox(self.window, cases)
        begun = perf_counter()
        form.enter(PASSWORD)
        wait_for(inbox.usable)
        self.seconds_to_inbox = inbox.usable_at - begun
        self.list = part(self.window, CaseList)
        self.rounds = inbox.rounds
        wait_for(self.rounds.finished)
        rest(_REST_MS)

    @property
    def context(self) -> DeskContext:
        """What the use cases of this desk are given."""
        return self._real.desks[-1].context

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._real.app.focusWidget() or self.window, key, modifiers)

    def seconds_until(
        self, painted: Painted, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER
    ) -> float:
        """Press a key and return the seconds until the painting that shows its effect."""
        begun = perf_counter()
        self.press(key, modifiers)
        seconds = wait_painted(painted) - begun
        self.check()
        return seconds

    def check(self) -> None:
        """Raise what the window has reported as unexpected."""
        if self._errors:
            raise self._errors[0]

    def close(self) -> None:
        """Close the window as its person would."""
        self.check()
        self.window.close()

    @Slot(object)
    def _note(self, error: Exception) -> None:
        self._errors.append(error)
