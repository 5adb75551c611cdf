"""The one window: set-up, sign-in, then the frame of whoever is signed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget
from typing_extensions import override

from desktop_app import bundled
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.lookups import Lookups, read_lookups
from desktop_app.ui.shell.doors import Doors, EnrolForm, KnownPerson, OpenDesk
from desktop_app.ui.shell.preparation import Preparation
from desktop_app.ui.shell.set_up_screen import SetUpScreen
from desktop_app.ui.shell.sign_in_screen import SignInScreen
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
        self._doors = doors
        self._lanes = Lanes.start(self)
        self._session: Session | None = None
        self._set_up = SetUpScreen(theme)
        self._sign_in = SignInScreen(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._sign_in)
        self._pages.addWidget(self._set_up)
        self._preparation = Preparation(theme, self._pages)
        self.setCentralWidget(self._pages)
        self.setWindowTitle(self.tr("Loket Aduan"))
        self.setWindowIcon(QIcon(str(bundled.path("app", "loket-aduan.svg"))))
        spacing = theme.spacing
        self.setMinimumSize(*(spacing.lines(side) for side in _SMALLEST))
        self.resize(*(spacing.lines(side) for side in _USUAL))
        self._set_up.enrol_wanted.connect(self._enrol)
        self._sign_in.sign_in_wanted.connect(self._open_desk)

    @Slot()
    def start(self) -> None:
        """Show the sign-in, or the set-up on a PC that is new."""
        self._lanes.read.run(
            self, self._doors.known_people, on_done=self._greet, on_error=self.failed.emit
        )

    def _greet(self, people: list[KnownPerson]) -> None:
        if people:
            self._pages.setCurrentWidget(self._sign_in)
            self._sign_in.show_people(people, self._doors.hint)
            self._preparation.begin()
        else:
            self._pages.setCurrentWidget(self._set_up)
            self._set_up.start(self._doors.server_url)

    @Slot(object)
    def _enrol(self, form: EnrolForm) -> None:
        self._set_up.show_busy(busy=True)
        self._lanes.network.run(
            self,
            partial(self._doors.enrol, form),
            on_done=self._enrolled,
            on_error=self._enrol_failed,
        )

    def _enrolled(self, _nothing: None) -> None:
        self._set_up.show_busy(busy=False)
        self.start()

    def _enrol_failed(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._set_up.show_trouble(error)
            return
        self._set_up.show_busy(busy=False)
        self.failed.emit(error)

    @Slot(object, str)
    def _open_desk(self, person_uid: UUID, password: str) -> None:
        self._sign_in.show_busy(busy=True)

        def unlock() -> tuple[OpenDesk, Lookups]:
            desk = self._doors.open_desk(person_uid, password)
            return desk, read_lookups(desk.context)

        self._lanes.write.run(self, unlock, on_done=self._opened, on_error=self._open_failed)

    def _opened(self, opened: tuple[OpenDesk, Lookups]) -> None:
        self._sign_in.show_busy(busy=False)
        self._sign_in.forget_password()
        desk, lookups = opened
        pages = self._preparation.take()
        # Loaded by now; at the top of this file it would hold up the sign-in page.
        from desktop_app.ui.shell.session import Session

        session = Session(self, self._theme, desk, pages=pages, lanes=self._lanes, lookups=lookups)
        self._session = session
        session.sign_out_wanted.connect(self.sign_out)
        session.failed.connect(self.failed)
        self._pages.setCurrentWidget(session.frame)
        session.start()
        self.signed_in.emit()

    def _open_failed(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._sign_in.show_trouble(trouble_words(error))
            return
        self._sign_in.show_busy(busy=False)
        self.failed.emit(error)

    @Slot()
    def sign_out(self) -> None:
        """Keep what is typed, lock the profile, and ask who is next."""
        session = self._session
        if session is None:
            return
        self._session = None
        self._pages.setCurrentWidget(self._sign_in)
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
        # Hiding tells the form to keep what is typed, while its lane still takes work.
        self.hide()
        if session is not None:
            session.stop()
        self._lanes.close()
        if session is not None:
            session.desk.close()
        super().closeEvent(event)
