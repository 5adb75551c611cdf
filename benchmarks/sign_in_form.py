"""The sign-in screen as somebody at the keyboard meets it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from benchmarks.hands import part, press
from benchmarks.painted import Painted
from desktop_app.ui.shell.people_list import PeopleList
from desktop_app.ui.shell.sign_in_screen import SignInScreen


class SignInForm:
    """Ready when `painted` is: the person is named and the password can be typed."""

    def __init__(self, window: QWidget) -> None:
        screen = part(window, SignInScreen)
        self._password = part(screen, QLineEdit, "password")
        people = part(screen, PeopleList)
        self.painted = Painted(self._password, lambda: people.count() > 0)

    def enter(self, password: str) -> None:
        """Type the password at once and press Enter."""
        self._password.setText(password)
        press(self._password, Qt.Key.Key_Return)
