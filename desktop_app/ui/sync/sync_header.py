"""The top of the sync page: whether the work is safe, what a round is doing, what it asks."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.errors import ExpectedError
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, caption_label, title_label
from desktop_app.ui.shell.doors import RoundProgress
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.sync.remove_many_question import RemoveManyQuestion
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle
from desktop_app.ui.top_bar import SYNC_LOOKS
from desktop_app.ui.words.rounds import progress_words
from desktop_app.ui.words.sync_state import SyncWords


class SyncHeader(QWidget):
    """Says it in a word, in a sentence, and when both sides last agreed."""

    sync_wanted = Signal()
    cancel_wanted = Signal()
    remove_many_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = IconLabel(theme, "cloud-off", size=theme.spacing.large_icon)
        self._state = TextLabel(style=TypeStyle.EMPHASIS)
        self._state.setObjectName("sync_words")
        self._sentence = TextLabel(tone=Tone.NEUTRAL)
        self._sentence.setObjectName("sync_sentence")
        self._verified = caption_label()
        self._verified.setObjectName("sync_verified")
        self._now = primary_button(
            theme, self.tr("Sinkronkan sekarang"), icon="refresh-cw", keys="F9"
        )
        self._now.setObjectName("sync_now")
        self._now.clicked.connect(self.sync_wanted)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Kemajuan sinkron"))
        self._doing = caption_label()
        self._doing.setObjectName("sync_doing")
        self._cancel = quiet_button(theme, self.tr("Hentikan"), icon="x")
        self._cancel.setObjectName("cancel_round")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._running = QWidget()
        self._question = RemoveManyQuestion(theme)
        self._question.agreed.connect(self.remove_many_wanted)
        self._lay_out()

    def show_state(self, words: SyncWords) -> None:
        """Say how sync stands."""
        icon, colour = SYNC_LOOKS[words.kind]
        self._icon.show_icon(icon, colour)
        self._state.setText(words.short)
        self._sentence.setText(words.sentence)

    def show_verified(self, at: datetime | None, words: DeskWords) -> None:
        """Say when both sides were last found equal."""
        if at is None:
            self._verified.setText(
                self.tr("Isi komputer ini belum pernah dicocokkan dengan server.")
            )
            return
        sentence = self.tr("Terakhir dicocokkan dengan server: {moment} ({age}).")
        self._verified.setText(sentence.format(moment=words.moment(at), age=words.age(at)))

    def show_running(self, *, running: bool) -> None:
        """Show that a round is at hand, and how to end it."""
        self._running.setVisible(running)
        self._now.setEnabled(not running)
        if running:
            self._progress.setRange(0, 0)
            self._doing.setText(self.tr("Menghubungi server"))
            self._cancel.setEnabled(True)

    def show_progress(self, progress: RoundProgress) -> None:
        """Say what the round is doing now."""
        self._progress.setRange(0, progress.total or 0)
        self._progress.setValue(progress.done)
        self._doing.setText(progress_words(progress))

    def show_cancelling(self) -> None:
        """The round ends after the request at hand."""
        self._cancel.setEnabled(False)
        self._doing.setText(
            self.tr("Berhenti setelah permintaan ini selesai; yang sudah terkirim tetap terkirim")
        )

    def show_question(self, error: ExpectedError | None) -> None:
        """Ask whether many cases may leave this desk; None when nothing is asked."""
        if error is None:
            self._question.hide()
        else:
            self._question.ask(error)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        words = QVBoxLayout()
        words.setSpacing(spacing.units(2))
        words.addWidget(self._state)
        words.addWidget(self._sentence)
        words.addWidget(self._verified)
        top = QHBoxLayout()
        top.setSpacing(spacing.medium)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        top.addWidget(self._now, 0, Qt.AlignmentFlag.AlignTop)
        bar = QVBoxLayout()
        bar.setSpacing(spacing.tiny)
        bar.addWidget(self._doing)
        bar.addWidget(self._progress)
        running = QHBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.setSpacing(spacing.medium)
        running.addLayout(bar, 1)
        running.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignBottom)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        # In line with the pages below, beside which their scroll bar runs.
        column.setContentsMargins(0, 0, spacing.medium, 0)
        column.setSpacing(spacing.medium)
        column.addWidget(title_label(self.tr("Sinkron")))
        column.addLayout(top)
        column.addWidget(self._running)
        column.addWidget(self._question)
        self._running.hide()
