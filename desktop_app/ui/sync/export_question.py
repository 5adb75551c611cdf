"""Asks where the export of everything unsent goes, and says what will be in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.domain.confidential import Because
from desktop_app.ui.privacy.reason_question import ReasonQuestion
from desktop_app.ui.theme.theme import Theme

_HTML = "html"


class ExportQuestion(QObject):
    """First the warning, then the file: a copy outside the program is not locked any more."""

    path_chosen = Signal(object, object)  # Path, and Because or None

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        self._because: Because | None = None

    def ask(self, name: str) -> None:
        """Ask; `name` is offered without its ending."""
        self._because = None
        box = QMessageBox(self._page)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setObjectName("export_warning")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Ekspor yang belum terkirim"))
        box.setText(
            self.tr(
                "Berkas ini memuat data pribadi pelapor dan tidak terkunci sandi. Simpan di "
                "tempat yang aman, dan hapus bila sudah tidak perlu. Isi kasus yang dirahasiakan, "
                "foto, dan dokumen tidak ikut. Pekerjaan di komputer ini tetap ada."
            )
        )
        go_on = box.addButton(self.tr("Pilih berkas…"), QMessageBox.ButtonRole.AcceptRole)
        go_on.setObjectName("choose_export_file")
        full = box.addButton(
            self.tr("Sertakan yang dirahasiakan…"), QMessageBox.ButtonRole.ActionRole
        )
        full.setObjectName("export_in_full")
        full.clicked.connect(partial(self._ask_why, name))
        box.addButton(self.tr("Batal"), QMessageBox.ButtonRole.RejectRole)
        box.accepted.connect(partial(self._ask_where, name))
        box.finished.connect(box.deleteLater)
        box.open()

    def _ask_why(self, name: str) -> None:
        question = ReasonQuestion(
            self._theme,
            self._page,
            heading=self.tr("Sertakan isi yang dirahasiakan"),
            sentence=self.tr(
                "Berkas akan memuat isi kasus rahasia dan identitas pelapornya. Alasan dan nama "
                "Anda dicatat."
            ),
        )
        question.answered.connect(partial(self._go_on, name))
        question.open()

    def _go_on(self, name: str, because: Because) -> None:
        self._because = because
        self._ask_where(name)

    def _ask_where(self, name: str) -> None:
        dialog = QFileDialog(self._page, self.tr("Ekspor yang belum terkirim"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [
                self.tr("Untuk dibaca dan dicetak (*.html)"),
                self.tr("Untuk program lain (*.json)"),
            ]
        )
        dialog.setDefaultSuffix(_HTML)
        dialog.filterSelected.connect(partial(self._follow_filter, dialog))
        dialog.selectFile(f"{name}.{_HTML}")
        dialog.fileSelected.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _follow_filter(self, dialog: QFileDialog, name_filter: str) -> None:
        suffix = "json" if "json" in name_filter else _HTML
        dialog.setDefaultSuffix(suffix)
        for chosen in dialog.selectedFiles():
            dialog.selectFile(str(Path(chosen).with_suffix(f".{suffix}")))

    def _tell(self, path: str) -> None:
        self.path_chosen.emit(Path(path), self._because)
