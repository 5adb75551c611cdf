"""One person's time at the desk: the parts, joined, from sign-in to sign-out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.inbox import InboxCounts, InboxGroup
from desktop_app.domain.permissions import ROLES_AT, Right
from desktop_app.services.access.what_was_left import WhatWasLeft, what_was_left
from desktop_app.services.context import Done
from desktop_app.services.lookups import Lookups, read_lookups
from desktop_app.services.sync_centre.sync_summary import SyncSummary
from desktop_app.ui.action_table import ActionSpec, section_spec
from desktop_app.ui.shell.commands import build_commands
from desktop_app.ui.shell.doors import OpenDesk, Place, RoundEnd
from desktop_app.ui.shell.key_card import KeyCard
from desktop_app.ui.shell.pages_beside import PagesBeside
from desktop_app.ui.shell.returning import bring_back
from desktop_app.ui.shell.safe import Safe
from desktop_app.ui.shell.wiring import wire, wire_intake
from desktop_app.ui.shell.workspace import Intake, Pages, build_intake, build_parts, sections
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.rights import roles_words
from desktop_app.ui.words.sync_state import SyncWords
from desktop_app.ui.words.troubles import trouble_words

_PAINTED_MS = 500


class Session(QObject):
    """Moves between the sections and passes news from one part to the others."""

    lock_wanted = Signal()
    switch_wanted = Signal()
    sign_out_wanted = Signal()
    lock_after_known = Signal(int)  # minutes
    shut_out = Signal()
    return_wanted = Signal(str, object)  # name of a copy, Path it lies in or None
    failed = Signal(object)  # Exception that nobody expected

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        desk: OpenDesk,
        *,
        pages: Pages,
        lanes: Lanes,
        lookups: Lookups,
    ) -> None:
        super().__init__(window)
        self.desk = desk
        self._lanes = lanes
        self._lookups = lookups
        self._theme = theme
        self._window = window
        self._intake: Intake | None = None
        self._place: Place | None = None
        self.parts = build_parts(window, theme, desk, pages=pages, lanes=lanes, lookups=lookups)
        self.frame = self.parts.frame
        self.safe = Safe(self.frame, theme, desk, lanes=lanes)
        self._undo: Callable[[], object] = self.parts.case.undo
        self.beside = PagesBeside(self, window, theme, lanes)
        self._tell_roles()
        build_commands(self, self.parts, theme)
        wire(self, self.parts)

    def start(self, place: Place | None = None) -> None:
        """Fill the list, then make the form and look for a draft, and have the first round.

        `place` is where this person was when the screen was locked.
        """
        self._place = place
        self.show_section("inbox")
        self.parts.inbox.refresh()
        self.parts.inbox.counts_changed.connect(
            self._make_intake_soon, Qt.ConnectionType.SingleShotConnection
        )
        self.parts.sync.refresh()
        self.parts.rounds.first()
        self.parts.trail.start(self.desk.wrong_tries)
        self._lanes.read.run(
            self,
            partial(what_was_left, self.desk.context),
            on_done=self._go_on,
            on_error=self.failed.emit,
        )
        self.safe.start()

    def place(self) -> Place:
        """Say where this person is."""
        person_uid, section = self.desk.context.person.uid, self.frame.current_section()
        return Place(person_uid, section, self.parts.inbox_screen.page.sheet.case_uid())

    def keep_typing(self) -> None:
        """Have everything that is typed anywhere kept on the disk."""
        self.parts.inbox_screen.page.sheet.keep_typing()
        self.parts.letters.keep_typing()

    def stop(self) -> None:
        """Start nothing more; what is typed was kept when the frame was hidden."""
        self.parts.rounds.stop()
        self.parts.trail.stop()
        self.safe.stop()
        self.beside.stop()

    @Slot()
    def new_case(self) -> None:
        """Open the form for the next report, or say who takes them."""
        refusal = self.parts.gate.refusal(Right.REGISTER)
        if refusal:
            self.refuse(refusal)
            return
        intake = self._form()
        self.frame.show_section("intake")
        intake.screen.start_next()

    @Slot(object)
    def open_case(self, case_uid: UUID) -> None:
        """Show a case that was just saved, in its place in the list."""
        self.frame.show_section("inbox")
        self.parts.inbox.choose(case_uid)
        self.parts.case.show_case(case_uid)

    @Slot(str)
    def show_section(self, name: str) -> None:
        """Show a section of the rail."""
        self.frame.show_section(name)
        if name == "inbox":
            self.parts.inbox_screen.pane.focus_list()
        elif name == "sync":
            self.parts.sync.refresh()
            self.parts.sync_page.focus_content()

    @Slot()
    def show_sync(self) -> None:
        """Start a round and show how sync stands."""
        self.show_section("sync")
        self.parts.rounds.now()

    def _go_on(self, left: WhatWasLeft) -> None:
        self.lock_after_known.emit(left.lock_after)
        bring_back(self, left, self._place)

    @Slot(str)
    def search(self, words: str) -> None:
        """Look for words in the list."""
        self.frame.show_section("inbox")
        self.parts.inbox.search(words)

    @Slot()
    def clear_search(self) -> None:
        """Empty the search field when the list was taken back to the whole."""
        self.frame.clear_search()

    @Slot()
    def back(self) -> None:
        """Leave what was opened last; at the end, the list."""
        if self.beside.leave():
            return
        if self.frame.current_section() != "inbox":
            self.show_section("inbox")
        else:
            self.parts.inbox_screen.back()

    @Slot()
    def undo(self) -> None:
        """Take back what was done last of what can be taken back."""
        self._undo()

    @Slot(str, bool)
    def say(self, words: str, can_undo: bool) -> None:
        """Say what was done to a case, with a way back where there is one."""
        self._say(words, self.parts.case.undo if can_undo else None)

    @Slot(str, bool)
    def say_of_sync(self, words: str, can_undo: bool) -> None:
        """Say what was decided on the sync page, with a way back where there is one."""
        self._say(words, self.parts.attention.undo if can_undo else None)

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say that something is done that needs no way back."""
        self._say(words, None)

    @Slot()
    def show_keys(self) -> None:
        """Show the card of keys."""
        held = self.parts.gate.held()
        KeyCard(self._theme, self._window, _section_specs(), held=held).open()

    @Slot(object)
    def registered(self, _done: Done) -> None:
        """A case was registered here: the list shows it, and the server is to have it soon."""
        self.parts.inbox.refresh()
        self.parts.rounds.soon()

    @Slot(object)
    def changed(self, done: Done) -> None:
        """A case was changed here: its row tells so in place, under the eyes of who works on it."""
        self.parts.inbox.refresh_touched(done.touched)
        self.parts.case.refresh_if_shown(done.touched)
        self.parts.rounds.soon()

    @Slot(object)
    def take_news(self, end: RoundEnd) -> None:
        """A round ended: what it brought is shown without making the list jump."""
        if end.shut_out:
            self.shut_out.emit()
            return
        if end.roles_changed:
            self._take_roles()
        self.parts.inbox.refresh_touched(end.touched)
        self.parts.case.refresh_if_shown(end.touched)
        self.parts.sync.refresh()
        if end.trouble is None:
            self._lanes.read.run(
                self,
                partial(read_lookups, self.desk.context),
                on_done=self._use_lookups,
                on_error=self.failed.emit,
            )

    def _take_roles(self) -> None:
        """The person may do other things from now on: say so, and shut or open what they see."""
        parts = self.parts
        parts.gate.weigh()
        parts.inbox.refresh()
        parts.case.refresh()
        for presenter in (parts.attention, parts.waiting, parts.courier):
            presenter.weigh_rights()
        if self._intake is not None:
            self._intake.presenter.weigh_rights()
        self.beside.weigh_rights()
        roles = self._tell_roles()
        self.tell(
            self.tr("Peran Anda berubah: {roles}. Yang Anda tulis tetap ada.").format(roles=roles)
        )

    def _tell_roles(self) -> str:
        actor = self.desk.context.actor
        roles = roles_words(actor.roles & ROLES_AT[actor.office_kind])
        self.frame.set_person(actor.name, roles)
        return roles

    @Slot(str)
    def refuse(self, reason: str) -> None:
        """Say why something is not done."""
        self.frame.toast.say(reason, tone=Tone.WARNING)

    @Slot(object)
    def show_counts(self, counts: InboxCounts) -> None:
        """Put what asks for work beside the section."""
        self.frame.set_count("inbox", counts.by_group.get(InboxGroup.OPEN, 0))

    @Slot(object)
    def show_sync_state(self, words: SyncWords) -> None:
        """Answer "is my work safe?" at the top right."""
        self.frame.set_sync_state(words.kind, words.short, detail=words.sentence)

    @Slot(object)
    def show_summary(self, summary: SyncSummary) -> None:
        """Put what waits for a person beside the section."""
        self.frame.set_count("sync", summary.needs_person)

    @Slot(object)
    def show_trouble(self, error: ExpectedError) -> None:
        """Say what went wrong at the foot of the window."""
        self.frame.toast.say(trouble_words(error), tone=Tone.WARNING)

    def _say(self, words: str, undo: Callable[[], object] | None) -> None:
        if undo is not None:
            self._undo = undo
        self.frame.toast.say(words, undo=self.undo if undo else None)

    def _use_lookups(self, lookups: Lookups) -> None:
        if lookups != self._lookups:
            self._lookups = lookups
            self.parts.case.set_lookups(lookups)
            self.parts.sync.set_lookups(lookups)
            if self._intake is not None:
                self._intake.presenter.set_lookups(lookups)

    @Slot(object)
    def _make_intake_soon(self, _counts: InboxCounts) -> None:
        # After the list and its first case are painted: nobody has asked for a form yet.
        QTimer.singleShot(_PAINTED_MS, self, self._make_intake)

    @Slot()
    def _make_intake(self) -> None:
        self._form()

    def _form(self) -> Intake:
        if self._intake is None:
            self._intake = build_intake(
                self.frame,
                self._theme,
                self.desk.context,
                lanes=self._lanes,
                lookups=self._lookups,
                unkept=self.parts.unkept,
            )
            wire_intake(self, self.parts, self._intake)
            self._intake.presenter.start()
        return self._intake


def _section_specs() -> list[ActionSpec]:
    return [
        section_spec(number, section.title, section.icon)
        for number, section in enumerate(sections(), start=1)
    ]
