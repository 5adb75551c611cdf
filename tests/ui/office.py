"""The real window with somebody signed in at a real desk; the tests play server and stick."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap.safekeeping import safekeeping_of
from desktop_app.bootstrap.way_back import way_back_of
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.access.recovery_code import PrintedCode
from desktop_app.services.context import DeskContext
from desktop_app.sync.schedule import at_start
from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.frame import Frame
from desktop_app.ui.inbox.case_list import CaseList
from desktop_app.ui.shell.doors import (
    BundleReport,
    CheckedStep,
    Doors,
    OpenDesk,
    RoundEnd,
    RoundProgress,
    RoundStage,
)
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.sync.sync_page import SyncPage
from desktop_app.ui.theme.theme import Theme
from tests.desk import PASSWORD, Desk

ALT = Qt.KeyboardModifier.AltModifier
W = TypeVar("W", bound=QWidget)


@dataclass
class Outside:
    """What lies behind the doors: a server that answers as told, and a stick."""

    ends: deque[RoundEnd] = field(default_factory=deque)
    steps: list[CheckedStep] = field(default_factory=list)
    rounds: list[dict[str, bool]] = field(default_factory=list)
    stick: list[tuple[str, Path]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    answer: RoundEnd = field(default_factory=RoundEnd)
    report: BundleReport = field(default_factory=lambda: BundleReport(changes=3, files=1))
    trouble: Exception | None = None
    holds: bool = False
    closed: threading.Event = field(default_factory=threading.Event)

    def run_round(
        self,
        *,
        progress: Callable[[RoundProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        files_allowed: bool = True,
        may_remove_many: bool = False,
    ) -> RoundEnd:
        self.rounds.append({"files": files_allowed, "many": may_remove_many})
        if self.holds and progress is not None and cancelled is not None:
            progress(RoundProgress(RoundStage.SENDING, 120, 400))
            pause = threading.Event()
            while not cancelled():
                pause.wait(0.01)
            return RoundEnd(cancelled=True)
        return self.ends.popleft() if self.ends else RoundEnd()

    def check_connection(self, tell: Callable[[CheckedStep], None]) -> None:
        for step in self.steps:
            tell(step)

    def enrol_again(self, code: str) -> None:
        self.codes.append(code)
        if self.trouble is not None:
            raise self.trouble

    def write_bundle(self, path: Path) -> BundleReport:
        self._use("write", path)
        return self.report

    def carry_bundle(self, path: Path) -> Path:
        self._use("carry", path)
        return path.with_name("jawaban.kurir")

    def take_answer(self, path: Path, *, may_remove_many: bool = False) -> RoundEnd:
        self._use("take many" if may_remove_many else "take", path)
        return self.answer

    def _use(self, verb: str, path: Path) -> None:
        self.stick.append((verb, path))
        if self.trouble is not None:
            raise self.trouble


class Office:
    """One signed-in person and the window they work in."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: Desk, outside: Outside) -> None:
        self._qtbot = qtbot
        self.window = window
        self.desk = desk
        self.outside = outside
        self.context: DeskContext = desk.context
        frame = window.findChild(Frame)
        assert frame is not None
        self.frame = frame
        self.page = self.find(SyncPage)

    def store(self, write: Callable[[UnitOfWork], object]) -> None:
        """Write something as a round would, in one transaction."""
        with self.context.open_work() as work:
            write(work)
            work.commit()

    def find(self, kind: type[W], name: str = "") -> W:
        """The widget of this kind and name."""
        found = self.window.findChild(kind, name) if name else self.window.findChild(kind)
        assert found is not None, (kind, name)
        return found

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        hand = QApplication.focusWidget() or self.window
        self._qtbot.keyClick(hand, key, modifier or Qt.KeyboardModifier.NoModifier)

    def open_sync(self) -> None:
        """Go to the sync page by its key."""
        self.key(Qt.Key.Key_2, ALT)
        assert self.frame.current_section() == "sync"

    def click(self, name: str) -> None:
        """Click the visible button of this name, as soon as it can be clicked."""
        self._qtbot.waitUntil(lambda: self._ready(name) is not None)
        self._qtbot.mouseClick(self._ready(name), Qt.MouseButton.LeftButton)

    def _ready(self, name: str) -> QPushButton | None:
        buttons = self.window.findChildren(QPushButton, name)
        return next((each for each in buttons if each.isVisible() and each.isEnabled()), None)

    def see(self, words: str, within: QWidget | None = None) -> None:
        """Wait until these words can be read."""
        self._qtbot.waitUntil(lambda: words in self.words(within))

    def words(self, within: QWidget | None = None) -> str:
        """Everything that can be read now on the window or a part of it."""
        part = within or self.window
        labels = [label.text() for label in part.findChildren(QLabel) if label.isVisible()]
        rows = [
            " ".join(row)
            for table in part.findChildren(PlainTable)
            if table.isVisible()
            for row in table.words()
        ]
        return "\n".join((*labels, *rows)).replace("\u200b", "")

    def dialog(self, kind: type[W]) -> W:
        """Wait for a dialog of this kind."""
        self._qtbot.waitUntil(lambda: self._dialog(kind) is not None)
        found = self._dialog(kind)
        assert found is not None
        return found

    def _dialog(self, kind: type[W]) -> W | None:
        open_now = (top for top in QApplication.topLevelWidgets() if top.isVisible())
        return next((top for top in open_now if isinstance(top, kind)), None)


@contextmanager
def an_office(qtbot: QtBot, theme: Theme, desk: Desk, outside: Outside) -> Iterator[Office]:
    """Sign in at a desk whose server and stick are played by `outside`."""
    person = desk.context.person
    opened = OpenDesk(
        context=desk.context,
        run_round=outside.run_round,
        timetable=at_start(time.monotonic()),
        close=lambda: None,
        check_connection=outside.check_connection,
        enrol_again=outside.enrol_again,
        write_bundle=outside.write_bundle,
        carry_bundle=outside.carry_bundle,
        take_answer=outside.take_answer,
        # A copy at every closing would cost every test of a window half a second.
        safekeeping=replace(
            safekeeping_of(desk.profile, desk.context, before_return=lambda: None),
            at_closing=outside.closed.set,
        ),
    )
    doors = Doors(
        known_people=lambda: [KeyHolder(person.uid, person.name)],
        enrol=lambda _form: PrintedCode("", b""),
        open_desk=lambda _uid, _password: opened,
        people_of_code=lambda _code: [],
        choose_password=lambda _form: None,
        code_is_on_paper=lambda: None,
        keyring_secret=lambda _uid: "",
        open_desk_by_keyring=lambda _uid, _secret: opened,
        way_back=way_back_of(desk.folder, clock=desk.clock),
    )
    window = MainWindow(theme, doors)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.start()
    field = window.findChild(SignInScreen).findChild(QLineEdit, "password")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, PASSWORD)
    with qtbot.waitSignal(window.signed_in):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(window.findChild(CaseList).hasFocus)
    try:
        yield Office(qtbot, window, desk, outside)
    finally:
        outside.holds = False
        for dialog in window.findChildren(QDialog):
            dialog.close()
        with suppress(RuntimeError):
            window.close()
            window.deleteLater()
