"""One matter that waits for somebody: what it is, which case it is about, what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout
from typing_extensions import override

from desktop_app.services.sync_centre.case_label import CaseLabel
from desktop_app.ui.case.flow_row import FlowRow
from desktop_app.ui.controls.button import Button, quiet_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle
from desktop_app.ui.words.changes import case_words


class ItemCard(QFrame):
    """Takes the focus as a whole, so that one key acts on it; put the matter into `body`."""

    open_case_wanted = Signal(object)  # UUID
    refused = Signal(str)  # why not
    step_wanted = Signal(int)  # 1 for the next card, -1 for the one before

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str,
        tone: Tone,
        heading: str,
        aside: str,
        about: CaseLabel | None,
    ) -> None:
        """Make a card; `aside` is small print at the right, `about` None where no case is meant."""
        super().__init__()
        self._theme = theme
        self._about = about
        self._commands: dict[str, Button] = {}
        self._refusals: dict[str, str] = {}
        set_ground(self, "raised")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"{heading}, {case_words(about)}" if about else heading)
        spacing = theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(IconLabel(theme, icon, colour=tone.ink), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(TextLabel(heading, TypeStyle.EMPHASIS), 1)
        top.addWidget(TextLabel(aside, TypeStyle.CAPTION, tone=Tone.NEUTRAL, wrap=False))
        self.body = QVBoxLayout()
        self.body.setSpacing(spacing.small)
        self._buttons = FlowRow(gap=spacing.small)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.medium)
        column.setSpacing(spacing.small)
        column.addLayout(top)
        if about is not None:
            column.addWidget(muted_label(case_words(about)))
        column.addLayout(self.body)
        column.addWidget(self._buttons)

    def offer(
        self, name: str, text: str, handler: Callable[[], None], *, icon: str = "", keys: str = ""
    ) -> Button:
        """Add a button; the command of the same `name` presses it while the card is in focus."""
        button = quiet_button(self._theme, text, icon=icon, keys=keys)
        button.setObjectName(name)
        button.clicked.connect(handler)
        self._commands[name] = button
        self._buttons.add(button)
        return button

    def offer_case(self) -> None:
        """Add the way to the case, where it is here."""
        if self._about is not None and self._about.is_here:
            self.offer("open_item", self.tr("Buka kasus"), self.open_case, icon="eye", keys="Enter")

    def shut(self, name: str, reason: str) -> None:
        """Shut a command of this card while there is a reason, and say it on the card."""
        if reason:
            self._refusals[name] = reason
            self._commands[name].shut(reason)
            self.body.addWidget(muted_label(reason))

    def perform(self, name: str) -> bool:
        """Press the button of a command; say whether this card has one that can be pressed."""
        button = self._commands.get(name)
        if button is not None and name in self._refusals:
            self.refused.emit(self._refusals[name])
        if button is None or not button.isEnabled():
            return False
        button.click()
        return True

    def open_case(self) -> None:
        """Ask for the case this is about, if it is here."""
        if self._about is not None and self._about.is_here:
            self.open_case_wanted.emit(self._about.case_uid)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The page would only scroll.
        match event.key():
            case Qt.Key.Key_Down:
                self.step_wanted.emit(1)
            case Qt.Key.Key_Up:
                self.step_wanted.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_case()
            case _:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        spacing = self._theme.spacing
        half = spacing.ring / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(Colour.FOCUS), spacing.ring))
        ring = self.rect().toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(ring, spacing.small, spacing.small)
