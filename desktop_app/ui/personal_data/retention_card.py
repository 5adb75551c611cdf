"""How long it is kept who reported, by kind of report, and what is due by that."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop_app.domain import terms
from desktop_app.domain.cases import Classification
from desktop_app.domain.retention import LONGEST_MONTHS
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import caption_label, muted_label
from desktop_app.ui.fields import FieldBlock, size_by_letters
from desktop_app.ui.personal_data.due_list import DueList
from desktop_app.ui.theme.theme import Theme

_LETTERS = 14


class RetentionCard(Card):
    """Nothing goes by itself: rules are chosen, what is due is listed, and then it is run."""

    rules_wanted = Signal(object)  # Mapping[Classification, str], as typed
    due_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Masa simpan identitas pelapor"))
        self._saved = dict.fromkeys(Classification, "")
        self._why_not_list = ""
        self._fields = {kind: QLineEdit() for kind in Classification}
        self._blocks = {
            kind: FieldBlock(f"months_{kind.value}", terms.CLASSIFICATION[kind], field)
            for kind, field in self._fields.items()
        }
        for field in self._fields.values():
            size_by_letters(field, _LETTERS)
            field.setPlaceholderText(self.tr("tidak dihapus"))
            field.textChanged.connect(self._weigh)
            field.returnPressed.connect(self._ask_to_save)
        self._save = quiet_button(theme, self.tr("Simpan masa simpan"), icon="check", keys="Enter")
        self._save.setObjectName("save_retention")
        self._save.clicked.connect(self._ask_to_save)
        self._list = quiet_button(theme, self.tr("Lihat yang jatuh tempo"), icon="list")
        self._list.setObjectName("list_due")
        self._list.clicked.connect(self.due_wanted)
        self._refusal = muted_label()
        self._refusal.setObjectName("retention_refusal")
        self._refusal.hide()
        self.due = DueList(theme)
        self._lay_out(theme)

    def show_rules(self, months: Mapping[Classification, int]) -> None:
        """Fill in what is chosen; what is missing is never erased."""
        self._saved = {kind: str(months.get(kind, "")) for kind in Classification}
        for kind, field in self._fields.items():
            field.setText(self._saved[kind])
            self._blocks[kind].clear_problem()
        self._weigh()

    def show_problems(self, wrong: Collection[Classification]) -> None:
        """Say which months are none, with the cursor in the first of them."""
        words = self.tr("Isi 1 sampai {most}, atau kosongkan.").format(most=LONGEST_MONTHS)
        for kind in reversed(Classification):
            if kind in wrong:
                self._blocks[kind].show_problem(words)
                self._fields[kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self, *, saving: str, listing: str) -> None:
        """Save no rules, or list nothing, while there is a reason, and say it."""
        self._save.shut(saving)
        for field in self._fields.values():
            field.setReadOnly(bool(saving))
        self._why_not_list = listing
        self._refusal.setText(" ".join(dict.fromkeys(filter(None, (saving, listing)))))
        self._refusal.setVisible(bool(saving or listing))
        if listing:
            self.forget()
        self._weigh()

    def show_busy(self, *, busy: bool) -> None:
        """List nothing anew while identities are erased."""
        self.due.show_busy(busy=busy)
        self._list.setEnabled(not busy)

    def forget(self) -> None:
        """Leave no list behind."""
        self.due.forget()

    @Slot()
    def _weigh(self) -> None:
        typed = {kind: field.text().strip() for kind, field in self._fields.items()}
        unsaved = "" if typed == self._saved else self.tr("Simpan dahulu masa simpan yang diubah.")
        self._list.shut(self._why_not_list or unsaved)

    @Slot()
    def _ask_to_save(self) -> None:
        for block in self._blocks.values():
            block.clear_problem()
        if self._save.isEnabled():
            self.rules_wanted.emit({kind: field.text() for kind, field in self._fields.items()})

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        fields = QHBoxLayout()
        fields.setSpacing(spacing.large)
        for block in self._blocks.values():
            fields.addWidget(block, 0, Qt.AlignmentFlag.AlignTop)
        fields.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self._save)
        buttons.addWidget(self._list)
        buttons.addStretch()
        self.body.addWidget(
            muted_label(
                self.tr(
                    "Sekian bulan sesudah laporan berakhir, identitas pelapornya boleh dihapus; "
                    "laporannya tetap ada. Tidak ada yang dihapus dengan sendirinya, dan yang "
                    "sedang dibatasi tidak ikut. Masa simpan ini berlaku di komputer ini."
                )
            )
        )
        self.body.addWidget(caption_label(self.tr("Berapa bulan, menurut jenis laporan:")))
        self.body.addLayout(fields)
        self.body.addWidget(self._refusal)
        self.body.addLayout(buttons)
        self.body.addWidget(self.due)
