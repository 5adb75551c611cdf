"""What long work is doing, how far it is, and how to end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.label import caption_label
from desktop_app.ui.theme.theme import Theme


class WorkRow(QWidget):
    """Hidden while nothing is at hand."""

    cancel_wanted = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        """Make the row; `name` begins the names of its parts."""
        super().__init__()
        self._doing = caption_label()
        self._doing.setObjectName(f"{name}_doing")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Kemajuan"))
        self._cancel = quiet_button(theme, self.tr("Hentikan"), icon="x")
        self._cancel.setObjectName(f"cancel_{name}")
        self._cancel.clicked.connect(self.cancel_wanted)
        words = QVBoxLayout()
        words.setSpacing(theme.spacing.tiny)
        words.addWidget(self._bar)
        words.addWidget(self._doing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing.medium)
        row.addLayout(words, 1)
        row.addWidget(self._cancel)
        self.hide()

    def begin(self, words: str) -> None:
        """Come into sight."""
        self._doing.setText(words)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self.show()

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Say how far it is."""
        self._doing.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def show_cancelling(self) -> None:
        """It ends soon."""
        self._cancel.setEnabled(False)
        self._doing.setText(self.tr("Berhenti…"))
