"""The quiet lines above the form: a draft came back, the form was emptied, the date is doubted."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.errors import ExpectedError
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.troubles import trouble_words


class Notices(QWidget):
    """At most one at a time; each brings the one thing that can be done about it."""

    discard_wanted = Signal()
    bring_back_wanted = Signal()
    date_confirmed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._restored = Banner(theme, Tone.INFO)
        self._restored.setObjectName("restored")
        self._restored.add_action(self.tr("Buang"), self._discard).setObjectName("discard_draft")
        self._emptied = Banner(theme, Tone.INFO, self.tr("Formulir dikosongkan."))
        self._emptied.setObjectName("emptied")
        self._emptied.add_action(
            self.tr("Kembalikan"), self._bring_back, icon="undo-2"
        ).setObjectName("bring_back")
        self._doubt = Banner(theme, Tone.WARNING)
        self._doubt.setObjectName("clock_doubt")
        self._confirm = self._doubt.add_action(
            self.tr("Tanggal benar, simpan"), self._confirm_date, icon="check"
        )
        self._confirm.setObjectName("confirm_date")
        self._trouble = Banner(theme, Tone.BAD)
        self._trouble.setObjectName("save_trouble")
        self._refused = Banner(theme, Tone.WARNING)
        self._refused.setObjectName("form_refused")
        self._all = (self._restored, self._emptied, self._doubt, self._refused, self._trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.spacing.small)
        for banner in self._all:
            column.addWidget(banner)
        self.clear()

    @Slot()
    def clear(self) -> None:
        for banner in self._all:
            banner.hide()
        self.hide()

    def show_restored(self, kept_at: datetime, today: date) -> None:
        """Say that a draft kept at this local time stands in the form again."""
        clock = f"{kept_at:%H.%M}"
        if kept_at.date() != today:
            clock = f"{day_words(kept_at.date())} {clock}"
        self._say(self._restored, self.tr("Draf pukul {clock} dipulihkan.").format(clock=clock))

    def show_emptied(self) -> None:
        self._say(self._emptied, self.tr("Formulir dikosongkan."))

    def show_clock_doubt(self, error: ExpectedError, today: date) -> None:
        """Ask whether the date of this PC is right, with the focus on the answer."""
        question = self.tr("Tanggal di komputer ini {day}; benar?").format(day=day_words(today))
        self._say(self._doubt, f"{question} {trouble_words(error)}")
        self._confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, reason: str) -> None:
        """Say why the form cannot be saved any more; empty when it can again."""
        if reason:
            kept = self.tr("Yang sudah diketik tersimpan sebagai draf Anda.")
            self._say(self._refused, f"{reason} {kept}")
        elif not self._refused.isHidden():
            self.clear()

    def show_trouble(self, error: ExpectedError) -> None:
        """Say why a save did not happen, what was kept and what to do."""
        self._say(self._trouble, trouble_words(error))

    def _say(self, banner: Banner, words: str) -> None:
        self.clear()
        self.show()
        banner.show_words(words)

    @Slot()
    def _discard(self) -> None:
        self.clear()
        self.discard_wanted.emit()

    @Slot()
    def _bring_back(self) -> None:
        self.clear()
        self.bring_back_wanted.emit()

    @Slot()
    def _confirm_date(self) -> None:
        self.clear()
        self.date_confirmed.emit()
