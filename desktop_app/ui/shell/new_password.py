"""The two fields in which a new password is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.key_holders import password_problems
from desktop_app.ui.fields import FieldBlock


class NewPassword:
    """Typed twice, because nobody sees it; a screen puts the blocks where it wants them."""

    def __init__(self) -> None:
        self._field, self.again = QLineEdit(), QLineEdit()
        for field in (self._field, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.blocks = {
            "password": FieldBlock(
                "password",
                QCoreApplication.translate("NewPassword", "Kata sandi baru"),
                self._field,
                hint=QCoreApplication.translate(
                    "NewPassword",
                    "Hanya untuk komputer ini. Paling sedikit 8 huruf atau angka.",
                ),
            ),
            "password_again": FieldBlock(
                "password_again",
                QCoreApplication.translate("NewPassword", "Ulangi kata sandi"),
                self.again,
            ),
        }

    def typed(self) -> str:
        """What stands in the first field."""
        return self._field.text()

    def clear(self) -> None:
        """Keep no password on the page."""
        self._field.clear()
        self.again.clear()

    def problems(self) -> tuple[Problem, ...]:
        """Say what is wrong, fields `password` and `password_again`."""
        found = password_problems(self.typed())
        if not found and self.typed() != self.again.text():
            return (Problem("password_again", ProblemCode.PASSWORDS_DIFFER),)
        return found
