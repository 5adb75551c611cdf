"""The one window: the way in, then the frame of whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget
from typing_extensions import override

from desktop_app import bundled
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.lookups import Lookups
from desktop_app.ui.clipboard import CopiedWords
from desktop_app.ui.shell.doors import Doors, OpenDesk
from desktop_app.ui.shell.preparation import Preparation
from desktop_app.ui.shell.way_in import WayIn
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.troubles import trouble_words

if TYPE_CHECKING:
    from desktop_app.ui.shell.session import Session

_SMALLEST = (56, 31)
_USUAL = (85, 48)


class MainWindow(QMainWindow):
    """Leads from the locked profile to the work and back."""

    failed = Signal(object)  # Exception that nobody expected
    signed_in = Signal()

    def __init__(self, theme: Theme, doors: Doors) -> None:
        super().__init__()
        self._theme = theme
        self._lanes = Lanes.start(self)
        self._session: Session | None = None
        self._copied = CopiedWords(QGuiApplication.clipboard(), self)
        self._pages = QStackedWidget()
        self._way_in = WayIn(self, theme, doors, lanes=self._lanes, pages=self._pages)
        self._preparation = Preparation(theme, self._pages)
        self.setCentralWidget(self._pages)
        self.setWindowTitle(self.tr("Loket Aduan"))
        self.setWindowIcon(QIcon(str(bundled.path("app", "loket-aduan.svg"))))
        spacing = theme.spacing
        self.setMinimumSize(*(spacing.lines(side) for side in _SMALLEST))
        self.resize(*(spacing.lines(side) for side in _USUAL))
        self._way_in.opened.connect(self._work)
        self._way_in.waiting.connect(self._preparation.begin)
        self._way_in.failed.connect(self.failed)

    @Slot()
    def start(self) -> None:
        """Show the sign-in, or the set-up on a PC that is new."""
        self._way_in.start()

    @Slot(object, object)
    def _work(self, desk: OpenDesk, lookups: Lookups) -> None:
        pages = self._preparation.take()
        # Loaded by now; at the top of this file it would hold up the sign-in page.
        from desktop_app.ui.shell.session import Session

        session = Session(self, self._theme, desk, pages=pages, lanes=self._lanes, lookups=lookups)
        self._session = session
        session.sign_out_wanted.connect(self.sign_out)
        session.shut_out.connect(self._shut_out)
        session.failed.connect(self.failed)
        self._pages.setCurrentWidget(session.frame)
        session.start()
        self.signed_in.emit()

    @Slot()
    def sign_out(self) -> None:
        """Keep what is typed, lock the profile, and ask who is next."""
        self._leave("")

    @Slot()
    def _shut_out(self) -> None:
        self._leave(trouble_words(ExpectedError(Trouble.LEFT_THE_SERVICE)))

    def _leave(self, words: str) -> None:
        session = self._session
        if session is None:
            return
        self._session = None
        self._copied.take_back()
        self._way_in.lock(words)
        self._pages.removeWidget(session.frame)
        session.stop()
        self._lanes.write.run(
            self, session.desk.close, on_done=self._closed, on_error=self.failed.emit
        )
        session.deleteLater()
        session.frame.deleteLater()

    def _closed(self, _nothing: None) -> None:
        self.start()

    @Slot()
    def come_to_front(self) -> None:
        """Answer a second start of the program."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        session = self._session
        self._session = None
        self._copied.take_back()
        # Hiding tells the form to keep what is typed, while its lane still takes work.
        self.hide()
        if session is not None:
            session.stop()
        self._lanes.close()
        if session is not None:
            session.desk.close()
        super().closeEvent(event)
