"""Turns what was written in the panel of a case into the use case that it asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.privacy.release import (
    EndRelease,
    GiveRelease,
    end_release,
    give_release,
)
from desktop_app.services.void_case import VoidCase, void_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.case.release_tasks import ENDING, RELEASES
from desktop_app.ui.case.requests import Task, Written


def saving(uid: UUID, task: Task, written: Written, context: DeskContext) -> Callable[[], Done]:
    """Choose the use case that a task asks for."""
    if isinstance(task, MoveName):
        return partial(move_case, _move(uid, task, written), context)
    if task in RELEASES:
        return _releasing(uid, task, written, context)
    if task is EntryKind.VOIDED:
        return partial(void_case, VoidCase(uid, written.text), context)
    return partial(write_entry, _entry(uid, task, written), context)


def _move(uid: UUID, move: MoveName, written: Written) -> MoveCase:
    return MoveCase(uid, move, written.text, written.office_uid, written.files)


def _entry(uid: UUID, kind: EntryKind, written: Written) -> WriteEntry:
    return WriteEntry(uid, kind, written.text, written.files)


def _releasing(
    uid: UUID, task: EntryKind, written: Written, context: DeskContext
) -> Callable[[], Done]:
    kind, to = RELEASES[task], written.office_uid
    if task in ENDING:
        return partial(end_release, EndRelease(uid, kind, to, written.text), context)
    until = context.today() + timedelta(days=written.days) if written.days else None
    return partial(give_release, GiveRelease(uid, kind, to, written.text, until), context)
