"""Properties the style sheet reads, and how a widget takes on a new value of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects by, and let the sheet see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # Qt reads the sheet for it, once, before it is first shown or measured
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_ground(widget: QWidget, ground: str) -> None:
    """Give a widget a ground of the sheet: window, surface, raised, or the name of a tone."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_look(widget, "ground", ground)
