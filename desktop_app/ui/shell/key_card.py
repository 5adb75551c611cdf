"""The card of keys (F1): every command with its key, from the same table as the menus."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.permissions import Right
from desktop_app.ui.action_table import ActionSpec, CardGroup, shortcut_card
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

_MOST_LINES = 12


class KeyCard(QDialog):
    """Shows the groups of the card beside each other; Esc closes."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        sections: Iterable[ActionSpec],
        *,
        held: Collection[Right],
    ) -> None:
        """Make the card for somebody who holds these rights."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tombol pintas"))
        self.setObjectName("key_card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spacing = theme.spacing
        groups = QHBoxLayout()
        groups.setSpacing(spacing.huge)
        for column_groups in _in_columns(shortcut_card(sections, held=held)):
            column = QVBoxLayout()
            column.setSpacing(spacing.wide)
            for group in column_groups:
                column.addLayout(_group(theme, group))
            column.addStretch()
            groups.addLayout(column)
        closing = quiet_button(theme, self.tr("Tutup"))
        closing.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(closing)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.wide, spacing.wide, spacing.wide, spacing.large)
        column.setSpacing(spacing.wide)
        column.addLayout(groups)
        column.addStretch()
        column.addLayout(foot)


def _in_columns(groups: Iterable[CardGroup]) -> list[list[CardGroup]]:
    """Put short groups under one another, so that the card fits a small screen at 150 %."""
    columns: list[list[CardGroup]] = []
    for group in groups:
        lines = sum(len(each.lines) for each in columns[-1]) if columns else _MOST_LINES
        if lines + len(group.lines) > _MOST_LINES:
            columns.append([])
        columns[-1].append(group)
    return columns


def _group(theme: Theme, group: CardGroup) -> QVBoxLayout:
    spacing = theme.spacing
    column = QVBoxLayout()
    column.setSpacing(spacing.small)
    column.addWidget(TextLabel(group.title, TypeStyle.EMPHASIS, wrap=False))
    lines = QGridLayout()
    lines.setHorizontalSpacing(spacing.large)
    lines.setVerticalSpacing(spacing.small)
    for row, (keys, words) in enumerate(group.lines):
        lines.addWidget(TextLabel(keys, wrap=False, tabular=True), row, 0)
        lines.addWidget(TextLabel(words, tone=Tone.NEUTRAL, wrap=False), row, 1)
    column.addLayout(lines)
    return column
