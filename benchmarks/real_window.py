"""Opens the window of a profile as `python -m desktop_app --profile …` does.

Everything is imported inside, in the order of the program: it decides what a start costs.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.shell.doors import OpenDesk
    from desktop_app.ui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class RealWindow:
    """The shown window; `desks` gets each desk that is signed in to."""

    app: QApplication
    window: MainWindow
    desks: list[OpenDesk]


def open_real_window(profile: Path, *, server_url: str = "") -> RealWindow:
    """Show the window; the sign-in screen appears once the event loop runs."""
    from desktop_app.bootstrap import collector

    collector.rest()
    from desktop_app.bootstrap.logs import log_to
    from desktop_app.bootstrap.program import Options, doors_of
    from desktop_app.ui.application import make_application, open_window

    collector.keep_what_is_loaded()
    options = Options(profile, server_url=server_url)
    log_to(options.folder)
    app, theme = make_application(sys.argv[:1])
    doors = doors_of(options)
    desks: list[OpenDesk] = []

    def unlock(person_uid: UUID, password: str) -> OpenDesk:
        desks.append(doors.open_desk(person_uid, password))
        return desks[-1]

    instance = str(options.folder.resolve())
    window = open_window(app, theme, replace(doors, open_desk=unlock), instance=instance)
    if window is None:
        raise RuntimeError("this profile is open already")
    sys.excepthook = sys.__excepthook__  # a row that breaks says so, not the program's log
    return RealWindow(app, window, desks)
