"""The one type scale: five sizes of the application's font in two weights."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QFont, QGuiApplication


class TypeStyle(Enum):
    """A step of the scale: its size beside body text, and its weight."""

    CAPTION = (0.86, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    EMPHASIS = (1.0, QFont.Weight.DemiBold)
    TITLE = (1.3, QFont.Weight.DemiBold)
    FIGURE = (1.8, QFont.Weight.DemiBold)


def font(style: TypeStyle, *, tabular: bool = False) -> QFont:
    """Make the application's font in one step of the scale; `tabular` lines figures up."""
    size, weight = style.value
    made = QFont(QGuiApplication.font())
    made.setPointSizeF(made.pointSizeF() * size)
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
