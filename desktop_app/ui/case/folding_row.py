"""Two parts side by side, or one under the other where that would be too narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override


class FoldingRow(QWidget):
    """Lays its parts by its own width; put them into `row`."""

    def __init__(self, *, narrow: int, gap: int) -> None:
        """Fold below `narrow` pixels; `gap` pixels lie between the parts."""
        super().__init__()
        self._narrow = narrow
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(gap)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = event.size().width() < self._narrow
        side, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.row.setDirection(under if fold else side)
