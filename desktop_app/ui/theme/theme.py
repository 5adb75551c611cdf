"""The look of the running program: which scheme, its colours and icons, and when it changes."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop_app.ui.icons import Icons
from desktop_app.ui.theme.colours import COLOURS, Colour, Scheme
from desktop_app.ui.theme.palette import palette
from desktop_app.ui.theme.spacing import Spacing
from desktop_app.ui.theme.stylesheet import stylesheet


class SchemeChoice(StrEnum):
    """What a person may ask for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_ASKED_OF_QT = {
    SchemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    SchemeChoice.LIGHT: Qt.ColorScheme.Light,
    SchemeChoice.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Dresses the application and tells everyone when its colours have changed."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        """Prepare `app`, whose font must be set; `choose` then dresses it."""
        super().__init__(app)
        self._app = app
        self._choice = SchemeChoice.SYSTEM
        self._scheme = Scheme.LIGHT
        self._icons = Icons(COLOURS[self._scheme])
        self.spacing = Spacing.of(app.font())
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def choice(self) -> SchemeChoice:
        return self._choice

    def choose(self, choice: SchemeChoice) -> None:
        """Follow the system from now on, or stay light or dark."""
        self._choice = choice
        # Title bars, which the window manager draws, follow this where the platform can.
        self._app.styleHints().setColorScheme(_ASKED_OF_QT[choice])
        self._dress()

    def colour(self, colour: Colour) -> QColor:
        """The colour of a role as it is now; ask again at each painting."""
        return QColor(COLOURS[self._scheme][colour])

    def icon(
        self,
        name: str,
        colour: Colour = Colour.TEXT,
        *,
        checked: Colour | None = None,
        gap: int = 0,
    ) -> QIcon:
        """An icon in today's colours; `put_icon` keeps one right when they change."""
        return self._icons.icon(name, colour, checked=checked, gap=gap)

    def pixmap(self, name: str, colour: Colour, *, size: int, ratio: float) -> QPixmap:
        """An icon to paint by hand, `size` wide on a screen of `ratio` device pixels to one."""
        return self._icons.pixmap(name, colour, size=size, ratio=ratio)

    def put_icon(
        self,
        target: QAbstractButton | QAction,
        name: str,
        *,
        colour: Colour = Colour.TEXT,
        checked: Colour | None = None,
        gap: int = 0,
    ) -> None:
        """Give `target` an icon that follows the theme; a later call replaces it.

        `checked` is its colour while the target is on; `gap` as `Icons.icon` has it.
        """
        kept = target.findChild(_KeptIcon, "", Qt.FindChildOption.FindDirectChildrenOnly)
        if kept is None:
            kept = _KeptIcon(target, self)
        kept.show(name, colour, checked=checked, gap=gap)

    @Slot()
    def _follow_system(self) -> None:
        if self._choice is SchemeChoice.SYSTEM:
            self._dress()

    def _wanted(self) -> Scheme:
        if self._choice is not SchemeChoice.SYSTEM:
            return Scheme(self._choice.value)
        system = self._app.styleHints().colorScheme()
        return Scheme.DARK if system is Qt.ColorScheme.Dark else Scheme.LIGHT

    def _dress(self) -> None:
        self._scheme = self._wanted()
        table = COLOURS[self._scheme]
        self._icons = Icons(table)
        self._app.setPalette(palette(table))
        self._app.setStyleSheet(stylesheet(table, self.spacing))
        self.changed.emit()


class _KeptIcon(QObject):
    """Lives and dies with a button or action and redraws its icon with every new scheme."""

    def __init__(self, target: QAbstractButton | QAction, theme: Theme) -> None:
        super().__init__(target)
        self._target = target
        self._theme = theme
        self._name = ""
        self._colour = Colour.TEXT
        self._checked: Colour | None = None
        self._gap = 0
        theme.changed.connect(self._draw)

    def show(self, name: str, colour: Colour, *, checked: Colour | None, gap: int) -> None:
        self._name = name
        self._colour = colour
        self._checked = checked
        self._gap = gap
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self._target.setIcon(
            self._theme.icon(self._name, self._colour, checked=self._checked, gap=self._gap)
        )
