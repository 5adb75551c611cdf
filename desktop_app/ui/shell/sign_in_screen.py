"""Sign-in: who, and the password that unlocks this PC's data; no network is needed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.key_holders import KeyHolder
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import link_button, primary_button, quiet_button
from desktop_app.ui.controls.label import caption_label
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.shell.entry_card import EntryCard
from desktop_app.ui.shell.people_list import PeopleList
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SignInScreen(QWidget):
    """Asks for person and password; Enter signs in, the arrows choose the person."""

    sign_in_wanted = Signal(object, str)  # UUID of the person, password
    keyring_wanted = Signal(object)  # UUID of the person
    code_wanted = Signal()
    way_back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._person = PeopleList(theme)
        self._password = _Password()
        self._password_block = FieldBlock("password", self.tr("Kata sandi"), self._password)
        self._button = primary_button(theme, self.tr("Masuk"), icon="door-open")
        self._button.setObjectName("sign_in")
        self._keyring = quiet_button(
            theme, self.tr("Buka dengan akun komputer ini"), icon="smartphone"
        )
        self._keyring.setObjectName("use_keyring")
        self._keyring.hide()
        self._code = link_button(theme, self.tr("Lupa kata sandi atau punya kode?"))
        self._code.setObjectName("use_code")
        self._way_back = quiet_button(theme, self.tr("Pulihkan dari cadangan…"), icon="undo-2")
        self._way_back.setObjectName("way_back")
        self._way_back.hide()
        self._way_back.clicked.connect(self.way_back_wanted)
        self._banner = Banner(theme, Tone.WARNING)
        self._banner.hide()
        self._hint = caption_label()
        self._hint.hide()
        self._card = EntryCard(theme, "", "")
        self._held = ""
        self._lay_out()
        self._button.clicked.connect(self._ask)
        self._password.returnPressed.connect(self._ask)
        self._password.step_wanted.connect(self._person.step)
        self._person.chosen.connect(self._follow_person)
        self._person.settled.connect(self.take_keys)
        self._keyring.clicked.connect(self._ask_keyring)
        self._code.clicked.connect(self.code_wanted)
        self.welcome()

    def show_people(self, people: Sequence[KeyHolder], hint: str) -> None:
        """Offer the people of this PC; a password that is being typed stays."""
        self._person.show_people(people)
        self._way_back.hide()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def welcome(self) -> None:
        """Stand in front of work that nobody has begun."""
        self._held = ""
        self._card.say(
            self.tr("Selamat bertugas"),
            self.tr("Data kantor di komputer ini terkunci. Buka dengan kata sandi Anda."),
        )

    def hold_for(self, person_uid: UUID, *, somebody_else: bool) -> None:
        """Stand in front of somebody's work; `somebody_else` is about to take the PC over."""
        self._person.choose(person_uid)
        held = self._person.person()
        self._held = "" if held is None else held.name
        self._card.say(
            self.tr("Mengunci layar…"),
            self.tr("Pekerjaan {name} sedang disimpan, juga yang belum selesai diketik.").format(
                name=self._held
            ),
        )
        if somebody_else:
            self._person.choose_another(person_uid)

    def say_held(self) -> None:
        """Say that the work stood in front of is on the disk and locked by now."""
        if self._held:
            self._card.say(
                self.tr("Layar terkunci"),
                self.tr(
                    "Pekerjaan {name} tersimpan, juga yang belum selesai diketik, dan hanya {name} "
                    "yang dapat membukanya lagi. Petugas lain masuk dengan namanya sendiri."
                ).format(name=self._held),
            )

    def say_unkept(self) -> None:
        """Say that the work is locked by now, and that what was typed last is not on the disk."""
        if self._held:
            self._card.say(
                self.tr("Layar terkunci"),
                self.tr(
                    "Pekerjaan {name} yang sudah disimpan tetap ada, dan hanya {name} yang dapat "
                    "membukanya lagi. Petugas lain masuk dengan namanya sendiri."
                ).format(name=self._held),
            )
        self.say(
            self.tr(
                "Yang terakhir diketik tidak dapat disimpan di komputer ini. Yang sudah disimpan "
                "sebelumnya tetap ada. Masuk lagi, periksa, lalu ketik ulang yang kurang. Jika "
                "terulang, periksa ruang kosong di disk."
            )
        )

    @Slot()
    def take_keys(self) -> None:
        """Put the cursor into the password."""
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say why the work was locked; nothing where somebody locked it."""
        if words:
            self._banner.show_words(words)
        else:
            self._banner.hide()

    def offer_way_back(self) -> None:
        """Offer the copies: the data does not open, and no password will change that."""
        self._way_back.show()

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while the password is being checked."""
        self._button.setEnabled(not busy)
        self._button.setText(self.tr("Membuka…") if busy else self.tr("Masuk"))

    def show_asking(self, *, asking: bool) -> None:
        """Take no second press while the keyring is asked; a password may still be typed."""
        self._keyring.setEnabled(not asking)
        self._keyring.setText(
            self.tr("Menunggu jawaban sistem…")
            if asking
            else self.tr("Buka dengan akun komputer ini")
        )

    def forget_password(self) -> None:
        """Keep no password behind the work."""
        self._password.clear()
        self._password_block.clear_problem()

    def show_trouble(self, words: str) -> None:
        """Say under the password what went wrong; what was typed is selected, not lost."""
        self.show_busy(busy=False)
        self._password_block.show_problem(words)
        self.take_keys()
        self._password.selectAll()

    @Slot()
    def _follow_person(self) -> None:
        person = self._person.person()
        self._keyring.setVisible(person is not None and person.has_keyring)
        self._password_block.clear_problem()

    @Slot()
    def _ask(self) -> None:
        if not self._button.isEnabled():
            return
        person = self._person.person()
        if person is None or not self._password.text():
            self._password_block.show_problem(self.tr("Ketik kata sandi Anda."))
            self.take_keys()
            return
        self.sign_in_wanted.emit(person.uid, self._password.text())

    @Slot()
    def _ask_keyring(self) -> None:
        person = self._person.person()
        if person is not None and self._button.isEnabled():
            self.keyring_wanted.emit(person.uid)

    def _lay_out(self) -> None:
        column = self._card.column
        column.addWidget(self._banner)
        column.addWidget(FieldBlock("person", self.tr("Petugas"), self._person))
        column.addWidget(self._password_block)
        column.addWidget(self._way_back)
        column.addWidget(self._button)
        column.addWidget(self._keyring)
        column.addWidget(self._code, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._hint)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._card)
        QWidget.setTabOrder(self._person, self._password)


class _Password(QLineEdit):
    """Hands up and down on: in one line they mean nothing else."""

    step_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.step_wanted.emit(way)
