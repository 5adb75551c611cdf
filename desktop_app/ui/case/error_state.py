"""What stands where something could not be read: what happened, and another try."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme


class ErrorState(QWidget):
    """Keeps its sentence until the next try succeeds."""

    retry_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._banner = Banner(theme, Tone.BAD)
        self._retry = self._banner.add_action(
            self.tr("Coba lagi"), self.retry_wanted.emit, icon="refresh-cw"
        )
        large = theme.spacing.large
        column = QVBoxLayout(self)
        column.setContentsMargins(large, large, large, large)
        column.addWidget(self._banner)
        column.addStretch()

    def show_words(self, sentence: str, *, can_retry: bool = True) -> None:
        """Say what happened; some things do not change by trying again."""
        self._banner.show_words(sentence)
        self._retry.setVisible(can_retry)
