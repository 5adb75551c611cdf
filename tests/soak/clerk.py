"""What a clerk has before them: the cases to choose from, and what a save wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.domain.permissions import Right
from desktop_app.domain.phone import shown_phone
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.workflow import may_act_on
from desktop_app.services.context import DeskContext, KeptFile
from desktop_app.services.keep_file import keep_file
from tests.soak.deeds import NAMING, Deed, KeptBytes, Saved, SetValue

T = TypeVar("T")

_FILLING = bytes(range(251)) * 360


# --- who reported -----------------------------------------------------------------------------


def name_of(deed: Deed) -> str:
    """Return a name that nobody else has in this history."""
    return f"Pelapor {deed.token}"


def phone_of(deed: Deed) -> str:
    """Return a telephone that nobody else has in this history."""
    digits = "".join(letter for letter in deed.token if letter.isdigit())
    return f"0812{digits[-8:]:0>8}"


def naming(deed: Deed, case_uid: UUID, context: DeskContext) -> str:
    """Return what somebody writes; now and then it names who reported, where that is known."""
    with context.open_read() as work:
        who = work.reporters.get(case_uid) or Reporter(case_uid)
    if deed.choice % 3 != 1 or not (who.name and who.phone):
        return deed.token
    return f"{deed.token}{NAMING}{who.name.upper()}, {shown_phone(who.phone)}"


# --- choosing ---------------------------------------------------------------------------------


def chosen_of(options: Sequence[T], number: int) -> T | None:
    return options[number % len(options)] if options else None


def cases_of(context: DeskContext) -> list[Case]:
    """Return what the lists of this desk show, oldest first."""
    with context.open_read() as work:
        keys = [
            key
            for group in (InboxGroup.OPEN, InboxGroup.ENDED)
            for key in work.cases.keys(InboxQuery(group), context.today())
        ]
        rows = [row for row in work.cases.rows(keys) if row is not None]
        cases = [work.cases.get(uid) for uid in sorted(row.uid for row in rows)]
    return [case for case in cases if case is not None]


def workable(context: DeskContext, right: Right) -> list[Case]:
    return [case for case in cases_of(context) if may_act_on(right, case, context.actor)]


def file_of(deed: Deed, context: DeskContext) -> KeptFile:
    size = (0, 300, 20_000, 90_000)[deed.choice % 4]
    content = b"%PDF-1.4 " + deed.token.encode() + _FILLING[:size]
    return keep_file(content, f"{deed.token}.pdf", context)


# --- noting what a save wrote -----------------------------------------------------------------


class Watch:
    """What the timeline of a case shows before a save, to name what came with it."""

    def __init__(self, deed: Deed, case_uid: UUID, context: DeskContext) -> None:
        self._deed = deed
        self._case_uid = case_uid
        self._context = context
        self._entries, self._files, self._letters = self._seen()

    def saved(self, *values: SetValue) -> Saved:
        entries, files, letters = self._seen()
        return Saved(
            self._deed.act,
            self._deed.token,
            self._case_uid,
            entries=tuple(uid for uid in entries if uid not in self._entries),
            files=tuple(kept for kept in files if kept not in self._files),
            letters=tuple(kept for kept in letters if kept not in self._letters),
            values=values,
        )

    def _seen(self) -> tuple[list[UUID], list[KeptBytes], list[KeptBytes]]:
        with self._context.open_read() as work:
            attachments = work.attachments.of_case(self._case_uid)
            letters = work.letters.of_case(self._case_uid)
            return (
                [entry.uid for entry in work.timeline.of_case(self._case_uid)],
                [KeptBytes(file.uid, file.sha256) for file in attachments],
                [KeptBytes(letter.uid, letter.sha256) for letter in letters],
            )
