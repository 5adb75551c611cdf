"""Who reports: name, contact, identity number, address, and what of it is to be hidden."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.ui.controls.check_box import CheckBox
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.form_row import form_row
from desktop_app.ui.intake.noted_field import NotedField
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme


class ReporterFields(QWidget):
    """The identity block as typed; anonymous and confidential are two separate wishes."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._phone, self._nik, self._address = (QLineEdit() for _ in range(4))
        self._anonymous = CheckBox(theme, self.tr("Anonim: nama hanya diketahui kantor ini"))
        self._anonymous.setObjectName("anonymous")
        self._confidential = CheckBox(theme, self.tr("Rahasia: tidak tampil untuk umum"))
        self._confidential.setObjectName("confidential")
        self._noted_nik = NotedField(
            FieldBlock("reporter_nik", self.tr("NIK"), self._nik, optional=True)
        )
        self.blocks = {
            "reporter_name": FieldBlock("reporter_name", self.tr("Nama pelapor"), self._name),
            "reporter_phone": FieldBlock(
                "reporter_phone", self.tr("Telepon atau WhatsApp"), self._phone
            ),
            "reporter_nik": self._noted_nik.block,
            "reporter_address": FieldBlock(
                "reporter_address", self.tr("Alamat"), self._address, optional=True
            ),
        }
        self._nik_warning = ""
        self._nik.editingFinished.connect(self._show_nik_warning)
        self._lay_out(theme)
        for field in (self._name, self._phone, self._nik, self._address):
            field.textEdited.connect(self.edited)
        for box in (self._anonymous, self._confidential):
            box.clicked.connect(self.edited)

    def show_draft(self, draft: IntakeDraft) -> None:
        self._name.setText(draft.reporter_name)
        self._phone.setText(draft.reporter_phone)
        self._nik.setText(draft.reporter_nik)
        self._address.setText(draft.reporter_address)
        self._anonymous.setChecked(draft.anonymous)
        self._confidential.setChecked(draft.confidential)

    def put_into(self, draft: IntakeDraft) -> IntakeDraft:
        """Return the draft with what stands in these fields."""
        return replace(
            draft,
            reporter_name=self._name.text(),
            reporter_phone=self._phone.text(),
            reporter_nik=self._nik.text(),
            reporter_address=self._address.text(),
            anonymous=self._anonymous.isChecked(),
            confidential=self._confidential.isChecked(),
        )

    def warn_nik(self, text: str) -> None:
        """Say what looks odd about the NIK, but not while it is being typed."""
        self._nik_warning = text
        if not self._nik.hasFocus():
            self._show_nik_warning()
        elif not text:
            self._noted_nik.remark("")

    @Slot()
    def _show_nik_warning(self) -> None:
        self._noted_nik.remark(self._nik_warning, Tone.WARNING)

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.medium)
        blocks = self.blocks
        column.addLayout(form_row((blocks["reporter_name"], 1), (blocks["reporter_phone"], 1)))
        column.addLayout(form_row((self._noted_nik, 1), (blocks["reporter_address"], 1)))
        wishes = QHBoxLayout()
        wishes.setSpacing(spacing.large)
        wishes.addWidget(self._anonymous, 1, Qt.AlignmentFlag.AlignLeft)
        wishes.addWidget(self._confidential, 1, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(wishes)
