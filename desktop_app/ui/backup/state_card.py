"""Whether the data would survive this PC: the last copy, its trial, and one more now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.backup.work_row import WorkRow
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, caption_label
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class StateCard(QWidget):
    """Says it in a word and in a sentence."""

    make_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._icon = IconLabel(theme, "archive", size=theme.spacing.large_icon)
        self._state = TextLabel(style=TypeStyle.EMPHASIS)
        self._state.setObjectName("copies_words")
        self._sentence = TextLabel(tone=Tone.NEUTRAL)
        self._sentence.setObjectName("copies_sentence")
        self._habit = caption_label(
            self.tr(
                "Dibuat sendiri sekali sehari dan saat program ditutup. Disimpan 12 harian, 10 "
                "mingguan, dan 9 bulanan, terkunci dengan kata sandi yang sama."
            )
        )
        self._make = primary_button(theme, self.tr("Buat cadangan sekarang"), icon="archive")
        self._make.setObjectName("make_copy")
        self._make.clicked.connect(self.make_wanted)
        self.work = WorkRow(theme, "copy")
        self.work.cancel_wanted.connect(self.cancel_wanted)
        self._trouble = Banner(theme, Tone.WARNING)
        self._trouble.setObjectName("copies_trouble")
        self._lay_out(theme)

    def show_state(self, word: str, sentence: str, *, good: bool, trouble: str) -> None:
        """Say how the copies stand, and what went wrong the last time, if anything."""
        icon, colour = ("circle-check", Colour.GOOD) if good else ("triangle-alert", Colour.WARNING)
        self._icon.show_icon(icon, colour)
        self._state.setText(word)
        self._sentence.setText(sentence)
        if trouble:
            self._trouble.show_words(trouble)
        else:
            self._trouble.hide()

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while a copy is made."""
        self._make.setEnabled(not busy)
        if not busy:
            self.work.hide()

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        words = QVBoxLayout()
        words.setSpacing(spacing.units(2))
        for label in (self._state, self._sentence, self._habit):
            words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(spacing.medium)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        top.addWidget(self._make, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.small)
        column.addLayout(top)
        column.addWidget(self.work)
        column.addWidget(self._trouble)
        self._trouble.hide()
