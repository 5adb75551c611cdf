"""Fields as people meet them: the label above, hint and error below, as wide as their letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, SignalInstance, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.errors import Problem
from desktop_app.ui.controls.choice_row import ChoiceRow
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_look
from desktop_app.ui.theme.spacing import Spacing
from desktop_app.ui.theme.type_scale import TypeStyle
from desktop_app.ui.words.problems import problem_words


class FieldBlock(QWidget):
    """One field with its label, its hint and, when something is wrong, the sentence that says so.

    The field is named after the domain field it edits, so that people, screen readers and tests
    find it alike. A problem goes away as soon as the field is edited.
    """

    def __init__(
        self, name: str, label: str, field: QWidget, *, optional: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self.field = field
        self._hint = hint
        field.setObjectName(name)
        field.setAccessibleName(label.replace("&", ""))
        field.setAccessibleDescription(hint)
        self._note = TextLabel(hint, TypeStyle.CAPTION, tone=Tone.NEUTRAL)
        self._note.setObjectName(f"{name}_note")
        self._lay_out(label, optional=optional)
        # Only now: shown without a parent it would be a window of its own for a moment.
        self._note.setVisible(bool(hint))
        edited = _edited(field)
        if edited is not None:
            edited.connect(self.clear_problem)

    def show_problem(self, text: str) -> None:
        """Say under the field what is wrong with it, and outline it."""
        self._note.setText(text)
        self._note.set_tone(Tone.BAD)
        self._note.show()
        self.field.setAccessibleDescription(text)
        set_look(self.field, "invalid", "true")

    @Slot()
    def clear_problem(self) -> None:
        if not self.has_problem():
            return
        self._note.setText(self._hint)
        self._note.set_tone(Tone.NEUTRAL)
        self._note.setVisible(bool(self._hint))
        self.field.setAccessibleDescription(self._hint)
        set_look(self.field, "invalid", "false")

    def has_problem(self) -> bool:
        return bool(self.field.property("invalid") == "true")

    def _lay_out(self, label: str, *, optional: bool) -> None:
        spacing = Spacing.of()
        caption = TextLabel(label, TypeStyle.EMPHASIS, wrap=False)
        # Only plain or automatic text shows the access key of "&Judul" as an underline.
        caption.setBuddy(self.field)
        top = QHBoxLayout()
        top.setSpacing(spacing.tiny)
        top.addWidget(caption)
        if optional:
            words = QCoreApplication.translate("Fields", "(boleh kosong)")
            top.addWidget(TextLabel(words, TypeStyle.CAPTION, tone=Tone.NEUTRAL, wrap=False))
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.tiny)
        column.addLayout(top)
        fixed = self.field.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
        column.addWidget(
            self.field, 0, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0)
        )
        column.addWidget(self._note)
        # Fields side by side keep their labels on one line when only one has a note.
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


def show_problems(blocks: Mapping[str, FieldBlock], problems: Sequence[Problem]) -> None:
    """Put each sentence under its field, and the cursor into the first of them."""
    for problem in reversed(problems):
        block = blocks[problem.field]
        block.show_problem(problem_words(problem))
        block.field.setFocus(Qt.FocusReason.OtherFocusReason)


def size_by_letters(field: QWidget, letters: int) -> None:
    """Make a one-line field as wide as the letters it holds, whatever font and scale."""
    metrics = QFontMetrics(field.font())
    field.setFixedWidth(metrics.averageCharWidth() * letters + 2 * Spacing.of().medium)
    field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def _edited(field: QWidget) -> SignalInstance | None:
    match field:
        case QLineEdit():
            return field.textEdited
        case QPlainTextEdit():
            return field.textChanged
        case QComboBox():
            return field.currentTextChanged
        case ChoiceRow():
            return field.chosen
        case _:
            return None
