"""A field with a second line that answers while one types: a warning, or what was understood."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.spacing import Spacing
from desktop_app.ui.theme.type_scale import TypeStyle


class NotedField(QWidget):
    """Shows a remark below a field block, except while the block says what is wrong."""

    def __init__(self, block: FieldBlock) -> None:
        super().__init__()
        self.block = block
        self._remark = TextLabel(style=TypeStyle.CAPTION)
        self._remark.setObjectName(f"{block.field.objectName()}_remark")
        self._remark.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Spacing.of().tiny)
        column.addWidget(block)
        column.addWidget(self._remark)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def remark(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say `text`, or nothing; screen readers get it as the field's description."""
        self._remark.setText(text)
        self._remark.set_tone(tone)
        self._remark.setVisible(bool(text) and not self.block.has_problem())
        if not self.block.has_problem():
            self.block.field.setAccessibleDescription(text)
