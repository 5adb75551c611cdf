"""The book of letter numbers: what became of each number, and how one is marked as spoilt."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.errors import Problem
from desktop_app.services.letters.letter_ledger import LetterLedger, NumberState
from desktop_app.ui.controls.button import icon_button, primary_button, quiet_button
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.label import TextLabel, muted_label, title_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.fields import FieldBlock, show_problems, size_by_letters
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.ledger import number_words, remark_words, state_words

_WIDEST_LINES = 66
_MOST_DIGITS = 6
_MAY_SPOIL = frozenset({NumberState.FREE, NumberState.SKIPPED, NumberState.EXPIRED})


class LedgerPage(QWidget):
    """One year at a time; the number of the chosen row stands in the form for a spoilt one."""

    year_wanted = Signal(int)
    void_wanted = Signal(int, int, str)  # year, number, reason
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ledger: LetterLedger | None = None
        self._back = icon_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        self._back.clicked.connect(self.closed)
        self._earlier = icon_button(theme, self.tr("Tahun sebelumnya"), icon="chevron-left")
        self._earlier.setObjectName("earlier_year")
        self._earlier.clicked.connect(self._ask_earlier)
        self._later = icon_button(theme, self.tr("Tahun berikutnya"), icon="chevron-right")
        self._later.setObjectName("later_year")
        self._later.clicked.connect(self._ask_later)
        self._title = title_label()
        self._free = TextLabel(tone=Tone.NEUTRAL)
        self._free.setObjectName("numbers_left")
        self.table = PlainTable(
            self.tr("Buku nomor surat"),
            [
                Column(self.tr("Nomor"), figures=True),
                Column(self.tr("Keadaan")),
                Column(self.tr("Tanggal")),
                Column(self.tr("Keterangan"), share=1),
            ],
        )
        self.table.setObjectName("ledger")
        self._spoil = quiet_button(theme, self.tr("Tandai nomor rusak…"), icon="ban")
        self._spoil.setObjectName("spoil_number")
        self._spoil.clicked.connect(self._open_form)
        self._refusal = muted_label()
        self._refusal.setObjectName("ledger_refusal")
        self._refusal.hide()
        self._number = QLineEdit()
        self._number.setValidator(QIntValidator(1, 10**_MOST_DIGITS - 1, self))
        self._reason = QLineEdit()
        self._blocks = {
            "sequence": FieldBlock("sequence", self.tr("Nomor urut"), self._number),
            "reason": FieldBlock("reason", self.tr("Mengapa rusak"), self._reason),
        }
        self._save = primary_button(theme, self.tr("Simpan"), keys="Ctrl+Return")
        self._save.setObjectName("save_spoilt")
        self._save.setShortcut("Ctrl+Return")
        self._save.clicked.connect(self._submit)
        self._cancel = quiet_button(theme, self.tr("Batal"))
        self._cancel.clicked.connect(self.close_form)
        self._form = QFrame()
        self._stack = QStackedWidget()
        self._lay_out()

    def show_ledger(self, ledger: LetterLedger) -> None:
        """Show one year of the book; one without numbers has none to spoil."""
        if self._ledger is not None and self._ledger.year != ledger.year:
            self._hide_form()
        self._ledger = ledger
        self._title.setText(self.tr("Buku nomor surat {year}").format(year=ledger.year))
        self._free.setText(
            self.tr("{count} nomor masih dapat dipakai di komputer ini.").format(count=ledger.free)
        )
        self.table.show_rows(
            [
                (
                    number_words(line),
                    state_words(line.state),
                    day_words(line.on) if line.on else "",
                    remark_words(line),
                )
                for line in ledger.lines
            ]
        )
        self._stack.setCurrentIndex(1 if ledger.lines else 0)
        self._spoil.setVisible(bool(ledger.lines) and self._form.isHidden())

    def shut(self, reason: str) -> None:
        """Mark no number as spoilt while there is a reason, and say it; what was typed stays."""
        self._spoil.shut(reason)
        self._save.shut(reason)
        self._refusal.setText(reason)
        self._refusal.setVisible(bool(reason))

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong under each field, with the cursor in the first."""
        show_problems(self._blocks, problems)

    @Slot()
    def close_form(self) -> bool:
        """Leave the form; say whether it was open."""
        was_open = not self._form.isHidden()
        if was_open:
            self._hide_form()
            self.table.setFocus()
        return was_open

    def _hide_form(self) -> None:
        self._form.hide()
        self._spoil.show()

    @Slot()
    def _open_form(self) -> None:
        for block in self._blocks.values():
            block.clear_problem()
        self._reason.clear()
        self._number.setText(self._chosen_number())
        self._spoil.hide()
        self._form.show()
        field = self._reason if self._number.text() else self._number
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen_number(self) -> str:
        """The first number of the chosen row, where it is one that can be spoilt."""
        place = self.table.chosen()
        if self._ledger is None or place < 0:
            return ""
        line = self._ledger.lines[place]
        return str(line.first) if line.state in _MAY_SPOIL else ""

    @Slot()
    def _submit(self) -> None:
        if self._ledger is None:
            return
        for block in self._blocks.values():
            block.clear_problem()
        number = int(self._number.text() or 0)
        self.void_wanted.emit(self._ledger.year, number, self._reason.text())

    @Slot()
    def _ask_earlier(self) -> None:
        self._ask_year(-1)

    @Slot()
    def _ask_later(self) -> None:
        self._ask_year(1)

    def _ask_year(self, way: int) -> None:
        if self._ledger is not None:
            self.year_wanted.emit(self._ledger.year + way)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        top.addWidget(self._earlier)
        top.addWidget(self._later)
        foot = QHBoxLayout()
        foot.addWidget(self._spoil)
        foot.addStretch()
        inside = QWidget()
        inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.medium)
        column.addLayout(top)
        column.addWidget(self._free)
        column.addWidget(self._refusal)
        column.addWidget(self._stack, 1)
        column.addWidget(self._form)
        column.addLayout(foot)
        self._lay_out_form()
        self._form.hide()
        self._stack.addWidget(
            EmptyState(
                self._theme,
                icon="stamp",
                sentence=self.tr(
                    "Belum ada nomor untuk tahun ini. Jatah nomor datang dari server saat sinkron."
                ),
            )
        )
        self._stack.addWidget(self.table)
        page = QVBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.medium)
        page.addWidget(inside)
        set_ground(self, "surface")

    def _lay_out_form(self) -> None:
        spacing = self._theme.spacing
        set_ground(self._form, "raised")
        size_by_letters(self._number, _MOST_DIGITS)
        fields = QHBoxLayout()
        fields.setSpacing(spacing.medium)
        fields.addWidget(self._blocks["sequence"])
        fields.addWidget(self._blocks["reason"], 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.medium)
        column.setSpacing(spacing.small)
        column.addWidget(
            muted_label(
                self.tr(
                    "Nomor yang ditandai rusak tidak diberikan lagi, dan alasannya tercatat di "
                    "buku. Hanya nomor jatah komputer ini yang belum dipakai surat."
                )
            )
        )
        column.addLayout(fields)
        column.addLayout(buttons)
