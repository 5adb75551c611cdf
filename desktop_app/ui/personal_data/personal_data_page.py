"""What the office holds about somebody who asks, and the register of what is done with data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.errors import Problem
from desktop_app.services.personal_data.find_person import TypedPerson
from desktop_app.ui.controls.button import icon_button, primary_button, quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import muted_label, title_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_WIDEST_LINES = 52


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One case of somebody: its words for the table."""

    case_uid: UUID
    words: tuple[str, ...]


class PersonalDataPage(QWidget):
    """Whose it is somebody decides: rows of others are taken off the list before it is drawn."""

    find_wanted = Signal(object)  # TypedPerson
    answer_wanted = Signal(object)  # tuple[UUID, ...]
    register_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[FoundRow] = []
        self._back = icon_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        self._back.clicked.connect(self.closed)
        self._fields = {name: QLineEdit() for name in ("nik", "phone", "name")}
        words = {"nik": self.tr("NIK"), "phone": self.tr("Telepon"), "name": self.tr("Nama")}
        self._blocks = {
            name: FieldBlock(name, words[name], field) for name, field in self._fields.items()
        }
        self._find = primary_button(theme, self.tr("Cari"), icon="search", keys="Enter")
        self._find.setObjectName("find_person")
        self._find.clicked.connect(self._ask)
        for field in self._fields.values():
            field.returnPressed.connect(self._ask)
        self._found = muted_label()
        self._found.setObjectName("person_found")
        self.table = PlainTable(
            self.tr("Laporan dari orang ini"),
            [
                Column(self.tr("Nomor register")),
                Column(self.tr("Diterima")),
                Column(self.tr("Judul"), share=3),
                Column(self.tr("Pelapor"), share=3),
                Column(self.tr("Cocok menurut")),
            ],
            whole=True,
        )
        self.table.setObjectName("person_cases")
        self._leave_out = quiet_button(theme, self.tr("Bukan orang ini"), icon="ban")
        self._leave_out.setObjectName("leave_out")
        self._leave_out.clicked.connect(self._take_off)
        self._answer = quiet_button(theme, self.tr("Buat PDF untuk yang meminta"), icon="printer")
        self._answer.setObjectName("answer_person")
        self._answer.clicked.connect(self._ask_for_answer)
        self._register = quiet_button(theme, self.tr("Cetak catatan pemrosesan"), icon="printer")
        self._register.setObjectName("processing_register")
        self._register.clicked.connect(self.register_wanted)
        self._refusal = muted_label()
        self._refusal.setObjectName("personal_data_refusal")
        self._refusal.hide()
        self._lay_out()
        self.forget()

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        self._fields["nik"].setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self, reason: str) -> None:
        """Answer nobody while there is a reason, and say it; nothing found stays on the page."""
        for button in (self._find, self._leave_out, self._answer, self._register):
            button.shut(reason)
        self._refusal.setText(reason)
        self._refusal.setVisible(bool(reason))
        if reason:
            self.forget()

    def show_found(self, rows: Sequence[FoundRow]) -> None:
        """List the cases; none says so."""
        self._rows = list(rows)
        self._show_rows()
        if rows:
            self.table.setFocus()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong under each field, with the cursor in the first."""
        show_problems(self._blocks, problems)

    def forget(self) -> None:
        """Leave nobody's data behind."""
        for field in self._fields.values():
            field.clear()
        for block in self._blocks.values():
            block.clear_problem()
        self._rows = []
        self.table.show_rows([])
        for widget in (self.table, self._leave_out, self._answer, self._found):
            widget.hide()

    def _show_rows(self) -> None:
        self.table.show_rows([row.words for row in self._rows])
        for widget in (self.table, self._leave_out, self._answer):
            widget.setVisible(bool(self._rows))
        self._found.show()
        self._found.setText(
            self.tr(
                "{count} laporan. Periksa satu per satu: nama yang sama belum tentu orangnya."
            ).format(count=len(self._rows))
            if self._rows
            else self.tr("Kantor ini tidak menyimpan laporan dari orang tersebut.")
        )

    @Slot()
    def _ask(self) -> None:
        for block in self._blocks.values():
            block.clear_problem()
        typed = {name: field.text() for name, field in self._fields.items()}
        if self._find.isEnabled():
            self.find_wanted.emit(TypedPerson(**typed))

    @Slot()
    def _take_off(self) -> None:
        place = self.table.chosen()
        if 0 <= place < len(self._rows):
            del self._rows[place]
            self._show_rows()

    @Slot()
    def _ask_for_answer(self) -> None:
        self.answer_wanted.emit(tuple(row.case_uid for row in self._rows))

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._back)
        top.addWidget(title_label(self.tr("Data pribadi")), 1)
        fields = QHBoxLayout()
        fields.setSpacing(spacing.medium)
        for block in self._blocks.values():
            fields.addWidget(block, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self._answer)
        buttons.addWidget(self._leave_out)
        buttons.addStretch()
        access = Card(self.tr("Permintaan akses"))
        access.body.addWidget(
            muted_label(
                self.tr(
                    "Seseorang berhak mengetahui data tentang dirinya. Periksa dahulu kartu "
                    "identitasnya, lalu cari menurut NIK, telepon, atau nama. Pencarian dan "
                    "pembuatan PDF dicatat."
                )
            )
        )
        access.body.addLayout(fields)
        access.body.addWidget(self._find, 0, Qt.AlignmentFlag.AlignLeft)
        access.body.addWidget(self._refusal)
        access.body.addWidget(self._found)
        access.body.addWidget(self.table)
        access.body.addLayout(buttons)
        register = Card(self.tr("Catatan kegiatan pemrosesan"))
        register.body.addWidget(
            muted_label(
                self.tr(
                    "Data apa yang diproses, untuk apa, atas dasar apa, siapa penerimanya, dan "
                    "berapa lama disimpan. Ditunjukkan kepada pemeriksa."
                )
            )
        )
        register.body.addWidget(self._register, 0, Qt.AlignmentFlag.AlignLeft)
        inside = QWidget()
        inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.large)
        column.addLayout(top)
        column.addWidget(access)
        column.addWidget(register)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.medium, spacing.medium)
        page.addWidget(steady_page(inside))
        set_ground(self, "surface")
