"""Keeps who reported a case without using it, and lifts that again (UU 27/2022, article 11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import entry_record
from desktop_app.domain.releases import REASON_LENGTH
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.typed_text import text_problems
from desktop_app.services.context import DeskContext, Done, begin_save, case_or_trouble
from desktop_app.services.demand import demand_on
from desktop_app.services.entries import new_entry


@dataclass(frozen=True, slots=True)
class RestrictReporter:
    """Restrict who reported this case, or lift that; `reason` stays in the timeline."""

    case_uid: UUID
    reason: str
    restricted: bool = True


def restrict_reporter(request: RestrictReporter, context: DeskContext) -> Done:
    """Show and print them no more, here and elsewhere, or again.

    Raises RECORD_GONE, NOT_ALLOWED, RECORD_CHANGED when it stands so already, PROBLEMS.
    """
    kind, state = _RESTRICTED if request.restricted else _OPEN
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        demand_on(Right.PERSONAL_DATA, case, context)
        if case.identity_state in {state, IdentityState.ERASED}:
            raise ExpectedError(Trouble.RECORD_CHANGED)
        problems = text_problems(request.reason, REASON_LENGTH)
        if problems:
            raise ExpectedError(Trouble.PROBLEMS, problems=tuple(problems))
        save = begin_save(context, work, case.uid)
        entry = new_entry(save, kind, text=request.reason, uid=save.transaction)
        work.cases.put(replace(case, identity_state=state))
        work.timeline.put(entry)
        body = {"restricted": request.restricted, "entry": entry_record(entry)}
        save.queue(Operation.REPORTER_RESTRICT, case.uid, body, uid=entry.uid)
        return save.finish()


_RESTRICTED = EntryKind.IDENTITY_RESTRICTED, IdentityState.RESTRICTED
_OPEN = EntryKind.IDENTITY_UNRESTRICTED, IdentityState.OPEN
