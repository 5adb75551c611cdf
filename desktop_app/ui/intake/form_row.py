"""Fields that stand side by side in the intake form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.theme.spacing import Spacing


def form_row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    """Lay widgets on one line, each with its share of the width, their labels level."""
    row = QHBoxLayout()
    row.setSpacing(Spacing.of().large)
    for widget, share in parts:
        row.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
    return row
