"""A field for several lines of plain text."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy
from typing_extensions import override

from desktop_app.ui.theme.spacing import Spacing


class GrowingText(QPlainTextEdit):
    """Grows by whole lines as it is filled; Tab leaves it for the next field."""

    def __init__(self, *, lines: int = 3, most_lines: int = 10) -> None:
        """Show `lines` lines when empty and scroll beyond `most_lines`."""
        super().__init__()
        self._lines = lines
        self._most_lines = most_lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        spacing = Spacing.of()
        # A plain text document measures its height in lines, wrapped ones included.
        filled = round(self.document().size().height())
        shown = min(max(self._lines, filled), self._most_lines)
        margin = round(self.document().documentMargin()) + spacing.tiny + spacing.ring
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + 2 * margin)
