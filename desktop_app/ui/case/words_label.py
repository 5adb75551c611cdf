"""What a person wrote, shown as written: it can be copied, and no long word breaks the page."""

from __future__ import annotations

import re

from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.type_scale import TypeStyle

_BREAK = "\u200b"  # a label may break its line here, and nobody sees it
_LONG_RUN = re.compile(r"\S{25,}")
_PIECE = re.compile(r"\S{12}")


class WordsLabel(TextLabel):
    """Breaks addresses of the web anywhere; what is copied is what was written."""

    def __init__(self, text: str = "", style: TypeStyle = TypeStyle.BODY) -> None:
        super().__init__(breakable(text), style, selectable=True)

    def show_words(self, text: str) -> None:
        self.setText(breakable(text))

    def selected_words(self) -> str:
        """Return what is selected, as it was written."""
        return self.selectedText().replace(_BREAK, "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Salin"))
        copy.setEnabled(self.hasSelectedText())
        copy.triggered.connect(self._copy)
        whole = menu.addAction(self.tr("Salin semuanya"))
        whole.triggered.connect(self._copy_whole)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selected_words())

    def _copy_whole(self) -> None:
        QGuiApplication.clipboard().setText(self.text().replace(_BREAK, ""))


def breakable(text: str) -> str:
    """Let runs of more than 24 letters break after every twelve."""
    return _LONG_RUN.sub(_broken, text)


def _broken(run: re.Match[str]) -> str:
    return _PIECE.sub(_piece, run.group())


def _piece(piece: re.Match[str]) -> str:
    return piece.group() + _BREAK
