"""A short notice at the foot of the window that goes away by itself and may offer undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPropertyAnimation, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

SHOWN_FOR_MS = 6000
_FADE_MS = 150
_ICONS = {
    Tone.GOOD: "circle-check",
    Tone.INFO: "info",
    Tone.WARNING: "triangle-alert",
    Tone.BAD: "circle-alert",
}


class Toast(QFrame):
    """Lies over its parent's foot, never takes the focus, and waits while the pointer is on it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._spacing = theme.spacing
        self._undo: Callable[[], None] | None = None
        self._icon = IconLabel(theme, _ICONS[Tone.GOOD])
        self._words = TextLabel()
        self._button = link_button(theme, self.tr("Urungkan"), keys="Ctrl+Z")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._undo_it)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR_MS)
        self._timer.timeout.connect(self._fade_out)
        self._opacity = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._opacity)
        self._fade = QPropertyAnimation(self._opacity, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.finished.connect(self._hide_when_faded)
        self._lay_out()
        self.hide()

    def say(
        self, text: str, *, tone: Tone = Tone.GOOD, undo: Callable[[], None] | None = None
    ) -> None:
        """Show `text` in place of any earlier notice; `undo` is called once if it is asked for.

        `tone` is GOOD, INFO, WARNING or BAD.
        """
        self._undo = undo
        self._icon.show_icon(_ICONS[tone], tone.ink)
        self._words.setText(text)
        asked = self._words.fontMetrics().horizontalAdvance(text) + self._spacing.tiny
        self._words.setFixedWidth(min(asked, self._spacing.lines(26)))
        self._button.setVisible(undo is not None)
        self.show()
        self.place()
        self.raise_()
        self._fade_to(1.0)
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def place(self) -> None:
        """Move to the left of the window's foot, away from what is typed and pressed.

        The window calls this when it is resized.
        """
        room = self._window.rect()
        self.adjustSize()
        clear = self._spacing.medium
        self.move(room.left() + clear, room.bottom() - self.height() - clear)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        self._fade_to(1.0)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def _lay_out(self) -> None:
        spacing = self._spacing
        set_ground(self, "toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.medium, spacing.small, spacing.medium, spacing.small)
        row.setSpacing(spacing.small)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self._button)

    def _fade_to(self, opacity: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(self._opacity.opacity() if self.isVisible() else 0.0)
        self._fade.setEndValue(opacity)
        self._fade.start()

    @Slot()
    def _fade_out(self) -> None:
        self._undo = None
        self._fade_to(0.0)

    @Slot()
    def _hide_when_faded(self) -> None:
        if self._fade.endValue() == 0.0:
            self.hide()

    @Slot()
    def _undo_it(self) -> None:
        undo = self._undo
        self._timer.stop()
        self._fade_out()
        if undo is not None:
            undo()
