"""A pair of hands and eyes: keys, mouse, looking and waiting; it knows no service and no table."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QTabBar, QWidget

from tests.tour import camera, sight
from tests.tour.story import Kind, Line, Played

_PATIENCE_S = 15.0
_GLIMPSE_S = 1.5
_GLANCE_MS = 10
_STILL_MS = 220  # longer than the form waits with its help, and the preview with its page
_MOST_TABS = 30

T = TypeVar("T")


class StepFailedError(Exception):
    """Something did not come, or does not hold; says what."""


class WaitedTooLongError(StepFailedError):
    """It may come later, but nobody waits that long."""


class Driver:
    """Works one window through one chapter and writes down what it saw."""

    def __init__(
        self,
        window: QWidget,
        *,
        folder: Path,
        luggage: Path,
        first_picture: int,
        facts: dict[str, str],
    ) -> None:
        """`folder` gets pictures and sheets, `luggage` is for files that people bring along."""
        self.window = window
        self.folder = folder
        self.luggage = luggage
        self.facts = facts
        self.played = Played(facts=facts)
        self._next_picture = first_picture

    # What the story says.

    def tell(self, sentence: str) -> None:
        """Say what happens now, for the reader and for whoever looks why a tour failed."""
        self.played.lines.append(Line(Kind.SENTENCE, sentence))

    def shot(self, name: str, caption: str) -> None:
        """Take a picture once nothing moves any more."""
        self.rest()
        file = f"{self._next_picture:02d}-{name}.png"
        self._next_picture += 1
        saved = camera.picture(self.window).save(str(self.folder / file))
        self.must(saved, f"a picture can be written: {file}")
        self.played.lines.append(Line(Kind.PICTURE, caption, file))

    def keep_pdf(self, file: str, caption: str) -> None:
        """Keep the sheet of the open preview through its own button and file dialog."""
        self.see_sheet()
        path = self.folder / file
        self.name_file("keep_pdf", path)
        self.wait(lambda: path.is_file() and path.stat().st_size, f"the file {file}")
        self.played.lines.append(Line(Kind.SHEET, caption, file))

    def picture_of_failure(self) -> None:
        """Keep what could be seen when a step failed."""
        camera.picture(self.window).save(str(self.folder / "failed.png"))

    # Looking.

    def wait(
        self, condition: Callable[[], T | None], what: str, *, seconds: float = _PATIENCE_S
    ) -> T:
        """Let the program work until something holds, and return it; `what` names it."""
        deadline = time.monotonic() + seconds
        while True:
            self._stop_at_message()
            self._keep_active()
            found = condition()
            if found:
                return found
            if time.monotonic() > deadline:
                raise WaitedTooLongError(f"waited {seconds:.0f} s for {what}")
            _let_work(_GLANCE_MS)

    def must(self, holds: object, what: str) -> None:
        """Fail at once when something does not hold."""
        if not holds:
            raise StepFailedError(f"it does not hold that {what}")

    def see(self, words: str) -> None:
        """Wait until these words can be read."""
        self.wait(lambda: sight.says(words), f"the words '{words}'")

    def says(self, words: str) -> bool:
        """Say whether these words can be read now."""
        return sight.says(words)

    def see_row(self, words: str) -> None:
        """Wait for a row with these words in some list."""
        self.wait(lambda: bool(sight.rows(words)), f"a row with '{words}'")

    def glimpse(self, *any_of: str) -> None:
        """Wait for some of these words, which may come and go unseen."""
        try:
            self.wait(lambda: any(map(sight.says, any_of)), "a glimpse", seconds=_GLIMPSE_S)
        except WaitedTooLongError:
            return

    def lose(self, words: str) -> None:
        """Wait until these words can no longer be read."""
        self.wait(lambda: not sight.says(words), f"the words '{words}' to go")

    def is_there(self, what: str) -> bool:
        """Say whether something of this name can be seen."""
        return bool(sight.named(what))

    def find(self, what: str) -> QWidget:
        """Wait for the one thing that has this name or, as a button, these words."""

        def found() -> QWidget | None:
            named = sight.named(what) or list(sight.buttons(what))
            return named[0] if len(named) == 1 and named[0].isEnabled() else None

        return self.wait(found, f"one '{what}' that can be used")

    def read(self, what: str) -> str:
        """Return what is written on a thing."""
        return sight.words_of(self.find(what))

    def rest(self) -> None:
        """Wait until two looks at the window are the same."""
        before = camera.picture(self.window)

        def is_still() -> bool:
            nonlocal before
            _let_work(_STILL_MS)
            now = camera.picture(self.window)
            still, before = now == before, now
            return still

        self.wait(is_still, "the window to come to rest")

    def sheet(self) -> QImage:
        """Return what the preview shows now."""
        view = self.wait(lambda: next(sight.visible(QPdfView), None), "a preview")
        return view.grab().toImage()

    def see_other_sheet(self, before: QImage) -> None:
        """Wait until the preview shows something else than before."""
        self.wait(lambda: self.sheet() != before, "the preview to follow what was typed")

    def see_sheet(self) -> None:
        """Wait until a page is drawn in the preview."""
        self.wait(lambda: camera.has_ink(self.sheet()), "a drawn page in the preview")

    # Keys.

    def key(self, *keys: str) -> None:
        """Press keys one after the other, in Qt's notation: `Ctrl+N`."""
        for each in keys:
            QTest.keySequence(self._hand(), QKeySequence(each))

    def type(self, words: str) -> None:
        """Type words where the focus is; every line after the first begins with Enter."""
        for number, line in enumerate(words.split("\n")):
            if number:
                QTest.keyClick(self._hand(), Qt.Key.Key_Return)
            if line:
                QTest.keyClicks(self._hand(), line)

    def tab_to(self, name: str) -> None:
        """Press Tab until the focus is in the field of this name."""
        for _ in range(_MOST_TABS):
            if self._focus_is(name):
                return
            self.key("Tab")
        raise StepFailedError(f"Tab does not lead to '{name}'")

    def await_focus(self, name: str) -> None:
        """Wait until the cursor is in the field of this name."""
        self.wait(lambda: self._focus_is(name), f"the focus in '{name}'")

    def fill(self, name: str, words: str) -> None:
        """Go to a field with Tab and type into it, in place of what stands there."""
        self.tab_to(name)
        self.key("Ctrl+A")
        self.type(words)

    def copy(self, words: str) -> None:
        """Have a text in the clipboard, copied in another program."""
        QGuiApplication.clipboard().setText(words)

    def paste_file(self, path: Path) -> None:
        """Paste a file copied in the file manager."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        QGuiApplication.clipboard().setMimeData(data)
        self.key("Ctrl+V")
        # What is Python's must not be left for Qt to delete once Python has gone.
        QGuiApplication.clipboard().clear()

    def step_to_row(self, words: str) -> None:
        """Press J or K in the list until the row with these words is the current one."""
        self.see_row(words)
        view, index = sight.rows(words)[0]
        way = index.row() - view.currentIndex().row()
        self.key(*(["J"] * way if way > 0 else ["K"] * -way))

    def open_tab(self, name: str, words: str) -> None:
        """Go to a row of tabs and press the arrows until the tab of these words is on top."""
        self.tab_to(name)
        bar = self.find(name)
        self.must(isinstance(bar, QTabBar), f"'{name}' is a row of tabs")
        assert isinstance(bar, QTabBar)
        labels = [bar.tabText(place) for place in range(bar.count())]
        wanted = [place for place, label in enumerate(labels) if label.startswith(words)]
        self.must(len(wanted) == 1, f"one tab begins with '{words}': {labels}")
        way = wanted[0] - bar.currentIndex()
        self.key(*(["Right"] * way if way > 0 else ["Left"] * -way))

    # Mouse.

    def click(self, what: str) -> None:
        """Click a thing by its name or the words on it."""
        widget = self.find(what)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click_row(self, words: str) -> None:
        """Click the row of a list that holds these words."""
        self.see_row(words)
        view, index = sight.rows(words)[0]
        view.scrollTo(index)
        place = view.visualRect(index).center()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def choose(self, words: str) -> None:
        """Click the row of the open menu that begins with these words."""
        self.wait(lambda: bool(sight.menu_rows(words)), f"a menu with '{words}'")
        menu, action = sight.menu_rows(words)[0]
        place: QPoint = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def choose_in_menu(self, opener: str, words: str) -> None:
        """Open a menu by its button and choose a row of it."""

        def choose() -> None:
            self.choose(words)

        self.answer(opener, choose)

    def name_file(self, opener: str, path: Path) -> None:
        """Press a button that asks for a file, and name one in the dialog."""
        self.answer(opener, partial(self.name_in_dialog, path))

    def name_in_dialog(self, path: Path) -> None:
        """Name a file in the dialog that is open or about to be."""
        # Kept in a variable: without its parent's wrapper a child of it cannot be held.
        dialog = self.wait(_file_dialog, "the file dialog")
        self.await_focus("fileNameEdit")
        self.key("Ctrl+A")
        self.type(str(path))
        if QApplication.activePopupWidget() is not None:
            self.key("Esc")  # the names it offers for what was typed
        self.key("Return")
        self.wait(lambda: not dialog.isVisible(), "the file dialog to close")

    def answer(self, opener: str, answer: Callable[[], None]) -> None:
        """Press a button and answer what it opens, which may hold up everything meanwhile."""
        outcome: list[Exception | None] = []

        def answer_it() -> None:
            try:
                answer()
                outcome.append(None)
            except (StepFailedError, RuntimeError) as error:
                outcome.append(error)
                if (dialog := _file_dialog()) is not None:
                    dialog.close()

        button = self.find(opener)
        QTimer.singleShot(0, answer_it)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait(lambda: bool(outcome), "the answer", seconds=2 * _PATIENCE_S)
        if outcome[0] is not None:
            raise outcome[0]

    def _focus_is(self, name: str) -> bool:
        """Say whether the focus is in the thing of this name, or in a part of it."""
        focus = QApplication.focusWidget()
        while focus is not None:
            if name in (focus.objectName(), focus.accessibleName()):
                return True
            focus = focus.parentWidget()
        return False

    def _hand(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.wait(sight.front, "an active window")

    def _keep_active(self) -> None:
        """Do what a desktop does when a dialog or menu has closed: activate the window below."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            (QApplication.activeModalWidget() or self.window).activateWindow()

    def _stop_at_message(self) -> None:
        """Nobody expects a message box in this story: the program says that something broke."""
        top = QApplication.activeModalWidget()
        if isinstance(top, QMessageBox):
            raise StepFailedError(f"the program says: {top.windowTitle()}. {top.text()}")


def _file_dialog() -> QFileDialog | None:
    return next(sight.visible(QFileDialog), None)


def _let_work(milliseconds: int) -> None:
    """Let the window and its lanes work; QTest's own waiting would stop Python's threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
