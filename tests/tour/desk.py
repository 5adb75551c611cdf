"""One desk of the tour as a process: builds the real window and plays the chapters it is told.

Reads one JSON line for each chapter, writes one back for it: `tests.tour.desk_process` is the
other end.
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib
import json
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from tests.tour.chapters import CHAPTERS
from tests.tour.driver import Driver, StepFailedError

LONGEST_CHAPTER_S = 90
_SCREEN = (1366, 768)


Chapters = Mapping[str, Callable[[Driver], None]]


def main(arguments: Sequence[str] | None = None, chapters: Chapters = CHAPTERS) -> int:
    """Open the window of a profile and play until told to close it."""
    parser = argparse.ArgumentParser(prog="tests.tour.desk")
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="where pictures and sheets go")
    parser.add_argument("--luggage", type=Path, required=True, help="files people bring along")
    parser.add_argument("--scheme", default="light", choices=("light", "dark"))
    parser.add_argument("--sabotage", default="", help="module:function that is to fail")
    asked = parser.parse_args(arguments)
    if asked.sabotage:
        sabotage(asked.sabotage)
    # Only now: the parts take the functions of the services by name when they are imported.
    from desktop_app.bootstrap.logs import log_to
    from desktop_app.bootstrap.program import Options, doors_of
    from desktop_app.ui.application import make_application, open_window
    from desktop_app.ui.theme.theme import SchemeChoice

    log_to(asked.profile)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app, theme = make_application(sys.argv[:1])
    app.setCursorFlashTime(0)
    theme.choose(SchemeChoice(asked.scheme))
    strays = Strays(app)
    app.installEventFilter(strays)
    doors = doors_of(Options(asked.profile))
    window = open_window(app, theme, doors, instance=str(asked.profile.resolve()))
    if window is None:
        sys.exit("this profile is open already")
    ratio = window.devicePixelRatioF()
    window.move(0, 0)
    window.resize(*(round(side / ratio) for side in _SCREEN))
    window.activateWindow()
    player = Player(window, chapters, out=asked.out, luggage=asked.luggage)
    player.listen(sys.stdin, sys.stdout)
    return app.exec()


def sabotage(target: str) -> None:
    """Put a function that fails in the place of `module:function`."""
    module, name = target.split(":")
    owner = importlib.import_module(module)
    if not callable(getattr(owner, name)):
        raise TypeError(target)

    def fail(*_arguments: Any, **_named: Any) -> NoReturn:
        raise RuntimeError(f"sabotaged: {target}")

    setattr(owner, name, fail)


class Strays(QObject):
    """Complains of widgets that show before they have a parent: each is a window that flashes."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.parentWidget() is None
            and watched.windowType() is not Qt.WindowType.Popup
            and not isinstance(watched, QMainWindow)
        ):
            name = f"{type(watched).__name__} '{watched.objectName()}'"
            print(f"a window of its own flashed up: {name}", file=sys.stderr)
        return False


class Player(QObject):
    """Takes commands from a thread that listens and plays them in the window's own."""

    _told = Signal(str)

    def __init__(self, window: QWidget, chapters: Chapters, *, out: Path, luggage: Path) -> None:
        super().__init__(window)
        self._window = window
        self._chapters = chapters
        self._out = out
        self._luggage = luggage
        self._answers = sys.stdout
        self._told.connect(self._obey, Qt.ConnectionType.QueuedConnection)

    def listen(self, commands: TextIO, answers: TextIO) -> None:
        """Take commands from now on; the end of them closes the window."""
        self._answers = answers
        tell: Callable[[str], None] = self._told.emit

        def read() -> None:
            for line in commands:
                tell(line)
            tell("{}")

        threading.Thread(target=read, name="commands", daemon=True).start()

    @Slot(str)
    def _obey(self, line: str) -> None:
        command = json.loads(line)
        if "chapter" not in command:
            self._window.close()
            QApplication.quit()
            return
        driver = self._driver(**command)
        try:
            self._play(command["chapter"], driver)
        finally:
            print(json.dumps(driver.played.as_message()), file=self._answers, flush=True)

    def _driver(self, *, first_picture: int, facts: dict[str, str], **_chapter: str) -> Driver:
        return Driver(
            self._window,
            folder=self._out,
            luggage=self._luggage,
            first_picture=first_picture,
            facts=facts,
        )

    def _play(self, chapter: str, driver: Driver) -> None:
        driver.played.broken = "an error in the tour itself"
        # A window that hangs says where.
        faulthandler.dump_traceback_later(LONGEST_CHAPTER_S)
        try:
            self._chapters[chapter](driver)
            driver.played.broken = ""
        except StepFailedError as error:
            driver.played.broken = str(error)
            driver.picture_of_failure()
        finally:
            faulthandler.cancel_dump_traceback_later()
            if (error_now := sys.exc_info()[1]) is not None:
                traceback.print_exception(error_now)


if __name__ == "__main__":
    sys.exit(main())
