"""A small window that asks why a print or an export shall show what is confidential."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_app.ui.privacy.reason_form import ReasonForm
from desktop_app.ui.theme.theme import Theme


class ReasonQuestion(QDialog):
    """Asks once; Esc leaves everything hidden."""

    answered = Signal(object)  # Because

    def __init__(self, theme: Theme, parent: QWidget, *, heading: str, sentence: str) -> None:
        super().__init__(parent)
        self.setObjectName("reason_question")
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = ReasonForm(theme, submit=self.tr("Tampilkan lengkap"))
        self.form.ask(heading, sentence)
        self.form.answered.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def _tell(self, because: object) -> None:
        self.answered.emit(because)
        self.accept()
