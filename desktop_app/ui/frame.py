"""The frame around every section: rail, top bar, the section itself, and short notices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.controls.button import Button
from desktop_app.ui.controls.toast import Toast
from desktop_app.ui.rail import Rail
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.top_bar import SyncKind, TopBar

# 1200 px with the program's font at 100 %: narrower windows get the folded rail.
_FOLDED_UNDER_LINES = 75


class Frame(QWidget):
    """Holds the sections and passes on what is asked for; it decides nothing."""

    section_wanted = Signal(str)
    new_case_wanted = Signal()
    search_wanted = Signal(str)
    sync_wanted = Signal()
    access_wanted = Signal()
    rights_wanted = Signal()
    personal_data_wanted = Signal()
    audit_wanted = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    backup_wanted = Signal()
    sign_out_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sections: dict[str, QWidget] = {}
        self._rail = Rail(theme)
        self._bar = TopBar(theme)
        self._stack = QStackedWidget()
        set_ground(self._stack, "surface")
        self._lay_out()
        self.toast = Toast(theme, self)
        self._rail.section_wanted.connect(self.section_wanted)
        self._rail.new_case_wanted.connect(self.new_case_wanted)
        self._bar.search_wanted.connect(self.search_wanted)
        self._bar.sync_wanted.connect(self.sync_wanted)
        self._bar.access_wanted.connect(self.access_wanted)
        self._bar.rights_wanted.connect(self.rights_wanted)
        self._bar.personal_data_wanted.connect(self.personal_data_wanted)
        self._bar.audit_wanted.connect(self.audit_wanted)
        self._bar.lock_wanted.connect(self.lock_wanted)
        self._bar.switch_wanted.connect(self.switch_wanted)
        self._bar.backup_wanted.connect(self.backup_wanted)
        self._bar.sign_out_wanted.connect(self.sign_out_wanted)

    def add_section(self, name: str, title: str, *, icon: str, widget: QWidget) -> None:
        """Add a section at the end of the rail; Alt with its place from 1 asks for it."""
        self._sections[name] = widget
        self._stack.addWidget(widget)
        self._rail.add_section(name, title, icon)

    def add_page(self, name: str, widget: QWidget) -> None:
        """Add a page that `show_section` can show but the rail does not list."""
        self._sections[name] = widget
        self._stack.addWidget(widget)

    def show_section(self, name: str) -> None:
        self._stack.setCurrentWidget(self._sections[name])
        self._rail.set_current(name)

    def current_section(self) -> str:
        """The name of what is shown."""
        shown = self._stack.currentWidget()
        return next(name for name, widget in self._sections.items() if widget is shown)

    def set_count(self, name: str, count: int) -> None:
        """Say how many pieces of work wait in a section; 0 shows nothing."""
        self._rail.set_count(name, count)

    def set_office(self, name: str) -> None:
        self._rail.set_office(name)

    def set_person(self, name: str, roles: str) -> None:
        """Say who is signed in, and as what: `Petugas loket, verifikator`."""
        self._bar.set_person(name, roles)

    @property
    def new_case_button(self) -> Button:
        """The one main action."""
        return self._rail.new_case

    def set_sync_state(self, kind: SyncKind, words: str, *, detail: str = "") -> None:
        """Say whether the work is safe: `Tersinkron 09.12`, and the sentence behind it."""
        self._bar.set_sync_state(kind, words, detail)

    def set_copies_overdue(self, *, overdue: bool) -> None:
        """Warn quietly that no good copy is of the last days."""
        self._bar.set_copies_overdue(overdue=overdue)

    def focus_search(self) -> None:
        self._bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.search.selectAll()

    def clear_search(self) -> None:
        """Empty the search field."""
        self._bar.search.clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < self._theme.spacing.lines(_FOLDED_UNDER_LINES)
        self._rail.set_folded(folded)
        self._bar.set_folded(folded)
        self.toast.place()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(_rule("horizontal"))
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(_rule("vertical"))
        row.addLayout(column, 1)


def _rule(direction: str) -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", direction)
    return rule
