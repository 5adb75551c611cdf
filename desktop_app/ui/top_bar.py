"""The bar above every section: search, whether the work is safe, and who is signed in."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.ui.controls.button import Button
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.search_field import SearchField
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.looks import set_ground, set_look
from desktop_app.ui.theme.theme import Theme


class SyncKind(StrEnum):
    """How the work stands with the server, as the top bar tells it."""

    SYNCED = "synced"
    WORKING = "working"
    WAITING = "waiting"
    OFFLINE = "offline"
    ATTENTION = "attention"


SYNC_LOOKS = {
    SyncKind.SYNCED: ("cloud-check", Colour.GOOD),
    SyncKind.WORKING: ("refresh-cw", Colour.ACCENT),
    SyncKind.WAITING: ("upload", Colour.INFO),
    SyncKind.OFFLINE: ("cloud-off", Colour.MUTED),
    SyncKind.ATTENTION: ("triangle-alert", Colour.WARNING),
}


class TopBar(QWidget):
    """Always answers "is my work safe?" at its right."""

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
        self._person_words = ""
        self._roles_words = ""
        self._folded = False
        set_ground(self, "window")
        self.search = SearchField(theme, keys="Ctrl+K")
        self.search.search_wanted.connect(self.search_wanted)
        self._sync = Button(theme, "", kind="plain")
        self._sync.setObjectName("sync_state")
        self._sync.clicked.connect(self.sync_wanted)
        self._person = Button(theme, "", kind="plain")
        self._person.setObjectName("person")
        self.person_menu = QMenu(self._person)
        self._signed_in = self.person_menu.addAction("")
        self._signed_in.setObjectName("signed_in_as")
        theme.put_icon(self._signed_in, "user-round")
        self._signed_in.triggered.connect(self.rights_wanted)
        self.person_menu.addSeparator()
        self._fill_menu()
        self._person.setMenu(self.person_menu)
        self._lay_out()
        self.set_sync_state(SyncKind.OFFLINE, self.tr("Belum tersambung"), "")
        self.set_person("", "")

    def _fill_menu(self) -> None:
        entries = (
            ("lock", self.tr("Kunci layar") + "\tCtrl+L", "lock", self.lock_wanted),
            (
                "switch",
                self.tr("Ganti petugas") + "\tCtrl+Shift+L",
                "user-round",
                self.switch_wanted,
            ),
            ("rights", self.tr("Siapa boleh apa"), "list", self.rights_wanted),
            ("personal_data", self.tr("Data pribadi"), "file-text", self.personal_data_wanted),
            ("access", self.tr("Petugas komputer ini"), "users", self.access_wanted),
            ("audit", self.tr("Jejak audit"), "shield", self.audit_wanted),
            ("backup", self.tr("Cadangan"), "archive", self.backup_wanted),
            ("sign_out", self.tr("Keluar"), "log-out", self.sign_out_wanted),
        )
        for name, words, icon, wanted in entries:
            entry = self.person_menu.addAction(words)
            entry.setObjectName(name)
            self._theme.put_icon(entry, icon)
            entry.triggered.connect(wanted)

    def set_copies_overdue(self, *, overdue: bool) -> None:
        """Warn quietly, where the copies are found, that none is of the last days."""
        entry = self.person_menu.findChild(QAction, "backup")
        if entry is not None:
            entry.setText(self.tr("Cadangan: sudah lama") if overdue else self.tr("Cadangan"))
            self._theme.put_icon(entry, "triangle-alert" if overdue else "archive")

    def set_sync_state(self, kind: SyncKind, words: str, detail: str) -> None:
        """Say how the work stands in a few `words`; `detail` is the longer sentence behind them."""
        icon, colour = SYNC_LOOKS[kind]
        self._sync.setText(words)
        self._sync.put_icon(icon, colour=colour)
        self._sync.setToolTip(plain_hint(detail))
        self._sync.setAccessibleName(words)
        self._sync.setAccessibleDescription(detail)
        set_look(self._sync, "tone", "warning" if kind is SyncKind.ATTENTION else "")

    def set_person(self, name: str, roles: str) -> None:
        """Say who is signed in, and as what."""
        self._person_words, self._roles_words = name, roles
        self._person.setText("" if self._folded else name)
        self._person.put_icon("user-round")
        self._person.setToolTip(plain_hint(f"{name}\n{roles}".strip()))
        self._person.setAccessibleName(self.tr("Akun {name}").format(name=name).strip())
        self._person.setAccessibleDescription(roles)
        signed_in = self.tr("Masuk sebagai {name} · {roles}").format(name=name, roles=roles)
        self._signed_in.setText(signed_in)
        self._signed_in.setToolTip(plain_hint(signed_in))

    def set_folded(self, folded: bool) -> None:
        """Leave the person's name to the tooltip."""
        self._folded = folded
        self.set_person(self._person_words, self._roles_words)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        self.search.setMaximumWidth(spacing.lines(30))
        self.search.setMinimumWidth(spacing.lines(12))
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.large, spacing.small, spacing.medium, spacing.small)
        row.setSpacing(spacing.small)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self._sync)
        row.addWidget(self._person)
