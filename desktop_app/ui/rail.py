"""The left rail: who this desk is, the one main action, and the sections with what waits there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.action_table import key_hint, section_spec
from desktop_app.ui.actions import make_action
from desktop_app.ui.controls.button import primary_button
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.controls.label import TextLabel, caption_label
from desktop_app.ui.controls.program_mark import ProgramMark
from desktop_app.ui.controls.rail_entry import RailEntry
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

_WIDTH_IN_LINES = 14


class Rail(QWidget):
    """Shows the sections; what a press means is decided by whoever listens."""

    section_wanted = Signal(str)
    new_case_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: dict[str, RailEntry] = {}
        self._folded = False
        spacing = theme.spacing
        self._narrow = spacing.control + spacing.tiny + 2 * spacing.small
        # Even unfolded, so that the window may be made as narrow as the folded rail allows.
        self.setMinimumWidth(self._narrow)
        set_ground(self, "window")
        self._mark = ProgramMark(spacing.units(28))
        self._program = TextLabel(self.tr("Loket Aduan"), TypeStyle.EMPHASIS, wrap=False)
        self._office = caption_label()
        self._new_case_words = self.tr("Terima aduan")
        self.new_case = primary_button(theme, self._new_case_words, keys="Ctrl+N")
        self.new_case.setObjectName("new_case")
        self.new_case.clicked.connect(self.new_case_wanted)
        self._column = QVBoxLayout(self)
        self._sections = QVBoxLayout()
        self._lay_out()
        self.set_folded(False)

    def set_office(self, name: str) -> None:
        self._office.setText(name)
        self._mark.setToolTip(plain_hint(name))

    def add_section(self, name: str, title: str, icon: str) -> None:
        """Add an entry at the end; Alt and its place from 1 wants it, too."""
        spec = section_spec(len(self._entries) + 1, title, icon)
        hint = key_hint(title, *spec.keys)
        entry = RailEntry(self._theme, title=title, icon=icon, hint=hint)
        entry.setObjectName(name)
        want = partial(self.section_wanted.emit, name)
        action = make_action(self, self._theme, spec, handler=want)
        entry.clicked.connect(action.trigger)
        entry.set_folded(self._folded)
        self._entries[name] = entry
        self._sections.addWidget(entry)

    def set_current(self, name: str) -> None:
        for each, entry in self._entries.items():
            entry.set_current(each == name)

    def set_count(self, name: str, count: int) -> None:
        self._entries[name].set_count(count)

    def set_folded(self, folded: bool) -> None:
        """Show icons only; words then live in the tooltips."""
        spacing = self._theme.spacing
        self._folded = folded
        side = spacing.small if folded else spacing.medium
        self._column.setContentsMargins(side, spacing.medium, side, spacing.medium)
        self._program.setVisible(not folded)
        self._office.setVisible(not folded)
        self.new_case.setText("" if folded else self._new_case_words)
        self.new_case.put_icon("plus", colour=Colour.ON_ACCENT)
        for entry in self._entries.values():
            entry.set_folded(folded)
        self.setMaximumWidth(self.sizeHint().width())
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        spacing = self._theme.spacing
        width = self._narrow if self._folded else spacing.lines(_WIDTH_IN_LINES)
        return QSize(width, super().sizeHint().height())

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._program)
        names.addWidget(self._office)
        head = QHBoxLayout()
        head.setContentsMargins(spacing.tiny, 0, 0, 0)
        head.setSpacing(spacing.small)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        self._sections.setSpacing(spacing.units(2))
        self._column.setSpacing(spacing.large)
        self._column.addLayout(head)
        self._column.addWidget(self.new_case)
        self._column.addLayout(self._sections)
        self._column.addStretch()
