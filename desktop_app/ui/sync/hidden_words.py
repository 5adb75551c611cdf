"""What belongs to a confidential case: shown only when somebody asks for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.theme.theme import Theme


class HiddenWords(QWidget):
    """Stands in the place of `content` until its button is pressed."""

    def __init__(self, theme: Theme, content: QWidget, *, hidden: bool) -> None:
        """Show `content` at once where nothing is `hidden`."""
        super().__init__()
        self._content = content
        self._button = quiet_button(theme, self.tr("Tampilkan isi (kasus rahasia)"), icon="lock")
        self._button.setObjectName("show_hidden")
        self._button.clicked.connect(self._reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self._button.setVisible(hidden)
        content.setVisible(not hidden)

    @Slot()
    def _reveal(self) -> None:
        self._button.hide()
        self._content.show()
