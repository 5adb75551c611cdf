"""A save that the server refused: why, what was typed, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.services.sync_centre.refused_work import RefusedSave
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.sync.hidden_words import HiddenWords
from desktop_app.ui.sync.item_card import ItemCard
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.changes import operations_words
from desktop_app.ui.words.fields import field_label
from desktop_app.ui.words.rejections import reject_words


class RefusedCard(ItemCard):
    """Nothing on it is ever dropped: it is sent again, copied, exported, or stays."""

    send_again_wanted = Signal(object)  # UUID of a change of the save
    void_again_wanted = Signal(object)  # UUID of a change of the save
    copied = Signal()

    def __init__(self, theme: Theme, save: RefusedSave, words: DeskWords) -> None:
        super().__init__(
            theme,
            icon="ban",
            tone=Tone.WARNING,
            heading=operations_words(change.operation for change in save.changes),
            aside=" · ".join(part for part in (save.author, words.moment(save.made_at)) if part),
            about=save.about,
        )
        self._uid = save.uid
        self._parts = [
            (field_label(part.name), words.values.write(part.name, part.value))
            for change in save.changes
            for part in change.parts
        ]
        self.body.addWidget(TextLabel(reject_words(save.code, save.words), tone=Tone.WARNING))
        if self._parts:
            typed = self._typed(theme)
            self.body.addWidget(HiddenWords(theme, typed, hidden=save.about.confidential))
        if save.can_void_again:
            self.offer("void_again", self.tr("Batalkan juga"), self._void, icon="trash-2", keys="B")
        else:
            self.offer("send_again", self.tr("Kirim lagi"), self._send, icon="refresh-cw", keys="L")
        self.offer_case()
        if self._parts:
            self.offer("copy_typed", self.tr("Salin isi"), self._copy, icon="copy")

    def _typed(self, theme: Theme) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.spacing.large)
        grid.setVerticalSpacing(theme.spacing.tiny)
        grid.setColumnStretch(1, 1)
        for place, (label, value) in enumerate(self._parts):
            name = TextLabel(label, tone=Tone.NEUTRAL, wrap=False)
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(WordsLabel(value), place, 1)
        return holder

    @Slot()
    def _send(self) -> None:
        self.send_again_wanted.emit(self._uid)

    @Slot()
    def _void(self) -> None:
        self.void_again_wanted.emit(self._uid)

    @Slot()
    def _copy(self) -> None:
        lines = [f"{label}: {value}" for label, value in self._parts]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.emit()
