"""A small switch above a list that narrows it, with how many it would show."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from desktop_app.ui.controls.icon_text_button import IconTextButton
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme


class Chip(IconTextButton):
    """A checkable filter; put several in a QButtonGroup when only one may be on."""

    def __init__(self, theme: Theme, word: str, *, icon: str = "") -> None:
        super().__init__(theme, word, kind="chip")
        self._word = word
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon:
            self.put_icon(icon, colour=Colour.MUTED, checked=Colour.ACCENT)

    def set_count(self, count: int | None) -> None:
        """Show how many rows the filter leaves; None while that is not known."""
        self.setText(self._word if count is None else f"{self._word}  {count}")
        self.setAccessibleName(self._word if count is None else f"{self._word}, {count}")
