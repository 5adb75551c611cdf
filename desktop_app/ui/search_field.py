"""The search field of the top bar: tells what is sought when typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font

_PAUSE_MS = 200


class SearchField(QLineEdit):
    """Esc empties it; empty, Esc goes to whoever else listens."""

    search_wanted = Signal(str)

    def __init__(self, theme: Theme, *, keys: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self.setObjectName("search")
        self.setAccessibleName(self.tr("Cari"))
        self.setPlaceholderText(self.tr("Cari nomor atau judul…"))
        glass = QAction(self)
        theme.put_icon(glass, "search", colour=Colour.MUTED)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self.tr("Kosongkan"), self)
        theme.put_icon(self._clear, "x", colour=Colour.MUTED)
        self._clear.triggered.connect(self._empty)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textEdited.connect(self._pause.start)
        self.textChanged.connect(self._show_clear)
        self.returnPressed.connect(self._tell)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._is_escape_with_text(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_escape_with_text(event):
            self._empty()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._keys and not self.text() and not self.hasFocus():
            self._draw_keys()

    def _draw_keys(self) -> None:
        spacing = self._theme.spacing
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(TypeStyle.CAPTION))
        width = painter.fontMetrics().horizontalAdvance(self._keys) + spacing.medium
        cap = QRect(0, 0, width, spacing.line + spacing.tiny)
        cap.moveCenter(self.rect().center())
        cap.moveRight(self.width() - spacing.small)
        painter.setPen(self._theme.colour(Colour.LINE))
        painter.setBrush(self._theme.colour(Colour.RAISED))
        painter.drawRoundedRect(cap, spacing.tiny, spacing.tiny)
        painter.setPen(self._theme.colour(Colour.MUTED))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)

    def _is_escape_with_text(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return is_escape and bool(self.text())

    @Slot()
    def _show_clear(self) -> None:
        self._clear.setVisible(bool(self.text()))

    @Slot()
    def _empty(self) -> None:
        self.clear()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        self.search_wanted.emit(self.text().strip())
