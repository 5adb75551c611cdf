"""The sync centre: how things stand on top, and five tabs for whoever wants to know more."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop_app.ui.sync.attention_tab import AttentionTab
from desktop_app.ui.sync.connection_tab import ConnectionTab
from desktop_app.ui.sync.courier_tab import CourierTab
from desktop_app.ui.sync.history_tab import HistoryTab
from desktop_app.ui.sync.sync_header import SyncHeader
from desktop_app.ui.sync.waiting_tab import WaitingTab
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_WIDEST_LINES = 66


class SyncTab(IntEnum):
    """Which tab is meant."""

    ATTENTION = 0
    WAITING = 1
    HISTORY = 2
    COURIER = 3
    CONNECTION = 4


class SyncPage(QWidget):
    """Lays the parts out; each part speaks for itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.header = SyncHeader(theme)
        self.attention = AttentionTab(theme)
        self.waiting = WaitingTab(theme)
        self.history = HistoryTab(theme)
        self.courier = CourierTab(theme)
        self.connection = ConnectionTab(theme)
        self.bar = QTabBar()
        self.bar.setObjectName("sync_tabs")
        self.bar.setAccessibleName(self.tr("Bagian sinkron"))
        self._stack = QStackedWidget()
        self._titles = (
            self.tr("Perlu perhatian"),
            self.tr("Menunggu"),
            self.tr("Riwayat"),
            self.tr("Kurir (USB)"),
            self.tr("Sambungan"),
        )
        tabs = (self.attention, self.waiting, self.history, self.courier, self.connection)
        for title, tab in zip(self._titles, tabs, strict=True):
            self.bar.addTab(title)
            self._stack.addWidget(tab)
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        self._lay_out(theme)
        set_ground(self, "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Sinkron"))

    def show_counts(self, *, attention: int, waiting: int) -> None:
        """Put what asks for work, and what waits, beside the words of their tabs."""
        for tab, count in ((SyncTab.ATTENTION, attention), (SyncTab.WAITING, waiting)):
            title = self._titles[tab]
            self.bar.setTabText(tab, f"{title} {count}" if count else title)

    def open_tab(self, tab: SyncTab) -> None:
        """Show a tab and put the focus into it."""
        self.bar.setCurrentIndex(tab)
        self.focus_content()

    def current_tab(self) -> SyncTab:
        return SyncTab(self.bar.currentIndex())

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) card or row of the shown tab."""
        match self.current_tab():
            case SyncTab.ATTENTION:
                self.attention.step(way)
            case SyncTab.WAITING:
                self.waiting.step(way)
            case SyncTab.HISTORY:
                self.history.table.step(way)
            case _:
                pass

    def focus_content(self) -> None:
        """Put the focus where the keys of the shown tab work."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        match self.current_tab():
            case SyncTab.ATTENTION:
                self.attention.focus_card()
            case SyncTab.WAITING:
                self.waiting.focus_table()
            case SyncTab.HISTORY:
                self.history.table.setFocus()
            case SyncTab.CONNECTION:
                self.connection.focus_content()
            case _:
                pass

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        inside = QWidget()
        inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.medium)
        column.addWidget(self.header)
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        tabs.addWidget(self.bar)
        tabs.addWidget(self._stack, 1)
        column.addLayout(tabs, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.medium)
        page.addWidget(inside)
