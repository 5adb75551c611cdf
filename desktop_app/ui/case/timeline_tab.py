"""The second tab of a case: everything that happened, the latest at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.timeline_item import TimelineItem
from desktop_app.ui.case.timeline_lines import TimelineLine, timeline_lines
from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.theme.theme import Theme

_LATEST = 30


class TimelineTab(QWidget):
    """Builds its lines only when somebody looks, and no more of a long story than is asked for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wanted: Sequence[TimelineLine] = ()
        self._built: Sequence[TimelineLine] = ()
        self._items: list[TimelineItem] = []
        self._whole = False
        self._follows_end = True
        self._earlier = link_button(theme, "")
        self._earlier.clicked.connect(self._show_earlier)
        content = QWidget()
        self._column = QVBoxLayout(content)
        spacing = theme.spacing
        self._column.setContentsMargins(0, spacing.large, spacing.medium, spacing.large)
        self._column.setSpacing(spacing.small)
        self._column.addWidget(self._earlier)
        self._column.addStretch()
        self._page = scroll_page(content)
        bar = self._page.verticalScrollBar()
        bar.rangeChanged.connect(self._go_to_end)
        bar.actionTriggered.connect(self._stop_following)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

    def show_case(self, shown: ShownCase, *, same: bool) -> None:
        """Show the story of a case; a longer story of the `same` case grows at its foot."""
        lines = timeline_lines(shown)
        if not same:
            self._whole = False
        if len(lines) > len(self._wanted) or not same:
            self._follows_end = True
        self._wanted = lines
        if self.isVisible():
            self._build()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._build()

    def _build(self) -> None:
        lines = self._wanted if self._whole else self._wanted[-_LATEST:]
        hidden = len(self._wanted) - len(lines)
        self._earlier.setVisible(hidden > 0)
        self._earlier.setText(self.tr("Tampilkan {count} sebelumnya").format(count=hidden))
        self._earlier.setAccessibleName(self._earlier.text())
        kept = _common_start(self._built, lines)
        for item in self._items[kept:]:
            item.hide()
            self._column.removeWidget(item)
            item.deleteLater()
        del self._items[kept:]
        for line in lines[kept:]:
            item = TimelineItem(self._theme, line)
            self._items.append(item)
            self._column.insertWidget(len(self._items), item)
        self._built = lines

    @Slot()
    def _show_earlier(self) -> None:
        self._whole = True
        self._follows_end = False
        self._build()

    @Slot(int, int)
    def _go_to_end(self, _first: int, last: int) -> None:
        if self._follows_end:
            self._page.verticalScrollBar().setValue(last)

    @Slot(int)
    def _stop_following(self, _action: int) -> None:
        self._follows_end = False


def _common_start(one: Sequence[TimelineLine], other: Sequence[TimelineLine]) -> int:
    """Count the lines with which both begin."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count
