"""One person's time at the desk: the parts, joined, from sign-in to sign-out."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.inbox import InboxCounts, InboxGroup
from desktop_app.services.context import Done
from desktop_app.services.lookups import Lookups, read_lookups
from desktop_app.ui.action_table import ActionSpec, Place, section_spec
from desktop_app.ui.actions import build_actions
from desktop_app.ui.shell.doors import OpenDesk, RoundEnd
from desktop_app.ui.shell.key_card import KeyCard
from desktop_app.ui.shell.wiring import wire, wire_intake
from desktop_app.ui.shell.workspace import (
    Intake,
    Pages,
    build_intake,
    build_parts,
    sections,
)
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.sync_state import SyncWords
from desktop_app.ui.words.troubles import trouble_words

_PAINTED_MS = 500


class Session(QObject):
    """Moves between the sections and passes news from one part to the others."""

    sign_out_wanted = Signal()
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
        self.parts = build_parts(window, theme, desk, pages=pages, lanes=lanes, lookups=lookups)
        self.frame = self.parts.frame
        self._build_actions()
        wire(self, self.parts)

    def start(self) -> None:
        """Fill the list, then make the form and look for a draft, and have the first round."""
        self.show_section("inbox")
        self.parts.inbox.refresh()
        self.parts.inbox.counts_changed.connect(
            self._make_intake_soon, Qt.ConnectionType.SingleShotConnection
        )
        self.parts.attention.refresh()
        self.parts.rounds.first()

    def stop(self) -> None:
        """Start nothing more; what is typed was kept when the frame was hidden."""
        self.parts.rounds.stop()

    @Slot()
    def new_case(self) -> None:
        """Open the form for the next report."""
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
            self.parts.attention.refresh()

    @Slot()
    def show_sync(self) -> None:
        """Start a round and show how sync stands."""
        self.show_section("sync")
        self.parts.rounds.now()

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
        if self.frame.current_section() != "inbox":
            self.show_section("inbox")
        else:
            self.parts.inbox_screen.back()

    @Slot()
    def undo(self) -> None:
        """Take the last correction back, if there is one."""
        self.parts.case.undo()

    @Slot(str, bool)
    def say(self, words: str, can_undo: bool) -> None:
        """Say what was done, with a way back where there is one."""
        self.frame.toast.say(words, undo=self.undo if can_undo else None)

    @Slot()
    def show_keys(self) -> None:
        """Show the card of keys."""
        KeyCard(self._theme, self._window, _section_specs()).open()

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
        self.parts.inbox.refresh_touched(end.touched)
        self.parts.case.refresh_if_shown(end.touched)
        self.parts.attention.refresh()
        if end.trouble is None:
            self._lanes.read.run(
                self,
                partial(read_lookups, self.desk.context),
                on_done=self._use_lookups,
                on_error=self.failed.emit,
            )

    @Slot(object)
    def show_counts(self, counts: InboxCounts) -> None:
        """Put what asks for work beside the section."""
        self.frame.set_count("inbox", counts.by_group.get(InboxGroup.OPEN, 0))

    @Slot(object)
    def show_sync_state(self, words: SyncWords) -> None:
        """Answer "is my work safe?" at the top right and on the sync page."""
        self.frame.set_sync_state(words.kind, words.short, detail=words.sentence)
        self.parts.attention_page.show_state(words)

    @Slot(object)
    def show_trouble(self, error: ExpectedError) -> None:
        """Say what went wrong at the foot of the window."""
        self.frame.toast.say(trouble_words(error), tone=Tone.WARNING)

    def _use_lookups(self, lookups: Lookups) -> None:
        if lookups != self._lookups:
            self._lookups = lookups
            self.parts.case.set_lookups(lookups)
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
            )
            wire_intake(self, self.parts, self._intake)
            self._intake.presenter.start()
        return self._intake

    def _build_actions(self) -> None:
        parts = self.parts
        build_actions(
            self.frame,
            self._theme,
            place=Place.EVERYWHERE,
            handlers={
                "new_case": self.new_case,
                "search": self.frame.focus_search,
                "undo": self.undo,
                "sync_now": parts.rounds.now,
                "help": self.show_keys,
                "back": self.back,
                "sign_out": self.sign_out_wanted.emit,
            },
        )
        build_actions(
            parts.inbox_screen,
            self._theme,
            place=Place.QUEUE,
            handlers={
                "next": parts.inbox_screen.next,
                "previous": parts.inbox_screen.previous,
                "verify": parts.case.verify,
                "assign": parts.case.assign,
                "note": parts.case.note,
                "reply": parts.case.reply,
                "follow_up": parts.case.follow_up,
                "close": parts.case.close,
                "letter": parts.case.letter,
                "print": parts.case.receipt,
            },
        )


def _section_specs() -> list[ActionSpec]:
    return [
        section_spec(number, section.title, section.icon)
        for number, section in enumerate(sections(), start=1)
    ]
