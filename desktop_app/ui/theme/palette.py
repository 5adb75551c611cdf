"""The colour table as Qt's palette, for everything the style draws by itself."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop_app.ui.theme.colours import Colour, ColourTable

_ROLES = (
    (QPalette.ColorRole.Window, Colour.WINDOW),
    (QPalette.ColorRole.WindowText, Colour.TEXT),
    (QPalette.ColorRole.Base, Colour.SURFACE),
    (QPalette.ColorRole.AlternateBase, Colour.RAISED),
    (QPalette.ColorRole.Text, Colour.TEXT),
    (QPalette.ColorRole.PlaceholderText, Colour.MUTED),
    (QPalette.ColorRole.Button, Colour.SURFACE),
    (QPalette.ColorRole.ButtonText, Colour.TEXT),
    (QPalette.ColorRole.BrightText, Colour.BAD),
    (QPalette.ColorRole.ToolTipBase, Colour.RAISED),
    (QPalette.ColorRole.ToolTipText, Colour.TEXT),
    (QPalette.ColorRole.Highlight, Colour.ACCENT),
    (QPalette.ColorRole.HighlightedText, Colour.ON_ACCENT),
    (QPalette.ColorRole.Accent, Colour.ACCENT),
    (QPalette.ColorRole.Link, Colour.ACCENT),
    (QPalette.ColorRole.LinkVisited, Colour.ACCENT),
    (QPalette.ColorRole.Light, Colour.RAISED),
    (QPalette.ColorRole.Midlight, Colour.HOVER),
    (QPalette.ColorRole.Mid, Colour.LINE),
    (QPalette.ColorRole.Dark, Colour.EDGE),
    (QPalette.ColorRole.Shadow, Colour.WINDOW),
)
_FAINT_WHEN_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)


def palette(table: ColourTable) -> QPalette:
    """Give every role of Qt's palette its colour from `table`."""
    made = QPalette()
    for role, colour in _ROLES:
        made.setColor(role, QColor(table[colour]))
    for role in _FAINT_WHEN_DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(table[Colour.EDGE]))
    return made
