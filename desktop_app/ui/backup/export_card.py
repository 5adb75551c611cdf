"""Everything in open formats: filtered, or with all that is secret for who may and says why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from desktop_app.domain import terms
from desktop_app.ui.backup.work_row import WorkRow
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.check_box import CheckBox
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme


class ExportCard(Card):
    """Asks how much, why, and where to."""

    wanted = Signal(object, object)  # Path, ExportReason or None
    cancel_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Ekspor semua"))
        self._everything = CheckBox(
            theme, self.tr("Lengkap, dengan identitas pelapor dan aduan rahasia")
        )
        self._everything.setObjectName("export_everything")
        self._reason = ChoiceBox(theme)
        for reason, words in terms.EXPORT_REASON.items():
            self._reason.addItem(words, reason)
        self._block = FieldBlock(
            "export_reason",
            self.tr("Alasan"),
            self._reason,
            hint=self.tr("Dicatat di jejak audit bersama nama Anda. Hasilnya tidak terkunci."),
        )
        self._block.hide()
        self._export = quiet_button(theme, self.tr("Pilih folder dan ekspor…"), icon="download")
        self._export.setObjectName("export_all")
        self._who = muted_label()
        self._done = Banner(theme, Tone.GOOD)
        self._done.setObjectName("export_done")
        self._bad = Banner(theme, Tone.BAD)
        self._bad.setObjectName("export_trouble")
        self.work = WorkRow(theme, "export")
        self.work.cancel_wanted.connect(self.cancel_wanted)
        self._everything.setEnabled(False)
        self._export.setEnabled(False)
        self._everything.toggled.connect(self._block.setVisible)
        self._export.clicked.connect(self._ask)
        self.body.addWidget(
            muted_label(
                self.tr(
                    "Semua aduan, riwayat, lampiran, dan daftar dalam CSV dan JSON, supaya kantor "
                    "tidak terikat pada program ini. Tanpa identitas pelapor dan isi aduan rahasia."
                )
            )
        )
        self.body.addWidget(self._everything)
        self.body.addWidget(self._block)
        self.body.addWidget(self._export, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.work, self._done, self._bad, self._who):
            self.body.addWidget(widget)
            widget.hide()

    def show_rights(self, *, may_export: bool, may_export_everything: bool) -> None:
        """Offer what this person may do; say who may the rest."""
        self._export.setEnabled(may_export)
        self._everything.setEnabled(may_export_everything)
        words = ""
        if not may_export:
            words = self.tr("Ekspor: verifikator, pejabat penanda tangan, atau admin.")
        elif not may_export_everything:
            words = self.tr("Ekspor lengkap: pejabat penanda tangan atau admin kantor.")
        self._who.setText(words)
        self._who.setVisible(bool(words))

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while an export is written."""
        self._export.setEnabled(not busy)
        if busy:
            self._done.hide()
            self._bad.hide()
            self.work.begin(self.tr("Menulis ekspor"))
        else:
            self.work.hide()

    def show_done(self, words: str) -> None:
        """Say where it is."""
        self._everything.setChecked(False)
        self._done.show_words(words)

    def show_trouble(self, words: str) -> None:
        """Say what went wrong."""
        self._bad.show_words(words)

    @Slot()
    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder untuk ekspor"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, path: str) -> None:
        reason = self._reason.currentData() if self._everything.isChecked() else None
        self.wanted.emit(Path(path), reason)
