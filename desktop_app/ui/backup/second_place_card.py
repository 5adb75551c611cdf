"""The second place of the copies: another disk, a stick, a folder of the network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme


class SecondPlaceCard(Card):
    """Says where it is and what lies there."""

    chosen = Signal(object)  # Path
    forget_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Tempat kedua"))
        self._where = TextLabel()
        self._where.setObjectName("second_place")
        self._state = muted_label()
        self._state.setObjectName("second_place_state")
        self._trouble = Banner(theme, Tone.WARNING)
        self._trouble.setObjectName("second_place_trouble")
        self._trouble.hide()
        self._choose = quiet_button(theme, self.tr("Pilih folder…"), icon="files")
        self._choose.setObjectName("choose_second_place")
        self._forget = quiet_button(theme, self.tr("Jangan pakai lagi"), icon="x")
        self._forget.setObjectName("forget_second_place")
        self._choose.setEnabled(False)
        self._forget.hide()
        self._choose.clicked.connect(self.ask)
        self._forget.clicked.connect(self.forget_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.spacing.small)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._forget)
        buttons.addStretch()
        self.body.addWidget(self._where)
        self.body.addWidget(self._state)
        self.body.addWidget(self._trouble)
        self.body.addLayout(buttons)

    def show_place(self, where: str, state: str, *, trouble: str, may_keep: bool) -> None:
        """Show the folder, empty where none is set."""
        self._where.setText(where or self.tr("Belum ada."))
        self._state.setText(state)
        if trouble:
            self._trouble.show_words(trouble)
        else:
            self._trouble.hide()
        self._choose.setEnabled(may_keep)
        self._forget.setEnabled(may_keep)
        self._forget.setVisible(bool(where))

    @Slot()
    def ask(self) -> None:
        """Ask for the folder."""
        dialog = QFileDialog(self, self.tr("Tempat kedua untuk cadangan"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, path: str) -> None:
        self.chosen.emit(Path(path))
