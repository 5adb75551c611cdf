"""The copies there are, and the return to one: first what it would do, then a clear question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.backups import BackupPlace
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

Row = tuple[str, str, str, str]  # when, why, how many cases, where


class CopiesCard(Card):
    """The button below the table concerns the row that is chosen."""

    preview_wanted = Signal(int)  # the row
    return_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Kembali ke cadangan"))
        self._may_keep = False
        self.table = PlainTable(
            self.tr("Cadangan yang ada"),
            [
                Column(self.tr("Dibuat"), share=3),
                Column(self.tr("Karena"), share=2),
                Column(self.tr("Aduan"), share=1, figures=True),
                Column(self.tr("Tempat"), share=2),
            ],
            whole=True,
        )
        self.table.setObjectName("copies")
        self._return = quiet_button(theme, self.tr("Pulihkan yang dipilih…"), icon="undo-2")
        self._return.setObjectName("preview_return")
        self._undo = quiet_button(theme, self.tr("Urungkan pemulihan terakhir…"), icon="undo-2")
        self._undo.setObjectName("undo_return")
        self._question = Banner(theme, Tone.WARNING)
        self._question.setObjectName("return_question")
        agree = self._question.add_action(self.tr("Ya, pulihkan"), self._agree, icon="undo-2")
        agree.setObjectName("agree_to_return")
        self._question.add_action(self.tr("Batal"), self._question.hide)
        self._question.hide()
        self._reason = muted_label(
            self.tr(
                "Memulihkan dan memilih tempat kedua: verifikator, pejabat penanda tangan, atau "
                "admin."
            )
        )
        self._reason.hide()
        self._undo.hide()
        self._return.setEnabled(False)
        self._return.clicked.connect(self._ask)
        self._undo.clicked.connect(self.undo_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._follow_row)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.spacing.small)
        buttons.addWidget(self._return)
        buttons.addWidget(self._undo)
        buttons.addStretch()
        self.body.addWidget(self.table)
        self.body.addWidget(self._question)
        self.body.addLayout(buttons)
        self.body.addWidget(self._reason)

    def show_rows(self, rows: Sequence[Row], *, may_keep: bool, can_undo: bool) -> None:
        """Show the copies, newest first."""
        self._may_keep = may_keep
        self.table.show_rows(list(rows))
        self._undo.setVisible(can_undo)
        self._undo.setEnabled(may_keep)
        self._reason.setVisible(not may_keep)
        self._follow_row()

    def place_words(self, place: BackupPlace) -> str:
        """Say where a copy lies."""
        if place is BackupPlace.FIRST:
            return self.tr("Komputer ini")
        return self.tr("Tempat kedua")

    def show_question(self, words: str) -> None:
        """Say what a return would do, and ask."""
        self._question.show_words(words)

    @Slot()
    def _follow_row(self) -> None:
        self._question.hide()
        self._return.setEnabled(self._may_keep and self.table.chosen() >= 0)

    @Slot()
    def _ask(self) -> None:
        self.preview_wanted.emit(self.table.chosen())

    @Slot()
    def _agree(self) -> None:
        self._question.hide()
        self.return_wanted.emit()
