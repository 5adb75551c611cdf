"""The calm page in front of the work: the program's mark, one card, one primary button."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.controls.program_mark import ProgramMark
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

_WIDTH_IN_LINES = 27
_MARK_IN_LINES = 3


class EntryCard(QWidget):
    """Centres a card with heading and explanation; screens put their fields into `column`."""

    def __init__(self, theme: Theme, heading: str, explanation: str) -> None:
        super().__init__()
        spacing = theme.spacing
        set_ground(self, "window")
        card = QFrame()
        set_ground(card, "raised")
        card.setFixedWidth(spacing.lines(_WIDTH_IN_LINES))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(spacing.huge, spacing.huge, spacing.huge, spacing.huge)
        inside.setSpacing(spacing.large)
        inside.addLayout(self._mark(theme))
        self._heading = TextLabel(heading, TypeStyle.TITLE)
        self._explanation = muted_label(explanation)
        inside.addWidget(self._heading)
        inside.addWidget(self._explanation)
        self.column = QVBoxLayout()
        self.column.setSpacing(spacing.large)
        inside.addLayout(self.column)
        middle = QWidget()
        centred = QVBoxLayout(middle)
        # Not by alignment: an aligned card gets no room for the lines that its words wrap into.
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        centred.addStretch(2)
        centred.addLayout(row)
        centred.addStretch(3)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll_page(middle))

    def say(self, heading: str, explanation: str) -> None:
        """Put other words above the fields."""
        self._heading.setText(heading)
        self._explanation.setText(explanation)

    def _mark(self, theme: Theme) -> QHBoxLayout:
        spacing = theme.spacing
        side = spacing.lines(_MARK_IN_LINES)
        mark = ProgramMark(side)
        name = TextLabel(self.tr("Loket Aduan"), TypeStyle.EMPHASIS, wrap=False)
        row = QHBoxLayout()
        row.setSpacing(spacing.medium)
        row.addWidget(mark)
        row.addWidget(name)
        row.addStretch()
        return row
