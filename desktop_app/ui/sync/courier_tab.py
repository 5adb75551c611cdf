"""Kurir: where there is no line, the work travels on a USB stick."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.errors import ExpectedError
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import Button, quiet_button
from desktop_app.ui.controls.label import TextLabel, caption_label, muted_label
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.sync.remove_many_question import RemoveManyQuestion
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

BUNDLE_SUFFIX = "kurir"


class CourierTab(QWidget):
    """Three steps in the order they are done, each on its own PC; asks only for the file."""

    place_wanted = Signal()
    write_wanted = Signal(object)  # Path
    carry_wanted = Signal(object)  # Path
    take_wanted = Signal(object)  # Path
    remove_many_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: list[Button] = []
        self._refusal = muted_label()
        self._refusal.setObjectName("courier_refusal")
        self._busy = caption_label()
        self._busy.setObjectName("courier_busy")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Kurir sedang bekerja"))
        self._good = Banner(theme, Tone.GOOD)
        self._good.setObjectName("courier_done")
        self._bad = Banner(theme, Tone.BAD)
        self._bad.setObjectName("courier_trouble")
        self._question = RemoveManyQuestion(theme)
        self._question.agreed.connect(self.remove_many_wanted)
        self._lay_out()

    def shut(self, reason: str) -> None:
        """Take no step while there is a reason, and say it."""
        for button in self._buttons:
            button.shut(reason)
        self._refusal.setText(reason)
        self._refusal.setVisible(bool(reason))

    def ask_where_to_write(self, name: str) -> None:
        """Ask for the place of a new bundle and offer this file name."""
        dialog = self._dialog(self.tr("Tulis paket ke stik"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(BUNDLE_SUFFIX)
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._tell, self.write_wanted))
        dialog.open()

    @Slot()
    def ask_what_to_carry(self) -> None:
        """Ask for the bundle of another desk."""
        self._ask_for_file(self.tr("Pilih paket dari komputer lain"), self.carry_wanted)

    @Slot()
    def ask_what_to_take(self) -> None:
        """Ask for the answer to a bundle of this desk."""
        self._ask_for_file(self.tr("Pilih jawaban untuk komputer ini"), self.take_wanted)

    def show_busy(self, sentence: str) -> None:
        """Say what is going on; empty when nothing is."""
        self._busy.setText(sentence)
        self._busy.setVisible(bool(sentence))
        self._progress.setVisible(bool(sentence))
        for button in self._buttons:
            button.setEnabled(not sentence)
        if sentence:
            for answer in (self._good, self._bad, self._question):
                answer.hide()

    def show_done(self, sentence: str) -> None:
        """Say what was done and what comes next."""
        self.show_busy("")
        self._good.show_words(sentence)

    def show_trouble(self, sentence: str) -> None:
        """Say what went wrong; nothing was lost."""
        self.show_busy("")
        self._bad.show_words(sentence)

    def ask_to_remove_many(self, error: ExpectedError) -> None:
        """Ask whether many cases may leave this desk with the answer."""
        self.show_busy("")
        self._question.ask(error)

    def _ask_for_file(self, title: str, wanted: SignalInstance) -> None:
        dialog = self._dialog(title, QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self._tell, wanted))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setAcceptMode(mode)
        suffix = self.tr("Paket kurir (*.{suffix})").format(suffix=BUNDLE_SUFFIX)
        dialog.setNameFilters([suffix, self.tr("Semua berkas (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _tell(self, wanted: SignalInstance, path: str) -> None:
        wanted.emit(Path(path))

    def _step(
        self, number: str, title: str, where: str, *, name: str, action: str, keys: str
    ) -> tuple[QFrame, Button]:
        spacing = self._theme.spacing
        card = QFrame()
        set_ground(card, "raised")
        words = QVBoxLayout()
        words.setSpacing(spacing.units(2))
        words.addWidget(TextLabel(title, TypeStyle.EMPHASIS))
        words.addWidget(muted_label(where))
        button = quiet_button(self._theme, action, icon="arrow-right", keys=keys)
        button.setObjectName(name)
        self._buttons.append(button)
        row = QHBoxLayout(card)
        row.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.medium)
        row.setSpacing(spacing.medium)
        figure = TextLabel(number, TypeStyle.FIGURE, tone=Tone.NEUTRAL, wrap=False)
        figure.setFixedWidth(spacing.wide)
        row.addWidget(figure)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return card, button

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        write, write_button = self._step(
            "1",
            self.tr("Di komputer ini, tanpa jaringan"),
            self.tr(
                "Tulis semua yang menunggu ke stik. Paketnya terkunci untuk server: pembawanya "
                "tidak dapat membaca isinya."
            ),
            name="write_bundle",
            action=self.tr("Tulis paket ke stik…"),
            keys="T",
        )
        write_button.clicked.connect(self.place_wanted)
        carry, carry_button = self._step(
            "2",
            self.tr("Di komputer yang punya jaringan"),
            self.tr(
                "Antar paket dari komputer lain ke server. Jawabannya ditulis di sebelah paket, di "
                "stik yang sama."
            ),
            name="carry_bundle",
            action=self.tr("Antar paket…"),
            keys="A",
        )
        carry_button.clicked.connect(self.ask_what_to_carry)
        take, take_button = self._step(
            "3",
            self.tr("Kembali di komputer asal"),
            self.tr("Ambil jawabannya: yang terkirim ditandai, dan kabar baru masuk ke sini."),
            name="take_answer",
            action=self.tr("Ambil jawaban…"),
            keys="M",
        )
        take_button.clicked.connect(self.ask_what_to_take)
        widest = max(button.sizeHint().width() for button in self._buttons)
        for button in self._buttons:
            button.setMinimumWidth(widest)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, spacing.large, 0, spacing.large)
        column.setSpacing(spacing.small)
        hint = self.tr(
            "Boleh diulang: paket atau jawaban yang diambil dua kali tidak mengubah apa pun."
        )
        column.addWidget(self._refusal)
        self._refusal.hide()
        for answer in (self._busy, self._progress, self._good, self._bad, self._question):
            column.addWidget(answer)
            answer.hide()
        for widget in (write, carry, take, caption_label(hint)):
            column.addWidget(widget)
        column.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(steady_page(inside))
