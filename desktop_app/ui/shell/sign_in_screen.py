"""Sign-in: who, and the password that unlocks this PC's data; no network is needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.key_holders import KeyHolder
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import link_button, primary_button
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.label import caption_label
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.shell.entry_card import EntryCard
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme


class SignInScreen(QWidget):
    """Asks for person and password; Enter signs in."""

    sign_in_wanted = Signal(object, str)  # UUID of the person, password
    code_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._person = ChoiceBox(theme)
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password_block = FieldBlock("password", self.tr("Kata sandi"), self._password)
        self._button = primary_button(theme, self.tr("Masuk"), icon="door-open")
        self._button.setObjectName("sign_in")
        code = link_button(theme, self.tr("Lupa kata sandi atau punya kode?"))
        code.setObjectName("use_code")
        self._banner = Banner(theme, Tone.WARNING)
        self._banner.hide()
        self._hint = caption_label()
        self._hint.hide()
        card = EntryCard(
            theme,
            self.tr("Selamat bertugas"),
            self.tr("Data kantor di komputer ini terkunci. Buka dengan kata sandi Anda."),
        )
        card.column.addWidget(self._banner)
        card.column.addWidget(FieldBlock("person", self.tr("Petugas"), self._person))
        card.column.addWidget(self._password_block)
        card.column.addWidget(self._button)
        card.column.addWidget(code, 0, Qt.AlignmentFlag.AlignHCenter)
        card.column.addWidget(self._hint)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card)
        code.clicked.connect(self.code_wanted)
        self._button.clicked.connect(self._ask)
        self._password.returnPressed.connect(self._ask)

    def show_people(self, people: Sequence[KeyHolder], hint: str) -> None:
        """Offer the people of this PC, with no password typed."""
        self._person.clear()
        for person in people:
            self._person.addItem(person.name, person.uid)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._password.clear()

    def take_keys(self) -> None:
        """Put the cursor into the password."""
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say why the work was locked; nothing where somebody locked it."""
        if words:
            self._banner.show_words(words)
        else:
            self._banner.hide()

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while the password is being checked."""
        self._button.setEnabled(not busy)
        self._button.setText(self.tr("Membuka…") if busy else self.tr("Masuk"))

    def forget_password(self) -> None:
        """Keep no password behind the work."""
        self._password.clear()

    def show_trouble(self, words: str) -> None:
        """Say under the password what went wrong; what was typed is selected, not lost."""
        self.show_busy(busy=False)
        self._password_block.show_problem(words)
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._password.selectAll()

    @Slot()
    def _ask(self) -> None:
        if not self._button.isEnabled():
            return
        person = self._person.currentData()
        if person is None or not self._password.text():
            self._password_block.show_problem(self.tr("Ketik kata sandi Anda."))
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.sign_in_wanted.emit(person, self._password.text())
