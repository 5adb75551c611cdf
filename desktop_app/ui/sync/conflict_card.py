"""A value that did not stand, beside the one that does; one key puts it back."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.services.sync_centre.overruled_values import OverruledValue
from desktop_app.ui.case.folding_row import FoldingRow
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.label import caption_label
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.sync.hidden_words import HiddenWords
from desktop_app.ui.sync.item_card import ItemCard
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.fields import field_label

_NARROW_LINES = 30


class ConflictCard(ItemCard):
    """Shows both values with who wrote them; P takes mine, S leaves the other."""

    restore_wanted = Signal(object)  # UUID of the conflict
    leave_wanted = Signal(object)  # UUID of the conflict

    def __init__(self, theme: Theme, value: OverruledValue, words: DeskWords) -> None:
        conflict = value.conflict
        super().__init__(
            theme,
            icon="merge",
            tone=Tone.WARNING,
            heading=field_label(conflict.field),
            aside=words.moment(conflict.noticed_at),
            about=value.about,
        )
        self._uid = conflict.uid
        mine = words.values.write(conflict.field, conflict.mine)
        theirs = words.values.write(conflict.field, value.stands)
        if value.is_hidden:
            mine = theirs = self.tr("Buka kasusnya dahulu.")
        sides = FoldingRow(narrow=theme.spacing.lines(_NARROW_LINES), gap=theme.spacing.small)
        sides.row.addWidget(self._side(self.tr("Punya saya"), mine, "", ground="accent"), 1)
        sides.row.addWidget(
            self._side(self.tr("Yang berlaku"), theirs, self._whose(value, words)), 1
        )
        self.body.addWidget(HiddenWords(theme, sides, hidden=value.about.confidential))
        self.offer("keep_mine", self.tr("Pakai punya saya"), self._restore, icon="undo-2", keys="P")
        self.offer("leave", self.tr("Sudah, biarkan"), self._leave, icon="check", keys="S")
        self.offer_case()
        if not value.may_restore:
            why = self.tr("Kasus ini sudah pindah ke kantor lain atau peran Anda berubah.")
            self.shut("keep_mine", why)

    def _whose(self, value: OverruledValue, words: DeskWords) -> str:
        conflict = value.conflict
        if value.stands != conflict.theirs:
            return self.tr("Sudah diubah lagi sesudahnya")
        when = words.moment(conflict.at) if conflict.at else ""
        return " · ".join(part for part in (conflict.by, value.office, when) if part)

    def _side(self, label: str, value: str, whose: str, *, ground: str = "well") -> QFrame:
        spacing = self._theme.spacing
        side = QFrame()
        set_ground(side, ground)
        column = QVBoxLayout(side)
        column.setContentsMargins(spacing.medium, spacing.small, spacing.medium, spacing.small)
        column.setSpacing(spacing.units(2))
        column.addWidget(caption_label(label))
        column.addWidget(WordsLabel(value))
        if whose:
            column.addWidget(caption_label(whose))
        column.addStretch()
        return side

    @Slot()
    def _restore(self) -> None:
        self.restore_wanted.emit(self._uid)

    @Slot()
    def _leave(self) -> None:
        self.leave_wanted.emit(self._uid)
