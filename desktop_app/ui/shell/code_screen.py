"""For somebody who forgot the password, or is new here: a code first, then a new password."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.shell.doors import CodeForm
from desktop_app.ui.shell.entry_card import EntryCard
from desktop_app.ui.shell.new_password import NewPassword
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.troubles import trouble_words


class CodeScreen(QWidget):
    """Asks for the code alone; whom it lets in then chooses a password."""

    code_given = Signal(str)
    password_chosen = Signal(object)  # CodeForm
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._code = QLineEdit()
        self._code.setPlaceholderText(self.tr("ABCD-EFGH-JKLM"))
        self._person = ChoiceBox(theme)
        self._password = NewPassword()
        self._blocks = {
            "code": FieldBlock(
                "code",
                self.tr("Kode"),
                self._code,
                hint=self.tr(
                    "Kode sekali pakai yang dibacakan rekan, atau kode pemulihan dari amplop."
                ),
            ),
            "person": FieldBlock("person", self.tr("Petugas"), self._person),
            **self._password.blocks,
        }
        self._banner = Banner(theme, Tone.BAD)
        self._banner.hide()
        self._go_on = primary_button(theme, self.tr("Lanjut"), icon="check")
        self._go_on.setObjectName("go_on")
        back = quiet_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        back.setObjectName("back_to_sign_in")
        back.setShortcut("Esc")
        card = EntryCard(
            theme,
            self.tr("Masuk dengan kode"),
            self.tr("Bila kata sandi terlupa, atau Anda baru di komputer ini."),
        )
        for block in self._blocks.values():
            card.column.addWidget(block)
        card.column.addWidget(self._banner)
        card.column.addWidget(self._go_on)
        card.column.addWidget(back)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card)
        self._go_on.clicked.connect(self._ask)
        self._code.returnPressed.connect(self._ask)
        self._password.again.returnPressed.connect(self._ask)
        back.clicked.connect(self.back_wanted)
        self._show_second_step(shown=False)

    def start(self) -> None:
        """Begin with an empty code."""
        self._code.clear()
        self._password.clear()
        self._banner.hide()
        for block in self._blocks.values():
            block.clear_problem()
        self.show_busy(busy=False)
        self._show_second_step(shown=False)
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_people(self, people: Sequence[KeyHolder]) -> None:
        """The code is right: ask for a password of one of these."""
        self.show_busy(busy=False)
        self._person.clear()
        for person in people:
            self._person.addItem(person.name, person.uid)
        self._show_second_step(shown=True)
        first = "person" if len(people) > 1 else "password"
        self._blocks[first].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while the code is tried."""
        self._go_on.setEnabled(not busy)
        self._go_on.setText(self.tr("Memeriksa…") if busy else self.tr("Lanjut"))

    def show_trouble(self, error: ExpectedError) -> None:
        """Say what went wrong where it went wrong; everything typed stays."""
        self.show_busy(busy=False)
        if error.trouble is Trouble.PROBLEMS:
            show_problems(self._blocks, error.problems)
        elif error.trouble is Trouble.CODE_WRONG:
            self._blocks["code"].show_problem(trouble_words(error))
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)
            self._code.selectAll()
        else:
            self._banner.show_words(trouble_words(error))

    def _show_second_step(self, *, shown: bool) -> None:
        self._code.setReadOnly(shown)
        for name in ("person", "password", "password_again"):
            self._blocks[name].setVisible(shown)

    @Slot()
    def _ask(self) -> None:
        if not self._go_on.isEnabled():
            return
        self._banner.hide()
        problems = self._problems()
        if problems:
            show_problems(self._blocks, problems)
        elif self._code.isReadOnly():
            person_uid = self._person.currentData()
            self.password_chosen.emit(
                CodeForm(self._code.text(), person_uid, self._password.typed())
            )
        else:
            self.code_given.emit(self._code.text())

    def _problems(self) -> tuple[Problem, ...]:
        if not self._code.text().strip():
            return (Problem("code", ProblemCode.REQUIRED),)
        return self._password.problems() if self._code.isReadOnly() else ()
