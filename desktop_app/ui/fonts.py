"""The bundled interface face, so that the desk looks the same on every machine."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop_app import bundled

FAMILY = "Inter"
BASE_POINTS = 10.0
_FACES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def install_interface_font(app: QApplication) -> None:
    """Load the bundled face and make it the application's font; call before any window is made.

    Raises:
        RuntimeError: a bundled face cannot be read, so the installation is damaged.
    """
    for face in _FACES:
        if QFontDatabase.addApplicationFont(str(bundled.path("fonts", face))) < 0:
            message = f"The bundled font {face} cannot be loaded."
            raise RuntimeError(message)
    font = QFont(FAMILY)
    font.setPointSizeF(BASE_POINTS)
    # Snapping to whole pixels swallows the dots of small letters and is uneven at 125 %.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
