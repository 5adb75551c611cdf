"""Plain texts in a step of the type scale; user's words are never read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_look
from desktop_app.ui.theme.type_scale import TypeStyle, font


class TextLabel(QLabel):
    """Shows plain text that wraps rather than being cut off."""

    def __init__(
        self,
        text: str = "",
        style: TypeStyle = TypeStyle.BODY,
        *,
        tone: Tone | None = None,
        wrap: bool = True,
        selectable: bool = False,
        tabular: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setFont(font(style, tabular=tabular))
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.set_tone(tone)

    def set_tone(self, tone: Tone | None) -> None:
        """Colour the words by mood; None is ordinary text, NEUTRAL is muted."""
        name = "" if tone is None else "muted" if tone is Tone.NEUTRAL else tone.name.lower()
        set_look(self, "tone", name)


def title_label(text: str = "") -> TextLabel:
    """The one title of a page; it can be copied."""
    return TextLabel(text, TypeStyle.TITLE, selectable=True)


def emphasis_label(text: str = "") -> TextLabel:
    """The heading of a part of a page."""
    return TextLabel(text, TypeStyle.EMPHASIS)


def muted_label(text: str = "") -> TextLabel:
    """Text of second rank."""
    return TextLabel(text, tone=Tone.NEUTRAL)


def caption_label(text: str = "") -> TextLabel:
    """Small text of second rank: where, when, what a field is for."""
    return TextLabel(text, TypeStyle.CAPTION, tone=Tone.NEUTRAL)
