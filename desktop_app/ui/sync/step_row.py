"""One step of the connection test: what is looked at, how it went, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.shell.doors import CheckedStep, ConnectionStep
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.connection import is_off, outcome_words, step_words


class StepRow(QWidget):
    """Waits, is at hand, passed or failed; an icon and words say which."""

    def __init__(self, theme: Theme, step: ConnectionStep) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "circle-dot", colour=Colour.EDGE)
        self._name = TextLabel(step_words(step), tone=Tone.NEUTRAL)
        self._outcome = TextLabel()
        self._outcome.setObjectName(f"outcome_{step.value}")
        words = QVBoxLayout()
        words.setSpacing(theme.spacing.units(2))
        words.addWidget(self._name)
        words.addWidget(self._outcome)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.spacing.tiny, 0, theme.spacing.tiny)
        row.setSpacing(theme.spacing.small)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.reset()

    def reset(self) -> None:
        """Not looked at yet."""
        self._show("circle-dot", Colour.EDGE, Tone.NEUTRAL, "")

    def begin(self) -> None:
        """This is what is being looked at."""
        self._show("hourglass", Colour.ACCENT, None, "")

    def show_outcome(self, checked: CheckedStep) -> None:
        """Say how it went."""
        words = outcome_words(checked)
        if checked.trouble is not None:
            self._show("circle-alert", Colour.BAD, None, words)
        elif is_off(checked):
            self._show("triangle-alert", Colour.WARNING, None, words)
        else:
            self._show("circle-check", Colour.GOOD, None, words)

    def _show(self, icon: str, colour: Colour, tone: Tone | None, outcome: str) -> None:
        self._icon.show_icon(icon, colour)
        self._name.set_tone(tone)
        self._outcome.setText(outcome)
        self._outcome.setVisible(bool(outcome))
