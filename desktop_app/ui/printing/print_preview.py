"""A window that shows a PDF and prints it or keeps it as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import link_button, primary_button, quiet_button
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.printing.paper_job import fit_paper, print_pages
from desktop_app.ui.printing.pdf_pages import PdfPages
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

_WIDTH_IN_LINES = 44
_HEIGHT_IN_LINES = 38
_PAPER_PLACE = 3  # behind the stretch, before the button that closes


class PrintPreview(QDialog):
    """What is seen here is what the printer gets; Esc closes."""

    paper_chosen = Signal(str)
    full_wanted = Signal()
    printed = Signal()
    kept = Signal()  # as a file, outside the program

    def __init__(self, theme: Theme, parent: QWidget, *, title: str, file_name: str = "") -> None:
        """Make the window; `file_name` is offered when the PDF is kept, and names nobody.

        Without a name the PDF goes on paper and into no file.
        """
        super().__init__(parent)
        self._theme = theme
        self._file_name = file_name
        self._is_asking = False
        self._goes = False
        self.setWindowTitle(title)
        self.setObjectName("print_preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spacing = theme.spacing
        self.resize(spacing.lines(_WIDTH_IN_LINES), spacing.lines(_HEIGHT_IN_LINES))
        self.pages = PdfPages(title)
        self._banner = Banner(theme, Tone.BAD)
        self._banner.hide()
        printing = primary_button(theme, self.tr("Cetak…"), icon="printer")
        printing.setObjectName("print")
        keeping = quiet_button(theme, self.tr("Simpan PDF…"), icon="download")
        keeping.setObjectName("keep_pdf")
        closing = quiet_button(theme, self.tr("Tutup"))
        closing.setObjectName("close_preview")
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(spacing.small)
        foot.addWidget(printing)
        foot.addWidget(keeping)
        foot.addStretch()
        foot.addWidget(closing)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.large)
        column.setSpacing(spacing.medium)
        column.addWidget(self.pages, 1)
        column.addWidget(self._banner)
        column.addLayout(foot)
        keeping.setVisible(bool(file_name))  # only now: alone it would be a window for a moment
        printing.clicked.connect(self._print)
        keeping.clicked.connect(self._keep)
        closing.clicked.connect(self.accept)
        printing.setFocus()

    def offer_papers(self, papers: Sequence[Choice], chosen: str) -> None:
        """Let the paper be chosen at the foot; each choice asks for another PDF."""
        row = ChoiceRow(self._theme, list(papers))
        row.setAccessibleName(self.tr("Kertas"))
        row.setObjectName("paper")
        row.set_value(chosen)
        row.chosen.connect(self.paper_chosen)
        self._foot.insertWidget(_PAPER_PLACE, row)

    def offer_full(self) -> None:
        """Let what is left out be asked for."""
        full = link_button(self._theme, self.tr("Tampilkan lengkap…"), icon="eye")
        full.setObjectName("full_print")
        full.clicked.connect(self.full_wanted)
        self._foot.insertWidget(_PAPER_PLACE - 1, full)

    @override
    def done(self, result: int) -> None:
        if self._is_asking:
            # The dialog of the system runs inside a method of this window, which must not go yet.
            self._goes = True
            self.hide()
        else:
            super().done(result)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Stay while a dialog of the system is open, even where the PC is locked meanwhile."""
        self._is_asking = True
        try:
            yield
        finally:
            self._is_asking = False

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        fit_paper(printer, self.pages.document)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Cetak"))
        with self._asking():
            answer = dialog.exec()
        if self._goes:
            self.reject()
            return
        if answer != QDialog.DialogCode.Accepted:
            return
        if not print_pages(printer, self.pages.document):
            self._say(self.tr("Printer menolak. Lembar ini tetap tersimpan; periksa printer."))
            return
        self.printed.emit()

    @Slot()
    def _keep(self) -> None:
        with self._asking():
            asked = QFileDialog.getSaveFileName(
                self, self.tr("Simpan PDF"), self._file_name, self.tr("PDF (*.pdf)")
            )[0]
        if self._goes:
            self.reject()
            return
        if not asked:
            return
        try:
            Path(asked).write_bytes(self.pages.pdf)
        except OSError:
            self._say(self.tr("Tidak dapat menulis ke sana. Pilih folder lain."))
            return
        self.kept.emit()

    def _say(self, words: str) -> None:
        self._banner.show_words(words)
