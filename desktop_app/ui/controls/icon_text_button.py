"""What every button with words has in common: its icon's distance, and Enter."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme


class IconTextButton(QPushButton):
    """Enter presses it, as Space does; its icon keeps clear of its words."""

    def __init__(self, theme: Theme, text: str, *, kind: str) -> None:
        """Make a button; the style sheet dresses it by `kind`."""
        super().__init__(text)
        self._theme = theme
        self.setProperty("kind", kind)
        self.setAccessibleName(text.replace("&", ""))

    def put_icon(
        self, name: str, *, colour: Colour = Colour.TEXT, checked: Colour | None = None
    ) -> None:
        """Show an icon before the words there are now, or alone; it follows the theme."""
        spacing = self._theme.spacing
        # Qt's own distance between icon and words is fixed, and too small.
        gap = spacing.tiny if self.text() else 0
        self.setIconSize(QSize(spacing.icon + gap, spacing.icon))
        self._theme.put_icon(self, name, colour=colour, checked=checked, gap=gap)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
