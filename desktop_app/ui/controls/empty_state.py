"""What an empty list says: one sentence and the one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme


class EmptyState(QWidget):
    """Stands where content would be; `action_wanted` when its button is pressed."""

    action_wanted = Signal()

    def __init__(self, theme: Theme, *, icon: str, sentence: str, action: str = "") -> None:
        super().__init__()
        spacing = theme.spacing
        middle = Qt.AlignmentFlag.AlignHCenter
        words = muted_label(sentence)
        words.setAlignment(middle)
        words.setFixedWidth(spacing.lines(18))
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.large)
        column.setSpacing(spacing.medium)
        column.addStretch(2)
        column.addWidget(IconLabel(theme, icon, colour=Colour.EDGE, size=spacing.huge), 0, middle)
        # An aligned label would get the height of one line, however many its words fill.
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(words)
        row.addStretch()
        column.addLayout(row)
        if action:
            button = quiet_button(theme, action)
            button.clicked.connect(self.action_wanted)
            column.addWidget(button, 0, middle)
        column.addStretch(3)
