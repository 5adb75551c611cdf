"""Asks where the export of everything unsent goes, and says what will be in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_HTML = "html"


class ExportQuestion(QObject):
    """First the warning, then the file: a copy outside the program is not locked any more."""

    path_chosen = Signal(object)  # Path

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def ask(self, name: str) -> None:
        """Ask; `name` is offered without its ending."""
        box = QMessageBox(self._page)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setObjectName("export_warning")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Ekspor yang belum terkirim"))
        box.setText(
            self.tr(
                "Berkas ini memuat data pribadi pelapor dan tidak terkunci sandi. Simpan di "
                "tempat yang aman, dan hapus bila sudah tidak perlu. Isi foto dan dokumen tidak "
                "ikut. Pekerjaan di komputer ini tetap ada."
            )
        )
        go_on = box.addButton(self.tr("Pilih berkas…"), QMessageBox.ButtonRole.AcceptRole)
        go_on.setObjectName("choose_export_file")
        box.addButton(self.tr("Batal"), QMessageBox.ButtonRole.RejectRole)
        box.accepted.connect(partial(self._ask_where, name))
        box.finished.connect(box.deleteLater)
        box.open()

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
        self.path_chosen.emit(Path(path))
