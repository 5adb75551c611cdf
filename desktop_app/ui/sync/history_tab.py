"""How the last rounds went, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.rounds import RoundRecord
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.label import caption_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.rounds import outcome_words, received_words, sent_words


class HistoryTab(QWidget):
    """One row a round; rounds alike in a row are told once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = PlainTable(
            self.tr("Riwayat sinkron"),
            [
                Column(self.tr("Selesai")),
                Column(self.tr("Terkirim")),
                Column(self.tr("Diterima")),
                Column(self.tr("Hasil"), share=1),
            ],
        )
        self.table.setObjectName("round_history")
        spacing = theme.spacing
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, spacing.large, spacing.medium, 0)
        column.setSpacing(spacing.small)
        column.addWidget(
            caption_label(
                self.tr(
                    "“Cocok” berarti komputer ini dan server sudah dibandingkan dan isinya sama. "
                    "“Diperbaiki” berarti ada yang berbeda dan sudah diambil ulang."
                )
            )
        )
        column.addWidget(self.table, 1)
        column.addStretch()
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                theme,
                icon="clock",
                sentence=self.tr("Belum ada sinkron di komputer ini. Tekan F9 untuk memulai."),
            )
        )
        self._stack.addWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)

    def show_rounds(self, rounds: Sequence[RoundRecord], words: DeskWords) -> None:
        """List the rounds."""
        self._stack.setCurrentIndex(1 if rounds else 0)
        self.table.show_rows(
            [
                (
                    words.moment(record.ended_at),
                    sent_words(record),
                    received_words(record),
                    outcome_words(record),
                )
                for record in rounds
            ]
        )
