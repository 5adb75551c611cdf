"""The reporter's own words; what is pasted or dropped here may be more than words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from typing_extensions import override

from desktop_app.ui.controls.growing_text import GrowingText

# Says whether it has taken what was pasted: a file, a picture, a copied message.
TakePasted = Callable[[QMimeData], bool]


class WordsField(GrowingText):
    """Asks first whether somebody else takes what is pasted; else takes it as plain text."""

    def __init__(self, take_pasted: TakePasted) -> None:
        super().__init__(lines=4, most_lines=12)
        self._take_pasted = take_pasted

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasUrls() or source.hasImage()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self._take_pasted(source) and source.hasText():
            self.insertPlainText(source.text())

    def add(self, text: str) -> None:
        """Write plain text at the cursor, as a paste would."""
        self.insertPlainText(text)
