"""The page of the copies: how they stand, a second place, the return to one, and the export."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.backup.copies_card import CopiesCard
from desktop_app.ui.backup.export_card import ExportCard
from desktop_app.ui.backup.second_place_card import SecondPlaceCard
from desktop_app.ui.backup.state_card import StateCard
from desktop_app.ui.controls.button import icon_button
from desktop_app.ui.controls.label import title_label
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_WIDEST_LINES = 48


class BackupPage(QWidget):
    """One card a matter, in the order they are needed."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        spacing = theme.spacing
        self.state = StateCard(theme)
        self.second = SecondPlaceCard(theme)
        self.copies = CopiesCard(theme)
        self.export = ExportCard(theme)
        back = icon_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        back.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(back)
        top.addWidget(title_label(self.tr("Cadangan")), 1)
        inside = QWidget()
        inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.large)
        column.addLayout(top)
        for part in (self.state, self.second, self.copies, self.export):
            column.addWidget(part)
        column.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.medium, spacing.medium)
        page.addWidget(steady_page(inside))
        set_ground(self, "surface")
