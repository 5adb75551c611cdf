"""The card that says who may not know of a case, and lets a higher office decide otherwise."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.case.knowing import KnowingLine, knowing_lines
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme


class KnowingCard(QFrame):
    """Stands only where there is something to know or to decide."""

    wanted = Signal(object)  # EntryKind

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[KnowingLine] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        spacing = theme.spacing
        self._column.setContentsMargins(spacing.large, spacing.small, spacing.large, spacing.small)
        self._column.setSpacing(spacing.tiny)
        self.hide()

    def show_case(self, shown: ShownCase) -> None:
        """Say who may know; the rows are built anew only when they say something else."""
        lines = knowing_lines(shown)
        if lines != self._lines:
            for row in self._rows:
                self._column.removeWidget(row)
                row.deleteLater()
            set_ground(self, "warning" if any(line.warns for line in lines) else "raised")
            self._lines, self._rows = lines, [self._row(line) for line in lines]
            for row in self._rows:
                self._column.addWidget(row)
        self.setVisible(bool(lines))

    def _row(self, line: KnowingLine) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(self._theme.spacing.small)
        icon = IconLabel(self._theme, line.icon, colour=Colour.MUTED, size=self._theme.spacing.icon)
        across.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = TextLabel(line.sentence)
        words.setObjectName("knowing_sentence")
        across.addWidget(words, 1)
        if line.task is not None:
            button = link_button(self._theme, line.action)
            button.setObjectName(f"knowing_{line.task.value}")
            button.clicked.connect(partial(self.wanted.emit, line.task))
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
