"""The way from the locked profile to the work: set-up, sign-in, or a code instead of a password."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.ui.shell.doors import CodeForm, Doors, EnrolForm, OpenDesk
from desktop_app.ui.shell.set_up_screen import SetUpScreen
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.troubles import trouble_words

if TYPE_CHECKING:
    from desktop_app.services.access.recovery_code import PrintedCode
    from desktop_app.services.lookups import Lookups
    from desktop_app.ui.shell.code_screen import CodeScreen
    from desktop_app.ui.shell.recovery_code_screen import RecoveryCodeScreen

_MENDED_BY_A_COPY = frozenset({Trouble.PROFILE_DAMAGED, Trouble.KEYS_LOST})


class WayIn(QObject):
    """Shows one screen after the other; what opens the profile runs in a lane."""

    opened = Signal(object, object)  # OpenDesk, Lookups
    waiting = Signal()  # somebody is asked for a password
    way_back_wanted = Signal(str)  # why copies are to be offered
    failed = Signal(object)  # Exception that nobody expected

    def __init__(
        self, window: QWidget, theme: Theme, doors: Doors, *, lanes: Lanes, pages: QStackedWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._doors = doors
        self._lanes = lanes
        self._pages = pages
        self._set_up = SetUpScreen(theme)
        self._sign_in = SignInScreen(theme)
        self._is_opening = False
        self._is_in = False
        # Seldom asked for, so they are made then.
        self._by_code: CodeScreen | None = None
        self._recovery: RecoveryCodeScreen | None = None
        pages.addWidget(self._sign_in)
        pages.addWidget(self._set_up)
        self._set_up.enrol_wanted.connect(self._enrol)
        self._sign_in.sign_in_wanted.connect(self._open_desk)
        self._sign_in.keyring_wanted.connect(self._ask_keyring)
        self._sign_in.code_wanted.connect(self._ask_for_code)
        self._sign_in.way_back_wanted.connect(partial(self.way_back_wanted.emit, ""))
        self._set_up.way_back_wanted.connect(partial(self.way_back_wanted.emit, ""))

    @Slot()
    def start(self) -> None:
        """Show the sign-in, or the set-up on a PC that is new."""
        self._lanes.read.run(
            self, self._doors.known_people, on_done=self._greet, on_error=self._not_greeted
        )

    def stand_before(self, words: str = "") -> None:
        """Stand in front of the work again; `words` say why, where nobody asked for it."""
        self._sign_in.welcome()
        self._show_sign_in(words)

    def hold_for(self, person_uid: UUID, *, somebody_else: bool) -> None:
        """Stand in front of somebody's work; `somebody_else` is about to take the PC over."""
        self._sign_in.hold_for(person_uid, somebody_else=somebody_else)
        self._show_sign_in("")

    def say_held(self) -> None:
        """Say that what is stood in front of is on the disk."""
        self._sign_in.say_held()

    def say_unkept(self) -> None:
        """Say that the work is locked by now, and that what was typed last is not on the disk."""
        self._sign_in.say_unkept()

    def _show_sign_in(self, words: str) -> None:
        self._is_in = False
        self._sign_in.forget_password()
        self._sign_in.say(words)
        self._pages.setCurrentWidget(self._sign_in)
        self._sign_in.take_keys()

    def _greet(self, people: list[KeyHolder] | None) -> None:
        if self._is_in:  # somebody was quicker than the look at who is known
            return
        if people is not None and not people:
            self._ask_for_code()
            self.waiting.emit()
        elif people:
            self._sign_in.show_people(people, self._doors.hint)
            if not self._is_asked_for_code():  # somebody may be quicker than the closing profile
                self._pages.setCurrentWidget(self._sign_in)
                self._sign_in.take_keys()
            self.waiting.emit()
        else:
            self._pages.setCurrentWidget(self._set_up)
            self._set_up.start(self._doors.server_url)

    def _not_greeted(self, error: Exception) -> None:
        if isinstance(error, ExpectedError) and error.trouble in _MENDED_BY_A_COPY:
            self.way_back_wanted.emit(trouble_words(error))
        else:
            self.failed.emit(error)

    @Slot(object)
    def _enrol(self, form: EnrolForm) -> None:
        self._set_up.show_busy(busy=True)
        self._lanes.network.run(
            self,
            partial(self._doors.enrol, form),
            on_done=self._enrolled,
            on_error=self._enrol_failed,
        )

    def _enrolled(self, printed: PrintedCode | None) -> None:
        self._set_up.show_busy(busy=False)
        if printed is None:
            self._sign_in.say(
                self.tr(
                    "Komputer ini sudah terdaftar, tetapi kode pemulihan belum dapat dibuat. Buat "
                    "nanti dari menu nama Anda, Petugas komputer ini."
                )
            )
            self.start()
            return
        from desktop_app.ui.shell.recovery_code_screen import RecoveryCodeScreen

        screen = self._recovery = RecoveryCodeScreen(self._theme)
        self._pages.addWidget(screen)
        self._pages.setCurrentWidget(screen)
        screen.show_code(printed.code, can_print=bool(printed.pdf))
        screen.print_wanted.connect(partial(self._print, printed.pdf))
        screen.kept.connect(self._code_is_kept)

    def _print(self, pdf: bytes) -> None:
        from desktop_app.ui.printing.print_preview import PrintPreview

        preview = PrintPreview(self._theme, self._window, title=self.tr("Kode pemulihan"))
        preview.pages.show_pdf(pdf)
        preview.open()

    @Slot()
    def _code_is_kept(self) -> None:
        """Only from here on it counts: who saw it has said that it can be found again."""
        self._lanes.write.run(
            self, self._doors.code_is_on_paper, on_done=self._leave_code, on_error=self._not_counted
        )

    def _leave_code(self, _nothing: None) -> None:
        screen, self._recovery = self._recovery, None
        if screen is not None:
            screen.forget()
            self._pages.removeWidget(screen)
            screen.deleteLater()
        self.start()

    def _not_counted(self, error: Exception) -> None:
        if isinstance(error, ExpectedError) and self._recovery is not None:
            self._recovery.show_trouble(trouble_words(error))
        else:
            self.failed.emit(error)

    def _enrol_failed(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._set_up.show_trouble(error)
            return
        self._set_up.show_busy(busy=False)
        self.failed.emit(error)

    @Slot(object, str)
    def _open_desk(self, person_uid: UUID, password: str) -> None:
        self._open_by(partial(self._doors.open_desk, person_uid, password))

    @Slot(object)
    def _ask_keyring(self, person_uid: UUID) -> None:
        """Ask beside all else: a keyring may take its time, a password need not."""
        self._sign_in.show_asking(asking=True)
        self._sign_in.take_keys()
        self._lanes.keyring.run(
            self,
            partial(self._doors.keyring_secret, person_uid),
            on_done=partial(self._open_by_keyring, person_uid),
            on_error=self._open_failed,
        )

    def _open_by_keyring(self, person_uid: UUID, secret: str) -> None:
        self._sign_in.show_asking(asking=False)
        if not self._is_opening and self._pages.currentWidget() is self._sign_in:
            self._open_by(partial(self._doors.open_desk_by_keyring, person_uid, secret))

    def _open_by(self, door: Callable[[], OpenDesk]) -> None:
        self._is_opening = True
        self._sign_in.show_busy(busy=True)

        def unlock() -> tuple[OpenDesk, Lookups]:
            desk = door()
            # Loaded by now; at the top of this file it would hold up the sign-in page.
            from desktop_app.services.lookups import read_lookups

            return desk, read_lookups(desk.context)

        self._lanes.write.run(self, unlock, on_done=self._opened, on_error=self._open_failed)

    def _opened(self, opened: tuple[OpenDesk, Lookups]) -> None:
        self._is_opening = False
        self._is_in = True
        self._sign_in.show_busy(busy=False)
        self._sign_in.forget_password()
        self.opened.emit(*opened)

    def _open_failed(self, error: Exception) -> None:
        self._is_opening = False
        self._sign_in.show_asking(asking=False)
        if isinstance(error, ExpectedError):
            self._sign_in.show_trouble(trouble_words(error))
            if error.trouble is Trouble.PROFILE_DAMAGED:
                self._sign_in.offer_way_back()
            return
        self._sign_in.show_busy(busy=False)
        self.failed.emit(error)

    @Slot()
    def _ask_for_code(self) -> None:
        if self._by_code is None:
            from desktop_app.ui.shell.code_screen import CodeScreen

            screen = self._by_code = CodeScreen(self._theme)
            self._pages.addWidget(screen)
            screen.code_given.connect(self._try_code)
            screen.password_chosen.connect(self._choose_password)
            screen.back_wanted.connect(self._back)
        self._pages.setCurrentWidget(self._by_code)
        self._by_code.start()

    @Slot()
    def _back(self) -> None:
        self._pages.setCurrentWidget(self._sign_in)
        self.start()

    def _is_asked_for_code(self) -> bool:
        return self._by_code is not None and self._pages.currentWidget() is self._by_code

    @Slot(str)
    def _try_code(self, code: str) -> None:
        screen = self._busy_with_code()
        self._lanes.write.run(
            self,
            partial(self._doors.people_of_code, code),
            on_done=screen.show_people,
            on_error=self._code_failed,
        )

    @Slot(object)
    def _choose_password(self, form: CodeForm) -> None:
        self._busy_with_code()
        self._lanes.write.run(
            self,
            partial(self._doors.choose_password, form),
            on_done=partial(self._password_chosen, form),
            on_error=self._code_failed,
        )

    def _password_chosen(self, form: CodeForm, _nothing: None) -> None:
        screen = self._busy_with_code()
        screen.start()  # neither code nor password stays behind it
        self._pages.setCurrentWidget(self._sign_in)
        self._open_desk(form.person_uid, form.password)

    def _code_failed(self, error: Exception) -> None:
        screen = self._busy_with_code()
        if isinstance(error, ExpectedError):
            screen.show_trouble(error)
            return
        screen.show_busy(busy=False)
        self.failed.emit(error)

    def _busy_with_code(self) -> CodeScreen:
        if self._by_code is None:
            raise RuntimeError("no code was asked for")
        self._by_code.show_busy(busy=True)
        return self._by_code
