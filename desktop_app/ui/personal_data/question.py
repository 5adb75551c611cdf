"""What is asked before somebody's identity is restricted or erased: always a reason."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.errors import Problem
from desktop_app.ui.controls.button import Button, quiet_button
from desktop_app.ui.controls.growing_text import GrowingText
from desktop_app.ui.controls.label import emphasis_label, muted_label
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Question(QFrame):
    """Says what follows, asks why; Ctrl+Enter agrees, Esc leaves everything as it was."""

    cancelled = Signal()

    def __init__(self, theme: Theme, name: str, submit: Button) -> None:
        """Make it hidden; `name` begins the names of its parts."""
        super().__init__()
        self.setObjectName(name)
        self.submit = submit
        self.submit.setObjectName(f"{name}_agree")
        self.submit.clicked.connect(self._press)
        self.heading = emphasis_label()
        self.sentence = muted_label()
        self.reason = GrowingText(lines=2, most_lines=5)
        words = QCoreApplication.translate("Question", "Alasan")
        hint = QCoreApplication.translate("Question", "Tampil di riwayat kasus. Tanpa nama orang.")
        self._blocks = {"text": FieldBlock("text", words, self.reason, hint=hint)}
        self.cancel = quiet_button(
            theme, QCoreApplication.translate("Question", "Batal"), keys="Esc"
        )
        self.cancel.setObjectName(f"{name}_cancel")
        self.cancel.clicked.connect(self.cancelled)
        self.body = QVBoxLayout()
        self._lay_out(theme)
        self.hide()

    def begin(self) -> None:
        """Come into sight without a reason, with the keys in the first field."""
        self.reason.clear()
        self._blocks["text"].clear_problem()
        self.set_busy(busy=False)
        self.show()
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget:
        """Return what is answered first."""
        return self.reason

    def close_question(self) -> bool:
        """Leave nothing of what was asked; say whether it was open."""
        was_open = not self.isHidden()
        self.hide()
        self.reason.clear()
        return was_open

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong with the reason."""
        show_problems(self._blocks, problems)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second press while the first is on its way."""
        self.submit.setEnabled(not busy)

    def agree(self) -> None:
        """Ask for what the button says."""
        raise NotImplementedError

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._press()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _press(self) -> None:
        if self.submit.isEnabled():
            self.agree()

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        set_ground(self, "well")
        self.body.setSpacing(spacing.small)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self.submit)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.large)
        column.setSpacing(spacing.small)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addLayout(self.body)
        column.addWidget(self._blocks["text"])
        self.foot = QVBoxLayout()
        column.addLayout(self.foot)
        column.addLayout(buttons)
