"""What the office holds about somebody who asks, and what they may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop_app.domain.errors import Problem
from desktop_app.domain.reporters import IdentityState
from desktop_app.services.personal_data.erase_reporter import ErasurePreview
from desktop_app.services.personal_data.find_person import TypedPerson
from desktop_app.ui.case.flow_row import FlowRow
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.personal_data.erase_question import EraseQuestion
from desktop_app.ui.personal_data.question import Question
from desktop_app.ui.personal_data.restrict_question import RestrictQuestion
from desktop_app.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One case of somebody: its words for the table, and how their identity stands."""

    case_uid: UUID
    register_number: str
    words: tuple[str, ...]
    state: IdentityState


class PersonCard(Card):
    """Whose it is somebody decides: rows of others are taken off the list.

    The buttons below the table concern the row that is chosen; what they ask stands under them.
    """

    find_wanted = Signal(object)  # TypedPerson
    answer_wanted = Signal(object)  # tuple[UUID, ...]
    preview_wanted = Signal(object)  # UUID of the case whose reporter may be erased
    question_opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Permintaan seseorang tentang datanya"))
        self._theme = theme
        self._rows: list[FoundRow] = []
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
                Column(self.tr("Identitas")),
            ],
            whole=True,
        )
        self.table.setObjectName("person_cases")
        self.table.selectionModel().currentRowChanged.connect(self._follow_row)
        self._answer = quiet_button(theme, self.tr("Buat PDF untuk yang meminta"), icon="printer")
        self._answer.setObjectName("answer_person")
        self._answer.clicked.connect(self._ask_for_answer)
        self._restrict = quiet_button(theme, self.tr("Batasi pemakaian…"), icon="lock")
        self._restrict.setObjectName("restrict_reporter")
        self._restrict.clicked.connect(self._ask_to_restrict)
        self._erase = quiet_button(theme, self.tr("Hapus identitas…"), icon="trash-2")
        self._erase.setObjectName("erase_reporter")
        self._erase.clicked.connect(self._ask_for_preview)
        self._leave_out = quiet_button(theme, self.tr("Bukan orang ini"), icon="ban")
        self._leave_out.setObjectName("leave_out")
        self._leave_out.clicked.connect(self._take_off)
        self._buttons = FlowRow(gap=theme.spacing.small)
        self.restriction = RestrictQuestion(theme)
        self.erasure = EraseQuestion(theme)
        for question in (self.restriction, self.erasure):
            question.cancelled.connect(self.close_question)
        self._refusal = muted_label()
        self._refusal.setObjectName("personal_data_refusal")
        self._refusal.hide()
        self._lay_out()
        self.forget()

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        self._fields["nik"].setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self, reason: str) -> None:
        """Answer nobody while there is a reason, and say it; nothing found stays here."""
        for button in (self._find, self._answer, self._leave_out):
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

    def show_changed(self, changed: FoundRow) -> None:
        """Say how a case that is listed stands now."""
        self._rows = [changed if row.case_uid == changed.case_uid else row for row in self._rows]
        self._show_rows()
        self.table.setFocus()

    def show_preview(self, case_uid: UUID, preview: ErasurePreview) -> None:
        """Ask about the erasure, if its case is still the chosen one."""
        row = self._chosen()
        if row is not None and row.case_uid == case_uid:
            self.close_question()
            self.erasure.ask(case_uid, preview)
            self.question_opened.emit()

    def open_question(self) -> Question | None:
        """Return what is being asked, if anything."""
        asked = (self.restriction, self.erasure)
        return next((question for question in asked if not question.isHidden()), None)

    @Slot()
    def close_question(self) -> bool:
        """Ask nothing any more; say whether something was asked."""
        closed = [question.close_question() for question in (self.restriction, self.erasure)]
        if any(closed):
            self.table.setFocus()
        return any(closed)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong under each field, with the cursor in the first."""
        question = self.open_question()
        if question is not None:
            question.show_problems(problems)
        else:
            show_problems(self._blocks, problems)

    def forget(self) -> None:
        """Leave nobody's data behind."""
        for field in self._fields.values():
            field.clear()
        for block in self._blocks.values():
            block.clear_problem()
        self._rows = []
        self.table.show_rows([])
        for question in (self.restriction, self.erasure):
            question.close_question()
        for widget in (self.table, self._buttons, self._found):
            widget.hide()

    def _show_rows(self) -> None:
        self.table.show_rows([row.words for row in self._rows])
        for widget in (self.table, self._buttons):
            widget.setVisible(bool(self._rows))
        self._found.show()
        self._found.setText(
            self.tr(
                "{count} laporan. Periksa satu per satu: nama yang sama belum tentu orangnya."
            ).format(count=len(self._rows))
            if self._rows
            else self.tr("Kantor ini tidak menyimpan laporan dari orang tersebut.")
        )
        self._follow_row()

    def _chosen(self) -> FoundRow | None:
        place = self.table.chosen()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @Slot()
    def _follow_row(self) -> None:
        """Offer what is possible for the chosen row; what was asked about another is over."""
        for question in (self.restriction, self.erasure):
            question.close_question()
        row = self._chosen()
        state = IdentityState.OPEN if row is None else row.state
        lifts = state is IdentityState.RESTRICTED
        words = self.tr("Cabut pembatasan…") if lifts else self.tr("Batasi pemakaian…")
        self._restrict.setText(words)
        self._restrict.setAccessibleName(words)
        erased = state is IdentityState.ERASED
        gone = self.tr("Identitas laporan ini sudah dihapus.") if erased else ""
        for button in (self._restrict, self._erase):
            button.shut(gone)
        left = [row for row in self._rows if row.state is not IdentityState.ERASED]
        self._answer.setEnabled(bool(left))

    @Slot()
    def _ask(self) -> None:
        for block in self._blocks.values():
            block.clear_problem()
        self.close_question()
        typed = {name: field.text() for name, field in self._fields.items()}
        if self._find.isEnabled():
            self.find_wanted.emit(TypedPerson(**typed))

    @Slot()
    def _ask_to_restrict(self) -> None:
        row = self._chosen()
        if row is not None:
            self.close_question()
            restricts = row.state is not IdentityState.RESTRICTED
            self.restriction.ask(row.case_uid, row.register_number, restricts=restricts)
            self.question_opened.emit()

    @Slot()
    def _ask_for_preview(self) -> None:
        row = self._chosen()
        if row is not None:
            self.preview_wanted.emit(row.case_uid)

    @Slot()
    def _take_off(self) -> None:
        place = self.table.chosen()
        if 0 <= place < len(self._rows):
            del self._rows[place]
            self._show_rows()

    @Slot()
    def _ask_for_answer(self) -> None:
        rows = [row for row in self._rows if row.state is not IdentityState.ERASED]
        self.answer_wanted.emit(tuple(row.case_uid for row in rows))

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(self._theme.spacing.medium)
        for block in self._blocks.values():
            fields.addWidget(block, 1)
        for button in (self._answer, self._restrict, self._erase, self._leave_out):
            self._buttons.add(button)
        self.body.addWidget(
            muted_label(
                self.tr(
                    "Seseorang berhak mengetahui data tentang dirinya, dan dapat meminta "
                    "pemakaiannya dibatasi atau dihapus. Periksa dahulu kartu identitasnya, lalu "
                    "cari menurut NIK, telepon, atau nama. Pencarian dan pembuatan PDF dicatat."
                )
            )
        )
        self.body.addLayout(fields)
        self.body.addWidget(self._find, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (
            self._refusal,
            self._found,
            self.table,
            self._buttons,
            self.restriction,
            self.erasure,
        ):
            self.body.addWidget(widget)
