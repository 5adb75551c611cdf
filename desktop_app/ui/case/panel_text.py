"""The text of the writing panel, whose label changes with the task."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.controls.growing_text import GrowingText
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_look
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class PanelText(QWidget):
    """A label, the text, and under it what is wrong with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        spacing = theme.spacing
        self.field = GrowingText(lines=2, most_lines=7)
        self.field.setObjectName("text")
        self.field.setAcceptDrops(False)
        self.field.textChanged.connect(self.clear_problem)
        self._label = TextLabel(style=TypeStyle.EMPHASIS, wrap=False)
        self._label.setBuddy(self.field)
        self._optional = TextLabel(
            self.tr("(boleh kosong)"), TypeStyle.CAPTION, tone=Tone.NEUTRAL, wrap=False
        )
        self._note = TextLabel(style=TypeStyle.CAPTION, tone=Tone.BAD)
        self._note.setObjectName("text_note")
        top = QHBoxLayout()
        top.setSpacing(spacing.tiny)
        top.addWidget(self._label)
        top.addWidget(self._optional)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.tiny)
        column.addLayout(top)
        column.addWidget(self.field)
        column.addWidget(self._note)

    def begin(self, label: str, text: str, *, optional: bool, repeated: bool) -> None:
        """Start with `text`; a label that the heading has said already is `repeated`."""
        self._label.setText(label)
        self._label.setVisible(not repeated)
        self._optional.setVisible(optional)
        self.field.setAccessibleName(label)
        self.field.setPlainText(text)
        self.clear_problem()

    def text(self) -> str:
        return self.field.toPlainText()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, and outline the field."""
        self._note.setText(sentence)
        self._note.show()
        self.field.setAccessibleDescription(sentence)
        set_look(self.field, "invalid", "true")

    @Slot()
    def clear_problem(self) -> None:
        self._note.hide()
        self.field.setAccessibleDescription("")
        set_look(self.field, "invalid", "false")
