"""Small widgets on as many lines as their width needs, like words of a text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class FlowRow(QWidget):
    """Breaks its line where the next widget would not fit."""

    def __init__(self, *, gap: int) -> None:
        """Keep `gap` pixels between widgets and between lines."""
        super().__init__()
        self._gap = gap
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        widget.setParent(self)
        widget.show()
        self._widgets.append(widget)
        self._refresh()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    @override
    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(widget.sizeHint().width() + self._gap for widget in shown) - self._gap
        return QSize(max(width, 0), self._arrange(max(width, 0), move=False))

    @override
    def minimumSizeHint(self) -> QSize:
        sizes = [widget.sizeHint() for widget in self._shown()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Nobody is told when a widget changes its size while this row is out of sight.
        self._refresh()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._refresh()
        return super().event(event)

    def _refresh(self) -> None:
        self.updateGeometry()
        self._arrange(self.width(), move=True)

    def _arrange(self, width: int, *, move: bool) -> int:
        """Place every widget that shows, or only measure; return the height of all lines."""
        top = 0
        for line in self._lines(width):
            height = max(widget.sizeHint().height() for widget in line)
            left = 0
            for widget in line:
                size = widget.sizeHint()
                if move:
                    corner = QPoint(left, top + (height - size.height()) // 2)
                    widget.setGeometry(QRect(corner, size))
                left += size.width() + self._gap
            top += height + self._gap
        return max(0, top - self._gap)

    def _lines(self, width: int) -> list[list[QWidget]]:
        """Share the widgets out to lines of at most `width`."""
        lines: list[list[QWidget]] = []
        left = 0
        for widget in self._shown():
            wide = widget.sizeHint().width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(widget)
            left += wide + self._gap
        return lines

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]
