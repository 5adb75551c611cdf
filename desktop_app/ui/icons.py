"""The stroke icons of the program, drawn in the colours of one scheme and kept once drawn."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app import bundled
from desktop_app.ui.theme.colours import Colour, ColourTable
from desktop_app.ui.theme.spacing import Spacing

_STROKE = b"currentColor"
_SHOWN = (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected)


class Icons:
    """Draws each icon once per colour and size; a new scheme needs a new set."""

    def __init__(self, table: ColourTable) -> None:
        self._table = table
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, Colour, int, int], QPixmap] = {}
        self._icons: dict[tuple[str, Colour, Colour, int], QIcon] = {}

    def icon(
        self, name: str, colour: Colour, *, checked: Colour | None = None, gap: int = 0
    ) -> QIcon:
        """Make an icon for a button or menu: faint when disabled, `checked` when it is on.

        `gap` pixels stay empty at its right, for a button that has words beside it.

        Raises:
            FileNotFoundError: no icon of that name is bundled.
        """
        checked = checked or colour
        key = (name, colour, checked, gap)
        if key not in self._icons:
            self._icons[key] = self._make(name, colour, checked=checked, gap=gap)
        return self._icons[key]

    def pixmap(
        self, name: str, colour: Colour, *, size: int, ratio: float, gap: int = 0
    ) -> QPixmap:
        """Draw one icon `size` wide for a screen with `ratio` device pixels to one."""
        pixels, empty = round(size * ratio), round(gap * ratio)
        key = (name, colour, pixels, empty)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, colour, pixels, empty)
        made = QPixmap(self._pixmaps[key])
        made.setDevicePixelRatio(ratio)
        return made

    def _make(self, name: str, colour: Colour, *, checked: Colour, gap: int) -> QIcon:
        made = QIcon()
        spacing = Spacing.of()
        sizes = (spacing.icon,) if gap else (spacing.icon, spacing.large_icon)
        for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
            for size in sizes:
                off, on, faint = (
                    self.pixmap(name, each, size=size, ratio=ratio, gap=gap)
                    for each in (colour, checked, Colour.EDGE)
                )
                for mode in _SHOWN:
                    made.addPixmap(off, mode, QIcon.State.Off)
                    made.addPixmap(on, mode, QIcon.State.On)
                made.addPixmap(faint, QIcon.Mode.Disabled, QIcon.State.Off)
                made.addPixmap(faint, QIcon.Mode.Disabled, QIcon.State.On)
        return made

    def _draw(self, name: str, colour: Colour, pixels: int, empty: int) -> QPixmap:
        if name not in self._sources:
            self._sources[name] = bundled.read_bytes("icons", f"{name}.svg")
        ink = self._table[colour].encode("ascii")
        renderer = QSvgRenderer(QByteArray(self._sources[name].replace(_STROKE, ink)))
        image = QImage(pixels + empty, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        return QPixmap.fromImage(image)
