"""The page behind the status line: how sync stands, what was refused, what did not stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.changes import FieldConflict
from desktop_app.services.sync_summary import Attention, RefusedChange
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import TextLabel, emphasis_label, muted_label, title_label
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.sync_state import SyncWords, operation_words, reject_words


class AttentionPage(QWidget):
    """Shows and asks; nothing on it is ever dropped without a person."""

    sync_wanted = Signal()
    send_again_wanted = Signal(object)  # UUID of the change
    conflict_seen = Signal(object)  # UUID of the conflict

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        spacing = theme.spacing
        self._state = emphasis_label()
        self._sentence = muted_label()
        now = primary_button(theme, self.tr("Sinkronkan sekarang"), icon="refresh-cw", keys="F9")
        now.setObjectName("sync_now")
        now.clicked.connect(self.sync_wanted)
        words = QVBoxLayout()
        words.setSpacing(spacing.tiny)
        words.addWidget(self._state)
        words.addWidget(self._sentence)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addWidget(now)
        self._list = QVBoxLayout()
        self._list.setSpacing(spacing.medium)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(spacing.wide, spacing.wide, spacing.wide, spacing.wide)
        column.setSpacing(spacing.large)
        column.addWidget(title_label(self.tr("Sinkron")))
        column.addLayout(top)
        column.addLayout(self._list)
        column.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll_page(inside))

    def show_state(self, words: SyncWords) -> None:
        """Say how sync stands."""
        self._state.setText(words.short)
        self._sentence.setText(words.sentence)

    def show_attention(self, attention: Attention) -> None:
        """List what needs a person."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for refused in attention.refused:
            self._list.addWidget(self._refused_card(refused))
        for conflict in attention.conflicts:
            self._list.addWidget(self._conflict_card(conflict))
        if not attention.refused and not attention.conflicts:
            self._list.addWidget(
                muted_label(self.tr("Tidak ada perubahan yang ditolak atau berbeda."))
            )

    def _refused_card(self, refused: RefusedChange) -> Card:
        change = refused.change
        heading = self.tr("Ditolak server: {what}").format(what=operation_words(change.operation))
        card = Card(heading)
        card.body.addWidget(TextLabel(refused.register_number, tabular=True))
        card.body.addWidget(muted_label(change.reject_words or reject_words(change.reject_code)))
        self._add_button(
            card, self.tr("Kirim lagi"), partial(self.send_again_wanted.emit, change.uid)
        )
        return card

    def _conflict_card(self, conflict: FieldConflict) -> Card:
        card = Card(self.tr("Nilai lain yang berlaku"))
        card.body.addWidget(TextLabel(self.tr("Isian Anda: {mine}").format(mine=conflict.mine)))
        card.body.addWidget(
            TextLabel(self.tr("Yang berlaku: {theirs}").format(theirs=conflict.theirs))
        )
        self._add_button(
            card, self.tr("Sudah saya lihat"), partial(self.conflict_seen.emit, conflict.uid)
        )
        return card

    def _add_button(self, card: Card, text: str, handler: Callable[[], None]) -> None:
        button = quiet_button(self._theme, text)
        button.clicked.connect(handler)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        card.body.addLayout(row)
