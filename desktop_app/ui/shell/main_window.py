"""The one window: the way in, then the frame of whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget
from typing_extensions import override

from desktop_app import bundled
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.idling import USUAL_MINUTES, Instant
from desktop_app.ui.clipboard import CopiedWords
from desktop_app.ui.shell.clearing import close_all_but
from desktop_app.ui.shell.doors import Doors, OpenDesk, Place
from desktop_app.ui.shell.idle_watch import IdleWatch, this_instant
from desktop_app.ui.shell.lock_keys import LockKeys
from desktop_app.ui.shell.lock_warning import LockWarning
from desktop_app.ui.shell.preparation import Preparation
from desktop_app.ui.shell.way_in import WayIn
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.troubles import trouble_words

if TYPE_CHECKING:
    from desktop_app.services.lookups import Lookups
    from desktop_app.ui.shell.return_to_copy import ReturnToCopy
    from desktop_app.ui.shell.session import Session
    from desktop_app.ui.unkept import Unkept

_SMALLEST = (56, 31)
_USUAL = (85, 48)


class MainWindow(QMainWindow):
    """Leads from the locked profile to the work and back."""

    failed = Signal(object)  # Exception that nobody expected
    signed_in = Signal()

    def __init__(
        self, theme: Theme, doors: Doors, *, now: Callable[[], Instant] = this_instant
    ) -> None:
        super().__init__()
        self._theme = theme
        self._lanes = Lanes.start(self)
        self._doors = doors
        self._session: Session | None = None
        self._return: ReturnToCopy | None = None  # seldom asked for, so it is made then
        self._copied = CopiedWords(QGuiApplication.clipboard(), self)
        self._places: dict[UUID, Place] = {}
        self._pages = QStackedWidget()
        self._way_in = WayIn(self, theme, doors, lanes=self._lanes, pages=self._pages)
        self._preparation = Preparation(theme, self._pages, doors.parts)
        self.setCentralWidget(self._pages)
        self.setWindowTitle(self.tr("Loket Aduan"))
        self.setWindowIcon(QIcon(str(bundled.path("app", "loket-aduan.svg"))))
        spacing = theme.spacing
        self.setMinimumSize(*(spacing.lines(side) for side in _SMALLEST))
        self.resize(*(spacing.lines(side) for side in _USUAL))
        self._idle = IdleWatch(self, now=now)
        self._warning = LockWarning(theme, self)
        self._idle.warned.connect(self._warn)
        self._idle.stayed.connect(self._warning.end)
        self._idle.over.connect(self.lock)
        self._keys = LockKeys(self)
        self._keys.lock_wanted.connect(self.lock)
        self._keys.switch_wanted.connect(self.switch)
        self._way_in.opened.connect(self._work)
        self._way_in.waiting.connect(self._preparation.begin)
        self._way_in.failed.connect(self.failed)
        self._way_in.way_back_wanted.connect(self._offer_way_back)

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
        session.lock_wanted.connect(self.lock)
        session.switch_wanted.connect(self.switch)
        session.sign_out_wanted.connect(self.sign_out)
        session.lock_after_known.connect(self._idle.start)
        session.shut_out.connect(self._shut_out)
        session.failed.connect(self.failed)
        session.return_wanted.connect(self._return_to)
        self._pages.setCurrentWidget(session.frame)
        session.start(self._places.pop(desk.context.person.uid, None))
        self._idle.start(USUAL_MINUTES)
        self.signed_in.emit()

    @Slot()
    def lock(self) -> None:
        """Keep what is typed and where it is, lock the profile, and hold it for this person."""
        self._hold(somebody_else=False)

    @Slot()
    def switch(self) -> None:
        """Lock, and let somebody else begin with a password."""
        self._hold(somebody_else=True)

    @Slot()
    def sign_out(self) -> None:
        """Keep what is typed, lock the profile, and ask who is next."""
        if self._leave() is not None:
            self._way_in.stand_before()

    @Slot()
    def _shut_out(self) -> None:
        if self._leave() is not None:
            self._way_in.stand_before(trouble_words(ExpectedError(Trouble.LEFT_THE_SERVICE)))

    @Slot(int)
    def _warn(self, seconds: int) -> None:
        self._warning.say(seconds, QApplication.activeModalWidget())

    def _hold(self, *, somebody_else: bool) -> None:
        place = self._leave()
        if place is not None:
            self._places[place.person_uid] = place
            self._way_in.hold_for(place.person_uid, somebody_else=somebody_else)

    def _leave(self) -> Place | None:
        """Put everything that is typed on the disk and take the work off the screen.

        Returns where it was, None where nobody was at work.
        """
        session = self._session
        if session is None:
            return None
        place = self._take_down(session)
        self._lanes.write.run(
            self,
            partial(_close, session.desk, session.parts.unkept),
            on_done=self._closed,
            on_error=self.failed.emit,
        )
        return place

    def _take_down(self, session: Session) -> Place:
        self._session = None
        self._idle.stop()
        place = session.place()
        session.keep_typing()
        close_all_but(self)
        self._copied.take_back()
        session.failed.disconnect(self.failed)  # what outlives the profile fails, and is no news
        self._pages.removeWidget(session.frame)
        session.stop()
        session.deleteLater()
        session.frame.deleteLater()
        return place

    @Slot(str, object)
    def _return_to(self, name: str, elsewhere: Path | None) -> None:
        """Close the work and put a copy in the place of its data."""
        session = self._session
        if session is not None:
            returning, desk = self._way_back(), session.desk
            self._take_down(session)
            # A copy that was just being made ends first; then the data is closed.
            self._lanes.copies.run(
                self,
                _nothing,
                on_done=lambda _: returning.leave(desk, name, elsewhere),
                on_error=self.failed.emit,
            )

    @Slot(str)
    def _offer_way_back(self, words: str) -> None:
        self._way_back().offer(words)

    def _way_back(self) -> ReturnToCopy:
        if self._return is None:
            from desktop_app.ui.shell.return_to_copy import ReturnToCopy

            self._return = ReturnToCopy(
                self._theme, self._lanes, self._pages, way_back=self._doors.way_back
            )
            self._return.ended.connect(self._returned)
            self._return.failed.connect(self.failed)
        return self._return

    @Slot(str)
    def _returned(self, words: str) -> None:
        self._way_in.stand_before(words)
        self.start()

    def _closed(self, all_kept: bool) -> None:
        if all_kept:
            self._way_in.say_held()
        else:
            self._way_in.say_unkept()
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
        self._idle.stop()
        self._copied.take_back()
        if session is not None:
            session.keep_typing()
        # Hiding tells the form to keep what is typed, while its lane still takes work.
        self.hide()
        if session is not None:
            session.stop()
            self._lanes.copies.run(
                self, session.desk.safekeeping.at_closing, on_done=_no_matter, on_error=_no_matter
            )
        self._lanes.close()
        if session is not None:
            session.desk.close()
        super().closeEvent(event)


def _close(desk: OpenDesk, unkept: Unkept) -> bool:
    """Close the data behind all that was still to be kept; say whether all of it is."""
    desk.close()
    return not unkept


def _nothing() -> None:
    """Stand behind what is queued."""


def _no_matter(_told: object) -> None:
    """Nobody is there any more to be told."""
