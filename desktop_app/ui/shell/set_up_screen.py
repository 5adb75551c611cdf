"""The first start: the regency's server, a one-time code, a password of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import link_button, primary_button
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.shell.doors import EnrolForm
from desktop_app.ui.shell.entry_card import EntryCard
from desktop_app.ui.shell.new_password import NewPassword
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.troubles import trouble_words


class SetUpScreen(QWidget):
    """Asks what enrolment needs; problems stand beside the field, the cursor in the first."""

    enrol_wanted = Signal(object)  # EnrolForm
    way_back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._server = QLineEdit()
        self._code = QLineEdit()
        self._code.setPlaceholderText(self.tr("ABCD-EFGH-JKLM"))
        self._password = NewPassword()
        self._blocks = {
            "server_url": FieldBlock(
                "server_url", self.tr("Alamat server kabupaten"), self._server
            ),
            "code": FieldBlock(
                "code",
                self.tr("Kode pendaftaran"),
                self._code,
                hint=self.tr("Dari admin kabupaten; hanya berlaku sekali."),
            ),
            **self._password.blocks,
        }
        self._banner = Banner(theme, Tone.BAD)
        self._banner.hide()
        self._button = primary_button(theme, self.tr("Daftarkan komputer ini"), icon="check")
        self._button.setObjectName("enrol")
        card = EntryCard(
            theme,
            self.tr("Siapkan komputer ini"),
            self.tr(
                "Sekali saja dan perlu jaringan. Sesudahnya loket dapat bekerja tanpa jaringan "
                "berbulan-bulan."
            ),
        )
        for block in self._blocks.values():
            card.column.addWidget(block)
        card.column.addWidget(self._banner)
        card.column.addWidget(self._button)
        way_back = link_button(theme, self.tr("Komputer lama hilang? Pulihkan dari cadangan"))
        way_back.setObjectName("way_back_from_set_up")
        way_back.clicked.connect(self.way_back_wanted)
        card.column.addWidget(way_back, 0, Qt.AlignmentFlag.AlignHCenter)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card)
        self._button.clicked.connect(self._ask)
        self._password.again.returnPressed.connect(self._ask)

    def start(self, server_url: str) -> None:
        """Begin with the server's address where it is known."""
        self._server.setText(server_url)
        first = self._code if server_url else self._server
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while the server is asked."""
        self._button.setEnabled(not busy)
        self._button.setText(
            self.tr("Menghubungi server…") if busy else self.tr("Daftarkan komputer ini")
        )

    def show_trouble(self, error: ExpectedError) -> None:
        """Say what went wrong where it went wrong; everything typed stays."""
        self.show_busy(busy=False)
        if error.trouble is Trouble.PROBLEMS:
            self.show_problems(error.problems)
            return
        if error.trouble is Trouble.CODE_UNKNOWN:
            self._blocks["code"].show_problem(trouble_words(error))
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._banner.show_words(trouble_words(error))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each sentence under its field and the cursor into the first."""
        show_problems(self._blocks, problems)

    @Slot()
    def _ask(self) -> None:
        if not self._button.isEnabled():
            return
        self._banner.hide()
        problems = self._problems()
        if problems:
            self.show_problems(problems)
            return
        self.enrol_wanted.emit(
            EnrolForm(self._server.text().strip(), self._code.text(), self._password.typed())
        )

    def _problems(self) -> list[Problem]:
        found = [
            Problem(name, ProblemCode.REQUIRED)
            for name, field in (("server_url", self._server), ("code", self._code))
            if not field.text().strip()
        ]
        return [*found, *self._password.problems()]
