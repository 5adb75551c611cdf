"""Shows one thing after the other, waits until it stands, and looks whether it is painted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.application import make_application
from desktop_app.ui.fonts import FAMILY
from desktop_app.ui.shell.doors import Doors
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.theme.theme import Theme

_PATIENCE_MS = 30_000
_GLANCE_MS = 50
_LOOKS = 128  # to each side
# Words have many greys at their edges: an empty page in its frame has 7, the barest screen 94.
_FEWEST_COLOURS = 32
_SMALLEST_SIDE = 100

W = TypeVar("W", bound=QWidget)


class NotShownError(Exception):
    """A screen did not come, or is empty; says which."""


@cache
def application() -> tuple[QApplication, Theme]:
    """Make the application away from any display, once in a process."""
    return make_application(["loket-aduan", "-platform", "offscreen"])


@contextmanager
def open_window(doors: Doors) -> Iterator[MainWindow]:
    """Open the window of a profile; raises at its end what nobody expected meanwhile."""
    _, theme = application()
    errors: list[BaseException] = []
    window = MainWindow(theme, doors)
    window.failed.connect(errors.append)
    with _errors_in_slots(errors):
        window.show()
        window.start()
        try:
            yield window
        except NotShownError:
            if not errors:
                raise
        finally:
            window.close()
            window.deleteLater()
    if errors:
        raise errors[0]


def see(name: str, shown: Callable[[], W | None]) -> W:
    """Wait until a screen stands and is painted; raises NotShownError with its name."""
    if QFontInfo(QApplication.font()).family() != FAMILY:
        raise NotShownError(f"{name}: huruf program tidak terpasang")

    def painted() -> W | None:
        widget = shown()
        return widget if widget is not None and is_painted(widget) else None

    found = wait(painted)
    if found is None:
        raise NotShownError(f"{name}: tidak muncul atau kosong")
    return found


def is_painted(widget: QWidget) -> bool:
    """Say whether a widget shows, has a size, and words on its grounds."""
    if not widget.isVisible():
        return False
    picture = widget.grab().toImage()
    if min(picture.width(), picture.height()) < _SMALLEST_SIDE:
        return False
    columns = range(0, picture.width(), max(1, picture.width() // _LOOKS))
    rows = range(0, picture.height(), max(1, picture.height() // _LOOKS))
    colours = {picture.pixel(column, row) for column in columns for row in rows}
    return len(colours) >= _FEWEST_COLOURS


def wait(condition: Callable[[], W | None]) -> W | None:
    """Let the program work until there is something to return; None when patience ends."""
    loop = QEventLoop()
    found: list[W] = []

    def glance() -> None:
        widget = condition()
        if widget is not None:
            found.append(widget)
            loop.quit()

    glances = QTimer(interval=_GLANCE_MS)
    glances.timeout.connect(glance)
    glances.start()
    patience = QTimer(interval=_PATIENCE_MS, singleShot=True)
    patience.timeout.connect(loop.quit)
    patience.start()
    loop.exec()
    glances.stop()
    patience.stop()
    return found[0] if found else None


@contextmanager
def _errors_in_slots(errors: list[BaseException]) -> Iterator[None]:
    """Qt calls into Python and drops what is raised there; keep it."""

    def keep(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        errors.append(error)

    before, sys.excepthook = sys.excepthook, keep
    try:
        yield
    finally:
        sys.excepthook = before
