"""Where somebody chooses another password for this PC."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from desktop_app.domain.errors import Problem
from desktop_app.services.access.change_password import ChangePassword
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.fields import FieldBlock, show_problems, size_by_letters
from desktop_app.ui.theme.theme import Theme

_LETTERS = 28


class PasswordCard(Card):
    """The password of now and the new one twice; Enter in the last field changes it."""

    change_wanted = Signal(object)  # ChangePassword

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Kata sandi saya"))
        self.setObjectName("password_card")
        self._old, self._new, self._again = QLineEdit(), QLineEdit(), QLineEdit()
        hint = self.tr("Paling sedikit 8 huruf atau angka.")
        self._blocks = {
            "old": FieldBlock("old", self.tr("Kata sandi sekarang"), self._old),
            "new": FieldBlock("new", self.tr("Kata sandi baru"), self._new, hint=hint),
            "again": FieldBlock("again", self.tr("Ulangi kata sandi baru"), self._again),
        }
        for field in (self._old, self._new, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            size_by_letters(field, _LETTERS)
        for block in self._blocks.values():
            self.body.addWidget(block)
        self._button = quiet_button(theme, self.tr("Ganti kata sandi"), icon="lock", keys="Enter")
        self._button.setObjectName("change_password")
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._button.clicked.connect(self._ask)
        self._again.returnPressed.connect(self._ask)

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while the key is wrapped anew."""
        self._button.setEnabled(not busy)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each sentence under its field and the cursor into the first."""
        self.show_busy(busy=False)
        show_problems(self._blocks, problems)

    def show_wrong(self, words: str) -> None:
        """Say that the password of now is another one."""
        self.show_busy(busy=False)
        self._blocks["old"].show_problem(words)
        self._old.setFocus(Qt.FocusReason.OtherFocusReason)
        self._old.selectAll()

    def clear(self) -> None:
        """Keep no password on the page."""
        self.show_busy(busy=False)
        for block in self._blocks.values():
            block.clear_problem()
        for field in (self._old, self._new, self._again):
            field.clear()

    @Slot()
    def _ask(self) -> None:
        if self._button.isEnabled():
            self.show_busy(busy=True)
            self.change_wanted.emit(
                ChangePassword(self._old.text(), self._new.text(), self._again.text())
            )
