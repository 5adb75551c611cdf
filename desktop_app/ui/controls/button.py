"""Buttons: one primary on a screen, the others quiet, dangerous ones marked as such."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from typing_extensions import override

from desktop_app.ui.action_table import key_hint
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.controls.icon_text_button import IconTextButton
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme

Kind = Literal["primary", "quiet", "plain", "danger", "link"]
_INK = {"primary": Colour.ON_ACCENT, "danger": Colour.BAD, "link": Colour.ACCENT}


class Button(IconTextButton):
    """A button of one of the five kinds, whose focus can always be seen."""

    def __init__(
        self, theme: Theme, text: str, *, kind: Kind, icon: str = "", keys: str = ""
    ) -> None:
        """Make a button; `keys` is only shown, the command itself listens for it."""
        super().__init__(theme, text, kind=kind)
        self._kind = kind
        self._hint_before = ""
        self._reason = ""
        self._is_wanted = True
        if icon:
            self.put_icon(icon, colour=_INK.get(kind, Colour.TEXT))
        if keys:
            self.setToolTip(plain_hint(key_hint(text, keys)))

    def follow(self, action: QAction) -> None:
        """Trigger `action` when pressed, and be usable exactly when it is."""
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())

    def shut(self, reason: str) -> None:
        """Take no press while there is a reason: its tooltip and screen readers tell it."""
        if not self._reason:
            self._hint_before = self.toolTip()
        self._reason = reason
        self.setToolTip(plain_hint(reason) if reason else self._hint_before)
        self.setAccessibleDescription(reason)
        self.setEnabled(self._is_wanted)

    @override
    def setEnabled(self, enabled: bool) -> None:
        self._is_wanted = enabled
        super().setEnabled(enabled and not self._reason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kind == "primary" and self.hasFocus():
            self._draw_inner_ring()

    def _draw_inner_ring(self) -> None:
        # The outline's colour is too near the accent to be seen beside it.
        spacing = self._theme.spacing
        inset = 1.5 * spacing.ring
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(Colour.ON_ACCENT), spacing.hairline))
        ring = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, spacing.tiny, spacing.tiny)


def primary_button(theme: Theme, text: str, *, icon: str = "", keys: str = "") -> Button:
    """What the screen is for; one a screen."""
    return Button(theme, text, kind="primary", icon=icon, keys=keys)


def quiet_button(theme: Theme, text: str, *, icon: str = "", keys: str = "") -> Button:
    """Anything else a screen offers."""
    return Button(theme, text, kind="quiet", icon=icon, keys=keys)


def danger_button(theme: Theme, text: str, *, icon: str = "", keys: str = "") -> Button:
    """What cannot be taken back."""
    return Button(theme, text, kind="danger", icon=icon, keys=keys)


def link_button(theme: Theme, text: str, *, icon: str = "", keys: str = "") -> Button:
    """A way to somewhere else, inside a text or below a list."""
    return Button(theme, text, kind="link", icon=icon, keys=keys)


def icon_button(theme: Theme, text: str, *, icon: str, keys: str = "") -> Button:
    """An icon alone; `text` is its tooltip and what a screen reader says."""
    made = Button(theme, "", kind="plain", icon=icon)
    made.setAccessibleName(text)
    made.setToolTip(plain_hint(key_hint(text, keys) if keys else text))
    made.setFixedSize(theme.spacing.control, theme.spacing.control)
    return made
