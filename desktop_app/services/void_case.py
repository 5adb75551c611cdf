"""A case registered by mistake is taken back, and comes back where somebody has worked on it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import entry_record
from desktop_app.domain.timeline import TEXT_LENGTH, EntryKind
from desktop_app.domain.typed_text import text_problems
from desktop_app.services.context import (
    DeskContext,
    Done,
    Save,
    begin_save,
    case_or_trouble,
)
from desktop_app.services.demand import demand, demand_on
from desktop_app.services.entries import new_entry
from desktop_app.services.sync_centre.refused_work import save_of


@dataclass(frozen=True, slots=True)
class VoidCase:
    """Take this case back; the reason stays in its timeline."""

    case_uid: UUID
    reason: str


def void_case(request: VoidCase, context: DeskContext) -> Done:
    """Hide the case from every list and queue that it was a mistake, in one transaction.

    The server refuses it as EDITED_SINCE where somebody has worked on the case meanwhile. Raises
    RECORD_GONE, NOT_ALLOWED, PROBLEMS.
    """
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        if work.cases.is_voided(case.uid):
            raise ExpectedError(Trouble.RECORD_GONE)
        demand_on(Right.VOID, case, context)
        problems = text_problems(request.reason, TEXT_LENGTH)
        if problems:
            raise ExpectedError(Trouble.PROBLEMS, problems=tuple(problems))
        save = begin_save(context, work, case.uid)
        _store_void(request.reason, save)
        save.forget_text(EntryKind.VOIDED.value)
        return save.finish()


def void_again(change_uid: UUID, context: DeskContext) -> Done:
    """Take a case back although somebody worked on it: a person has seen that and asked for it.

    The refused change makes room for one that knows of everything the desk knows now. Raises
    RECORD_GONE, NOT_ALLOWED, RECORD_CHANGED when the refusal was settled meanwhile.
    """
    with context.open_work() as work:
        refused = [c for c in save_of(change_uid, work) if c.operation is Operation.CASE_VOID]
        if not refused:
            raise ExpectedError(Trouble.RECORD_CHANGED)
        case = case_or_trouble(work, refused[0].case_uid)
        demand_on(Right.VOID, case, context)
        work.outbox.remove(refused[0].uid)
        save = begin_save(context, work, case.uid)
        _store_void(refused[0].body["entry"]["text"], save)
        return save.finish()


def revive_case(case_uid: UUID, context: DeskContext) -> Done:
    """Show a case again that was taken back here; it need not be on this desk any more.

    Raises NOT_ALLOWED.
    """
    with context.open_work() as work:
        case = work.cases.get(case_uid)
        if case is None:
            demand(Right.VOID, context)
        else:
            demand_on(Right.VOID, case, context)
        save = begin_save(context, work, case_uid)
        entry = new_entry(save, EntryKind.REVIVED, uid=save.transaction)
        if case is not None:
            work.cases.set_voided(case_uid, voided=False)
            work.timeline.put(entry)
        body = {"entry": entry_record(entry)}
        save.queue(Operation.CASE_REVIVE, case_uid, body, uid=entry.uid)
        return save.finish()


def _store_void(reason: str, save: Save) -> None:
    work, case_uid = save.work, save.case_uid
    # What the server refused it does not count, nor the entry that this save writes.
    known = [entry for entry in work.timeline.of_case(case_uid) if not entry.refused]
    entry = new_entry(save, EntryKind.VOIDED, text=reason, uid=save.transaction)
    work.cases.set_voided(case_uid, voided=True)
    work.timeline.put(entry)
    body = {"entries": len(known), "entry": entry_record(entry)}
    save.queue(Operation.CASE_VOID, case_uid, body, uid=entry.uid)
