"""The letter beside its preview; what is seen is what is issued and printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.letters.letter_form import LetterForm
from desktop_app.ui.printing.pdf_pages import PdfPages
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.troubles import trouble_words

_PREVIEW_AFTER_MS = 250
_WIDTH_IN_LINES = 76
_HEIGHT_IN_LINES = 42
_FORM_SHARE = 5
_PREVIEW_SHARE = 6


class LetterWindow(QDialog):
    """Asks for a preview a moment after the last key, and for the issue when pressed."""

    preview_wanted = Signal()
    issue_wanted = Signal(bool)  # whether the date of this PC was confirmed

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Buat surat"))
        self.setObjectName("letter_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spacing = theme.spacing
        self.form = LetterForm(theme)
        self.pages = PdfPages(self.tr("Pratinjau surat"))
        self._banner = Banner(theme, Tone.WARNING)
        self._banner.hide()
        self._doubt = Banner(theme, Tone.WARNING)
        self._doubt.add_action(self.tr("Tanggal sudah benar"), self._confirm_date)
        self._doubt.hide()
        self._issue = primary_button(
            theme, self.tr("Terbitkan dan cetak"), icon="stamp", keys="Ctrl+Return"
        )
        self._issue.setObjectName("issue_letter")
        self._issue.setShortcut("Ctrl+Return")
        closing = quiet_button(theme, self.tr("Tutup"))
        closing.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self._issue)
        foot.addStretch()
        foot.addWidget(closing)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.form)
        splitter.addWidget(self.pages)
        splitter.setStretchFactor(0, _FORM_SHARE)
        splitter.setStretchFactor(1, _PREVIEW_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.large)
        column.setSpacing(spacing.medium)
        column.addWidget(splitter, 1)
        column.addWidget(self._banner)
        column.addWidget(self._doubt)
        column.addLayout(foot)
        self.resize(spacing.lines(_WIDTH_IN_LINES), spacing.lines(_HEIGHT_IN_LINES))
        self._pause = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._pause.timeout.connect(self.preview_wanted)
        self.form.edited.connect(self._pause.start)
        self._issue.clicked.connect(self._ask_issue)
        closing.clicked.connect(self.reject)

    def show_preview(self, pdf: bytes, missing: tuple[str, ...]) -> None:
        """Show the letter as it stands, and name what is still blank in it."""
        self.pages.show_pdf(pdf)
        self._banner.setVisible(bool(missing))
        if missing:
            words = self.tr("Belum diisi: {what}. Lengkapi di isi surat.")
            self._banner.show_words(words.format(what=", ".join(missing)))

    def show_trouble(self, error: ExpectedError) -> None:
        """Say what went wrong where it went wrong; every word typed stays."""
        self._issue.setEnabled(True)
        if error.trouble is Trouble.PROBLEMS:
            self.form.show_problems(error.problems)
            return
        if error.trouble is Trouble.CLOCK_DOUBTFUL:
            self._doubt.show_words(trouble_words(error))
            return
        self._banner.show_words(trouble_words(error))

    @Slot()
    def _ask_issue(self) -> None:
        self._ask(date_confirmed=False)

    @Slot()
    def _confirm_date(self) -> None:
        self._ask(date_confirmed=True)

    def _ask(self, *, date_confirmed: bool) -> None:
        self._doubt.hide()
        self._issue.setEnabled(False)
        self.issue_wanted.emit(date_confirmed)
