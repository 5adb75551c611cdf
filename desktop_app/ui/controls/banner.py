"""A word to the reader inside the page, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from desktop_app.ui.controls.button import Button, quiet_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_ICONS = {
    Tone.INFO: "info",
    Tone.GOOD: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.BAD: "circle-alert",
}


class Banner(QFrame):
    """Icon, sentence and buttons on the soft ground of its tone; stays until it is hidden."""

    def __init__(self, theme: Theme, tone: Tone, text: str = "") -> None:
        """Make a banner; `tone` is INFO, GOOD, WARNING or BAD."""
        super().__init__()
        self._theme = theme
        spacing = theme.spacing
        set_ground(self, tone.name.lower())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = TextLabel(text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(spacing.medium, spacing.small, spacing.small, spacing.small)
        self._row.setSpacing(spacing.small)
        self._row.addWidget(IconLabel(theme, _ICONS[tone], colour=tone.ink))
        self._row.addWidget(self._words, 1)
        self.setMinimumHeight(spacing.control)

    def show_words(self, text: str) -> None:
        """Say `text` in place of what stood here, and come into sight."""
        self._words.setText(text)
        self.show()

    def add_action(self, text: str, handler: Callable[[], None], *, icon: str = "") -> Button:
        """Add a button at the right; buttons stand in the order added."""
        button = quiet_button(self._theme, text, icon=icon)
        button.clicked.connect(handler)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button
