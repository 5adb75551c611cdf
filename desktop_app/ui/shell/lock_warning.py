"""Says over everything else that the screen is about to be locked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

_WIDTH_IN_LINES = 26


class LockWarning(QFrame):
    """Lies at the top of the window in use and takes neither focus nor clicks."""

    def __init__(self, theme: Theme, home: QWidget) -> None:
        """Make it hidden; it belongs to `home` while no other window is in use."""
        super().__init__(home)
        self._home = home
        self._spacing = spacing = theme.spacing
        self.setObjectName("lock_warning")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_ground(self, "toast")
        self._left = TextLabel("", TypeStyle.EMPHASIS, wrap=False, tabular=True)
        words = QVBoxLayout()
        words.setSpacing(spacing.tiny)
        words.addWidget(self._left)
        words.addWidget(
            muted_label(
                self.tr(
                    "Tekan tombol apa saja atau gerakkan tetikus untuk tetap bekerja. Yang sedang "
                    "diketik tidak hilang."
                )
            )
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.medium)
        row.setSpacing(spacing.medium)
        icon = IconLabel(theme, "lock", colour=Colour.WARNING, size=spacing.lines(1.4))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.setFixedWidth(spacing.lines(_WIDTH_IN_LINES))
        self.hide()

    def say(self, seconds: int, over: QWidget | None) -> None:
        """Count down over a window of the program, the main one unless another is in use."""
        window = over or self._home
        if self.parentWidget() is not window:
            self.setParent(window)
        words = self.tr("Layar dikunci dalam {count} detik").format(count=seconds)
        self._left.setText(words)
        first = self.isHidden()
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, self._spacing.large)
        self.show()
        self.raise_()
        if first:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def end(self) -> None:
        """Go away, and back to the main window: the other one may go."""
        self.hide()
        if self.parentWidget() is not self._home:
            self.setParent(self._home)
