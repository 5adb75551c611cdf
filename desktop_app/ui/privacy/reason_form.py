"""Asks why somebody needs what is confidential; the answer is written down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.confidential import OFFERED, Because, DisclosureReason
from desktop_app.domain.errors import Problem
from desktop_app.ui.controls.button import primary_button
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDEST_LINES = 34


def reason_words(reason: DisclosureReason) -> str:
    """Say a reason as people choose it."""
    return {
        DisclosureReason.TOOK: QCoreApplication.translate("Reasons", "Menerima aduannya"),
        DisclosureReason.WORK: QCoreApplication.translate("Reasons", "Menangani kasus ini"),
        DisclosureReason.REPORTER_ASKS: QCoreApplication.translate(
            "Reasons", "Pelapor menanyakan kasusnya"
        ),
        DisclosureReason.SUPERVISION: QCoreApplication.translate(
            "Reasons", "Pengawasan atau pemeriksaan"
        ),
        DisclosureReason.OTHER: QCoreApplication.translate("Reasons", "Alasan lain"),
    }[reason]


class ReasonForm(QWidget):
    """One of a few reasons by digit, words beside it, and Enter."""

    answered = Signal(object)  # Because

    def __init__(self, theme: Theme, *, submit: str) -> None:
        super().__init__()
        self._heading = TextLabel(style=TypeStyle.TITLE)
        self._heading.setObjectName("reason_heading")
        self._sentence = TextLabel(tone=Tone.NEUTRAL)
        self._sentence.setObjectName("reason_sentence")
        choices = [Choice(reason.value, reason_words(reason)) for reason in OFFERED]
        self._reason = ChoiceRow(theme, choices, columns=1, digits=True)
        self._words = QLineEdit()
        self._blocks = {
            "reason": FieldBlock("reason", self.tr("Alasan"), self._reason),
            "words": FieldBlock("words", self.tr("Keterangan"), self._words, optional=True),
        }
        self._submit = primary_button(theme, submit, icon="eye")
        self._submit.setObjectName("tell_reason")
        self._submit.clicked.connect(self._answer)
        self._lay_out(theme)

    def ask(self, heading: str, sentence: str) -> None:
        """Begin anew, saying what it is about."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._words.clear()
        for block in self._blocks.values():
            block.clear_problem()
        self._reason.set_value(OFFERED[0].value)

    def focus_first(self) -> None:
        """Put the cursor where the answer begins."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under each field what is wrong."""
        show_problems(self._blocks, problems)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._answer()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _answer(self) -> None:
        chosen = self._reason.value()
        because = Because(DisclosureReason(chosen) if chosen else None, self._words.text())
        problems = because.problems()
        if problems:
            self.show_problems(problems)
        else:
            self.answered.emit(because)

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        head = QHBoxLayout()
        head.setSpacing(spacing.medium)
        head.addWidget(
            IconLabel(theme, "lock", colour=Colour.MUTED, size=spacing.large),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        head.addWidget(self._heading, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._submit)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.large)
        column.setSpacing(spacing.medium)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._blocks["reason"])
        column.addWidget(self._blocks["words"])
        column.addLayout(buttons)
        column.addStretch()
        self.setMaximumWidth(spacing.lines(_WIDEST_LINES))
