"""Where a PC that the server has forgotten is given a new code; hidden until it is needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.fields import FieldBlock, size_by_letters
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.problems import problem_words
from desktop_app.ui.words.troubles import trouble_words

_LETTERS = 24
_OF_THE_CODE = frozenset({Trouble.CODE_UNKNOWN, Trouble.CODE_OF_ANOTHER_OFFICE})


class EnrolAgainCard(Card):
    """A code and a button; what was typed stays until it has served."""

    enrol_wanted = Signal(str)  # the code

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Daftarkan lagi komputer ini"))
        self.setObjectName("enrol_again_card")
        self._code = QLineEdit()
        self._code.setPlaceholderText(self.tr("ABCD-EFGH-JKLM"))
        self._block = FieldBlock(
            "new_code",
            self.tr("Kode pendaftaran baru"),
            self._code,
            hint=self.tr("Dari admin kabupaten, untuk kantor ini; hanya berlaku sekali."),
        )
        size_by_letters(self._code, _LETTERS)
        self._banner = Banner(theme, Tone.BAD)
        self._button = quiet_button(theme, self.tr("Daftarkan lagi"), icon="check", keys="Enter")
        self._button.setObjectName("enrol_again")
        self.body.addWidget(
            muted_label(
                self.tr(
                    "Server tidak mengenal komputer ini, misalnya karena dipulihkan dari cadangan "
                    "lama. Semua pekerjaan tetap di sini dan dikirim lagi sesudah terdaftar."
                )
            )
        )
        self.body.addWidget(self._block)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._button.clicked.connect(self._ask)
        self._code.returnPressed.connect(self._ask)
        self._banner.hide()

    def focus_field(self) -> None:
        """Put the cursor where the code goes."""
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while the server is asked."""
        self._button.setEnabled(not busy)
        if busy:
            self._banner.hide()

    def show_trouble(self, error: ExpectedError) -> None:
        """Say what went wrong, beside the code where it is the code."""
        self.show_busy(busy=False)
        if error.trouble is Trouble.PROBLEMS:
            self._block.show_problem(problem_words(error.problems[0]))
            self.focus_field()
        elif error.trouble in _OF_THE_CODE:
            self._block.show_problem(trouble_words(error))
            self.focus_field()
        else:
            self._banner.show_words(trouble_words(error))

    def clear(self) -> None:
        """Forget the code that has served."""
        self.show_busy(busy=False)
        self._code.clear()
        self._block.clear_problem()

    @Slot()
    def _ask(self) -> None:
        if self._button.isEnabled():
            self.enrol_wanted.emit(self._code.text())
