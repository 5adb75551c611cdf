"""Joins the page of who signs in on this PC to its use cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.domain.permissions import Right
from desktop_app.services.access.change_password import ChangePassword, change_password
from desktop_app.services.access.keyring_opening import turn_keyring_off, turn_keyring_on
from desktop_app.services.access.let_in import GivenCode, let_in
from desktop_app.services.access.lock_setting import set_lock_after
from desktop_app.services.access.recovery_code import (
    PrintedCode,
    code_is_on_paper,
    renew_recovery_code,
)
from desktop_app.services.access.shut_out import shut_out
from desktop_app.services.access.who_signs_in import WhoSignsIn, who_signs_in
from desktop_app.services.context import DeskContext
from desktop_app.ui.access.access_page import AccessPage, AccessRow
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.dates import moment_words
from desktop_app.ui.words.rights import refusal_of
from desktop_app.ui.words.troubles import trouble_words

T = TypeVar("T")


class AccessPresenter(QObject):
    """Each change is on the disk before the page shows it."""

    said = Signal(str)
    lock_after_changed = Signal(int)  # minutes
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, page: AccessPage, window: QWidget, theme: Theme, *, context: DeskContext, lanes: Lanes
    ) -> None:
        super().__init__(page)
        self._page = page
        self._window = window
        self._theme = theme
        self._context = context
        self._lanes = lanes
        page.let_in_wanted.connect(self._let_in)
        page.shut_out_wanted.connect(self._shut_out)
        page.recovery.new_code_wanted.connect(self._renew_code)
        page.recovery.is_on_paper.connect(self._count_code)
        page.lock.minutes_wanted.connect(self._set_lock_after)
        page.keyring.on_wanted.connect(self._turn_keyring_on)
        page.keyring.off_wanted.connect(self._turn_keyring_off)
        page.password.change_wanted.connect(self._change_password)

    @Slot()
    def refresh(self) -> None:
        """Look who signs in now."""
        self._lanes.read.run(
            self, partial(who_signs_in, self._context), on_done=self._show, on_error=self._report
        )

    def _show(self, who: WhoSignsIn) -> None:
        own = self._context.person.uid
        refusal = refusal_of(Right.LET_IN, self._context.actor)
        holders = [
            AccessRow(
                holder.uid,
                holder.name,
                self._way_in(holder),
                may_be_let_in=who.may_let_in and holder.uid != own,
                may_be_shut_out=who.may_let_in and holder.uid != own,
            )
            for holder in who.holders
        ]
        others = [
            AccessRow(
                person.uid,
                person.name,
                self.tr("Belum dapat masuk di komputer ini"),
                may_be_let_in=who.may_let_in,
                may_be_shut_out=False,
            )
            for person in who.others
        ]
        self._page.show_rows((*holders, *others), refusal=refusal)
        self._page.lock.show_minutes(who.lock_after, may_change=who.may_let_in)
        self._page.keyring.show_state(
            on=any(holder.has_keyring for holder in who.holders if holder.uid == own)
        )
        self._page.recovery.show_state(on_paper=who.code_on_paper, refusal=refusal)

    def _way_in(self, holder: KeyHolder) -> str:
        if holder.code_until is None and holder.has_keyring:
            return self.tr("Kata sandi, atau akun komputernya")
        if holder.code_until is None:
            return self.tr("Kata sandi")
        until = moment_words(holder.code_until, self._context.zone)
        if holder.code_until <= self._context.clock():
            return self.tr("Kode sudah lewat masanya")
        if holder.has_password:
            return self.tr("Kata sandi, atau kode sampai {until}").format(until=until)
        return self.tr("Kode sampai {until}").format(until=until)

    @Slot(object)
    def _let_in(self, person_uid: UUID) -> None:
        self._change(partial(let_in, person_uid, self._context), self._code_given)

    def _code_given(self, given: GivenCode) -> None:
        until = moment_words(given.until, self._context.zone)
        self._page.given.show_code(given.code, name=given.person.name, until=until)
        self.refresh()

    @Slot(object)
    def _shut_out(self, person_uid: UUID) -> None:
        self._change(partial(shut_out, person_uid, self._context), self._is_shut_out)

    def _is_shut_out(self, _nothing: None) -> None:
        self.said.emit(self.tr("Akses dicabut."))
        self.refresh()

    @Slot()
    def _renew_code(self) -> None:
        self._change(partial(renew_recovery_code, self._context), self._print)

    def _print(self, printed: PrintedCode) -> None:
        self._page.recovery.ask("" if printed.pdf else printed.code)
        if printed.pdf:
            from desktop_app.ui.printing.print_preview import PrintPreview

            preview = PrintPreview(self._theme, self._window, title=self.tr("Kode pemulihan"))
            preview.pages.show_pdf(printed.pdf)
            preview.open()

    @Slot()
    def _count_code(self) -> None:
        self._change(partial(code_is_on_paper, self._context), self._code_counts)

    def _code_counts(self, _nothing: None) -> None:
        self._page.recovery.forget()
        self.said.emit(self.tr("Kode baru berlaku; lembar yang lama tidak berlaku lagi."))
        self.refresh()

    @Slot(int)
    def _set_lock_after(self, minutes: int) -> None:
        self._change(
            partial(set_lock_after, minutes, self._context), partial(self._lock_is_set, minutes)
        )

    def _lock_is_set(self, minutes: int, _nothing: None) -> None:
        self.lock_after_changed.emit(minutes)
        self.said.emit(
            self.tr("Layar terkunci setelah {count} menit tidak dipakai.").format(count=minutes)
        )

    @Slot(str)
    def _turn_keyring_on(self, password: str) -> None:
        self._turn_keyring(partial(turn_keyring_on, password))

    @Slot()
    def _turn_keyring_off(self) -> None:
        self._turn_keyring(turn_keyring_off)

    def _turn_keyring(self, turn: Callable[[DeskContext], None]) -> None:
        """Turn it where waiting for the system holds up no save and no round."""
        self._lanes.keyring.run(
            self,
            partial(turn, self._context),
            on_done=self._keyring_turned,
            on_error=self._keyring_not_turned,
        )

    def _keyring_turned(self, _nothing: None) -> None:
        self.refresh()

    def _keyring_not_turned(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            self.failed.emit(error)
        elif error.trouble is Trouble.PROBLEMS:
            self._page.keyring.show_problems(error.problems)
            return
        elif error.trouble is Trouble.WRONG_PASSWORD:
            self._page.keyring.show_wrong(trouble_words(error))
            return
        else:
            self._page.keyring.show_trouble(trouble_words(error))
        self.refresh()

    @Slot(object)
    def _change_password(self, wanted: ChangePassword) -> None:
        self._change(partial(change_password, wanted, self._context), self._password_changed)

    def _password_changed(self, _nothing: None) -> None:
        self._page.password.clear()
        self.said.emit(self.tr("Kata sandi sudah diganti."))
        self.refresh()

    def _change(self, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._lanes.write.run(self, work, on_done=on_done, on_error=self._report)

    def _report(self, error: Exception) -> None:
        self._page.password.show_busy(busy=False)
        if not isinstance(error, ExpectedError):
            self.failed.emit(error)
        elif error.trouble is Trouble.PROBLEMS:
            self._page.password.show_problems(error.problems)
        elif error.trouble is Trouble.WRONG_PASSWORD:
            self._page.password.show_wrong(trouble_words(error))
        else:
            self.trouble.emit(error)
