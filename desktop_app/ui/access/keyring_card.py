"""Getting in without a password, by the account of the system; off until somebody wants it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from desktop_app.domain.errors import Problem
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.fields import FieldBlock, show_problems, size_by_letters
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

_LETTERS = 28


class KeyringCard(Card):
    """Says what it means before it is turned on, and as long as it is."""

    on_wanted = Signal(str)  # password
    off_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Masuk tanpa kata sandi"))
        self.setObjectName("keyring_card")
        self._is_on = False
        self._state = muted_label()
        self._state.setObjectName("keyring_state")
        self._question = Banner(
            theme,
            Tone.WARNING,
            self.tr(
                "Siapa pun yang memakai akun komputer (akun Windows) ini akan dapat membuka data "
                "kantor sebagai Anda, tanpa kata sandi. Jangan nyalakan bila akun ini dipakai "
                "bersama. Untuk melanjutkan, ketik kata sandi Anda."
            ),
        )
        self._question.setObjectName("keyring_question")
        agree = self._question.add_action(self.tr("Ya, hanya saya pemakainya"), self._agree)
        agree.setObjectName("agree_to_keyring")
        self._question.add_action(self.tr("Batal"), self._take_back)
        self._question.hide()
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        size_by_letters(self._password, _LETTERS)
        self._password.returnPressed.connect(self._agree)
        self._block = FieldBlock("password", self.tr("Kata sandi Anda"), self._password)
        self._block.hide()
        self._trouble = Banner(theme, Tone.BAD)
        self._trouble.setObjectName("keyring_trouble")
        self._trouble.hide()
        self._button = quiet_button(theme, self.tr("Nyalakan untuk saya…"), icon="lock")
        self._button.setObjectName("turn_keyring")
        self._button.clicked.connect(self._turn)
        for part in (self._state, self._question, self._block, self._trouble):
            self.body.addWidget(part)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_state(on=False)

    def show_state(self, *, on: bool) -> None:
        """Say how it is for whoever is signed in."""
        self._is_on = on
        self._button.setEnabled(True)
        if on:
            self._take_back()
        if on:
            self._state.setText(
                self.tr(
                    "Menyala. Siapa pun yang memakai akun komputer tempat Anda menyalakannya "
                    "dapat masuk sebagai Anda. Kata sandi Anda tetap berlaku."
                )
            )
            words = self.tr("Matikan")
        else:
            self._state.setText(
                self.tr(
                    "Mati. Bila akun komputer (akun Windows) ini hanya dipakai Anda, program "
                    "dapat dibuka dengan akun itu. Kata sandi Anda tidak disimpan di sana."
                )
            )
            words = self.tr("Nyalakan untuk saya…")
        self._button.setText(words)
        self._button.setAccessibleName(words)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each sentence under its field."""
        self._button.setEnabled(True)
        show_problems({"password": self._block}, problems)

    def show_wrong(self, words: str) -> None:
        """Say that the password is another one; what was typed is selected."""
        self._button.setEnabled(True)
        self._block.show_problem(words)
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._password.selectAll()

    def show_trouble(self, words: str) -> None:
        """Say why it was not done."""
        self._take_back()
        self._button.setEnabled(True)
        self._trouble.show_words(words)

    def forget(self) -> None:
        """Leave no question open."""
        self._take_back()
        self._trouble.hide()

    @Slot()
    def _take_back(self) -> None:
        """Ask nothing more, and keep no password on the page."""
        self._question.hide()
        self._block.hide()
        self._block.clear_problem()
        self._password.clear()

    @Slot()
    def _turn(self) -> None:
        self._trouble.hide()
        if self._is_on:
            self._button.setEnabled(False)
            self.off_wanted.emit()
        else:
            self._question.show()
            self._block.show()
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _agree(self) -> None:
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self._block.clear_problem()
            self.on_wanted.emit(self._password.text())
