"""The Qt application: one window a profile, its look, and the last net for errors."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.ui.crash import CrashNet
from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.garbage import GarbageCollector
from desktop_app.ui.shell.doors import Doors
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.single_window import SingleWindow
from desktop_app.ui.theme.theme import SchemeChoice, Theme


def make_application(arguments: list[str]) -> tuple[QApplication, Theme]:
    """Make the application with the bundled face and its colours."""
    app = QApplication(arguments)
    GarbageCollector(app)
    app.setApplicationName("Loket Aduan")
    app.setDesktopFileName("loket-aduan")
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    install_interface_font(app)
    theme = Theme(app)
    theme.choose(SchemeChoice.SYSTEM)
    return app, theme


def open_window(
    app: QApplication, theme: Theme, doors: Doors, *, instance: str
) -> MainWindow | None:
    """Show the window of a profile; None when one is open already, which is then raised."""
    single = SingleWindow(instance, app)
    if single.raise_first():
        return None
    window = MainWindow(theme, doors)
    net = CrashNet(window)
    window.failed.connect(net.show)
    single.raised.connect(window.come_to_front)
    window.show()
    window.start()
    return window


def run_window(doors: Doors, *, instance: str) -> int:
    """Work in the window of a profile until it is closed; return the exit code."""
    app, theme = make_application(sys.argv[:1])
    window = open_window(app, theme, doors, instance=instance)
    return 0 if window is None else app.exec()
