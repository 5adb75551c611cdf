"""What the server refused: read with its reason, sent again, or a case taken back all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from desktop_app.domain.changes import RELEASE_OPERATIONS, Operation, PendingChange, RejectCode
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import release_from
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.demand import demand
from desktop_app.services.privacy.disclosing import may_tell
from desktop_app.services.sync_centre.case_label import CaseLabel, case_label
from desktop_app.services.sync_centre.told_change import (
    ToldPart,
    entries_of,
    may_read_identity_of,
    told,
)


@dataclass(frozen=True, slots=True)
class RefusedPart:
    """One change of a refused save and what was typed in it; nothing before the case is opened."""

    operation: Operation
    parts: tuple[ToldPart, ...]


@dataclass(frozen=True, slots=True)
class RefusedSave:
    """A save that was refused as a whole; `uid` is that of its first change.

    `words` is what the server said, in plain Indonesian; `can_void_again` that a case taken back
    came back because somebody worked on it, and may be taken back once more.
    """

    uid: UUID
    about: CaseLabel
    code: str
    words: str
    author: str
    made_at: datetime
    changes: tuple[RefusedPart, ...]
    can_void_again: bool


def refused_saves(context: DeskContext) -> tuple[RefusedSave, ...]:
    """List every refused save, oldest first; raises NOT_ALLOWED."""
    demand(Right.READ, context)
    with context.open_read() as work:
        refused = work.outbox.rejected()
        return tuple(
            _save(list(changes), work, context)
            for _, changes in groupby(refused, key=lambda change: change.transaction)
        )


def send_again(change_uid: UUID, context: DeskContext) -> Done:
    """Queue a refused change once more, with all of its save: that was refused as a whole.

    What was done waits again, so its entries are no longer shown as refused. It stays the work of
    who did it, whoever sends it. Raises NOT_ALLOWED.
    """
    demand(Right.KEEP_IN_STEP, context)
    with context.open_work() as work:
        save = save_of(change_uid, work)
        for change in save:
            work.outbox.retry(change.uid, context.new_uid())
            for entry_uid in entries_of(change):
                work.timeline.set_refused(entry_uid, refused=False)
            if change.operation in RELEASE_OPERATIONS:
                work.releases.put_all([release_from(change.body["release"])])
        work.commit()
    return Done(frozenset(change.case_uid for change in save))


def save_of(change_uid: UUID, work: UnitOfWork) -> list[PendingChange]:
    """Return the refused changes that were saved together with this one; none if it is settled."""
    refused = work.outbox.rejected()
    saves = {change.transaction for change in refused if change.uid == change_uid}
    return [change for change in refused if change.transaction in saves]


def _save(changes: list[PendingChange], work: UnitOfWork, context: DeskContext) -> RefusedSave:
    first = changes[0]
    case = work.cases.get(first.case_uid)
    author = work.directory.person(first.person_uid)
    is_void = first.operation is Operation.CASE_VOID
    is_told = may_tell(case, context, work)
    return RefusedSave(
        uid=first.uid,
        about=case_label(first, case),
        code=first.reject_code,
        words=first.reject_words,
        author=author.name if author else "",
        made_at=first.made_at,
        changes=tuple(
            RefusedPart(
                change.operation,
                told(change, with_identity=may_read_identity_of(change, case, context))
                if is_told
                else (),
            )
            for change in changes
        ),
        can_void_again=is_void
        and first.reject_code == RejectCode.EDITED_SINCE.value
        and case is not None,
    )
