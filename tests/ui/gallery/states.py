"""Loading, empty and no match."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QHBoxLayout,
    QWidget,
)

from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.skeleton import Skeleton
from desktop_app.ui.theme.theme import Theme


def states(theme: Theme) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.addWidget(Skeleton(theme), 1)
    row.addWidget(
        EmptyState(
            theme,
            icon="inbox",
            sentence="Belum ada aduan hari ini. Yang baru dari loket dan server muncul di sini.",
            action="Terima aduan",
        ),
        1,
    )
    row.addWidget(
        EmptyState(
            theme,
            icon="search",
            sentence="Tidak ada yang cocok dengan saringan ini.",
            action="Hapus saringan",
        ),
        1,
    )
    return page
