"""A raised panel that holds one matter, with a heading."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.controls.label import emphasis_label
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.spacing import Spacing


class Card(QFrame):
    """Put content in `body`; small things that belong to the heading go to its right."""

    def __init__(self, heading: str = "", *, ground: str = "raised") -> None:
        super().__init__()
        spacing = Spacing.of()
        set_ground(self, ground)
        self.setAccessibleName(heading)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.large)
        column.setSpacing(spacing.small)
        words = emphasis_label(heading)
        self._top = QHBoxLayout()
        self._top.setSpacing(spacing.small)
        self._top.addWidget(words, 1)
        column.addLayout(self._top)
        words.setVisible(bool(heading))
        self.body = QVBoxLayout()
        self.body.setSpacing(spacing.small)
        column.addLayout(self.body)

    def add_to_heading(self, widget: QWidget) -> None:
        self._top.addWidget(widget)
