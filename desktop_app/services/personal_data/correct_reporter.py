"""Corrects who reported a case, where they were misheard or have moved (UU 27/2022, article 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.nik import plain_nik
from desktop_app.domain.permissions import Right
from desktop_app.domain.phone import normalise_phone
from desktop_app.domain.records import entry_record, reporter_record
from desktop_app.domain.reporters import (
    BESIDE_CASE,
    IDENTITY_FIELDS,
    IdentityState,
    Reporter,
    reporter_problems,
)
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.typed_text import typed
from desktop_app.services.context import DeskContext, Done, Save, begin_save, case_or_trouble
from desktop_app.services.demand import demand_on, not_allowed
from desktop_app.services.entries import new_entry
from desktop_app.services.privacy.disclosing import demand_opened


@dataclass(frozen=True, slots=True)
class CorrectReporter:
    """What was typed, as it was typed; None leaves a field as it stands."""

    case_uid: UUID
    name: str | None = None
    phone: str | None = None
    address: str | None = None
    nik: str | None = None


@dataclass(frozen=True, slots=True)
class ReporterCorrected:
    """What was touched, and the request that would put it back."""

    done: Done
    undo: CorrectReporter


def correct_reporter(request: CorrectReporter, context: DeskContext) -> ReporterCorrected:
    """Store it with an entry that names the fields and not what is in them, and queue it.

    Raises RECORD_GONE, NOT_ALLOWED (also where it is restricted or erased), REASON_WANTED,
    PROBLEMS.
    """
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        demand_correctable(case, context)
        demand_opened(case, context, work)
        before = work.reporters.get(case.uid) or Reporter(case.uid)
        after = _corrected(before, request)
        old, new = reporter_record(before), reporter_record(after)
        undo = CorrectReporter(
            case.uid, **{name: old[name] for name in IDENTITY_FIELDS if old[name] != new[name]}
        )
        if after == before:
            return ReporterCorrected(Done(frozenset()), undo)
        save = begin_save(context, work, case.uid)
        store_reporter(before, after, save)
        return ReporterCorrected(save.finish(), undo)


def demand_correctable(case: Case, context: DeskContext) -> None:
    """Raise NOT_ALLOWED where who reported is not for this person to correct, or for nobody."""
    demand_on(Right.CORRECT_IDENTITY, case, context)
    if case.identity_state is not IdentityState.OPEN:
        raise not_allowed(Right.CORRECT_IDENTITY, context)


def store_reporter(before: Reporter, after: Reporter, save: Save) -> None:
    """Store what a correction made of who reported with its entry, and queue both."""
    old, new = reporter_record(before), reporter_record(after)
    changed = [name for name in IDENTITY_FIELDS if old[name] != new[name]]
    told = ", ".join(BESIDE_CASE[name] for name in changed)
    entry = new_entry(save, EntryKind.IDENTITY_CORRECTED, text=told, uid=save.transaction)
    save.work.reporters.put(after)
    save.work.timeline.put(entry)
    body = {
        "set": {name: new[name] for name in changed},
        "base": {name: old[name] for name in changed},
        "entry": entry_record(entry),
    }
    save.queue(Operation.REPORTER_SET, save.case_uid, body, uid=entry.uid)


def _corrected(before: Reporter, request: CorrectReporter) -> Reporter:
    name = before.name if request.name is None else typed(request.name)
    phone = before.phone if request.phone is None else request.phone.strip()
    address = before.address if request.address is None else typed(request.address)
    nik = before.nik if request.nik is None else typed(plain_nik(request.nik))
    problems = [
        problem
        for problem in reporter_problems(name=name, phone=phone, address=address, nik=nik)
        if not problem.warning
    ]
    if problems:
        raise ExpectedError(Trouble.PROBLEMS, problems=tuple(problems))
    phone = normalise_phone(phone) if phone else ""
    return replace(before, name=name, phone=phone, address=address, nik=nik)
