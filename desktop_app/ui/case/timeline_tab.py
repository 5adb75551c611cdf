"""The second tab of a case: everything that happened, the latest at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.timeline_delegate import LINE_ROLE
from desktop_app.ui.case.timeline_lines import TimelineLine, timeline_lines
from desktop_app.ui.case.timeline_view import TimelineView
from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.theme.theme import Theme

_LATEST = 50
_NO_PARENT = QModelIndex()


class TimelineModel(QAbstractListModel):
    """The lines of one story, in the order they happened."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[TimelineLine] = ()

    def show_lines(self, lines: Sequence[TimelineLine]) -> None:
        """Replace the story, or let it grow at its foot when it only went on."""
        known = len(self.lines)
        if known and len(lines) > known and lines[:known] == self.lines:
            self.beginInsertRows(_NO_PARENT, known, len(lines) - 1)
            self.lines = lines
            self.endInsertRows()
        elif lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        answers = {
            LINE_ROLE: line,
            Qt.ItemDataRole.DisplayRole: line.heading,
            Qt.ItemDataRole.ToolTipRole: plain_hint(line.detail),
            Qt.ItemDataRole.AccessibleTextRole: line.spoken,
        }
        return answers.get(Qt.ItemDataRole(role))


class TimelineTab(QWidget):
    """Shows the latest of a long story, and the whole when asked; stays at the foot as it grows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines: Sequence[TimelineLine] = ()
        self._whole = False
        self._model = TimelineModel(self)
        self.view = TimelineView(theme, self._model)
        self._earlier = link_button(theme, "")
        self._earlier.setObjectName("earlier_entries")
        self._earlier.clicked.connect(self._show_whole)
        spacing = theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, spacing.medium, 0, 0)
        column.setSpacing(spacing.small)
        column.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.view, 1)

    def show_case(self, shown: ShownCase, *, same: bool) -> None:
        """Show the story of a case; the `same` case keeps its place unless something new came."""
        lines = timeline_lines(shown)
        is_news = not same or len(lines) > len(self._lines)
        self._whole = self._whole and same
        self._lines = lines
        self._fill()
        if is_news:
            self.view.scrollToBottom()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.scrollToBottom()

    def _fill(self) -> None:
        lines = self._lines if self._whole else self._lines[-_LATEST:]
        hidden = len(self._lines) - len(lines)
        words = self.tr("Tampilkan {count} sebelumnya").format(count=hidden)
        self._earlier.setText(words)
        self._earlier.setAccessibleName(words)
        self._earlier.setVisible(hidden > 0)
        self._model.show_lines(lines)

    @Slot()
    def _show_whole(self) -> None:
        self._whole = True
        self._fill()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
