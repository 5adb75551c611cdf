"""Labels and values under one another, shown again and again without being built anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.case.facts import Fact
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.label import caption_label
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.spacing import Spacing


class FactList(QWidget):
    """Keeps its rows and only changes their words; rows too many are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_FactRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Spacing.of().small)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these in place of what stood here; nothing at all hides the list."""
        self.setVisible(bool(facts))
        while len(self._rows) < len(facts):
            row = _FactRow()
            self._rows.append(row)
            self._column.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(facts))
            if place < len(facts):
                row.show_fact(facts[place])


class _FactRow(QWidget):
    """A small label above its value."""

    def __init__(self) -> None:
        super().__init__()
        self._label = caption_label()
        self._value = WordsLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._label)
        column.addWidget(self._value)

    def show_fact(self, fact: Fact) -> None:
        self._label.setText(fact.label)
        self._value.show_words(fact.value)
        self._value.set_tone(Tone.BAD if fact.overdue else None)
