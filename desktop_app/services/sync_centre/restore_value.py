"""A person decides about a value of theirs that did not stand: put it back, or leave it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import FieldConflict
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import case_from, case_record, reporter_from, reporter_record
from desktop_app.domain.reporters import NAMED_BESIDE_CASE, Reporter
from desktop_app.services.context import DeskContext, Done, begin_save, case_or_trouble
from desktop_app.services.correct_case import stopping_problems
from desktop_app.services.demand import demand_on
from desktop_app.services.entries import store_correction
from desktop_app.services.personal_data.correct_reporter import demand_correctable, store_reporter


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision touched, and what takes it back: the value that stood before it."""

    done: Done
    conflict: FieldConflict
    stood: object


def restore_value(conflict_uid: UUID, context: DeskContext) -> Decided:
    """Put the author's own value back as a correction, and take it off the list, in one save.

    Raises RECORD_GONE, NOT_ALLOWED (not the author, or no right to correct), PROBLEMS.
    """
    with context.open_work() as work:
        conflict = _own(conflict_uid, work, context)
        stood = _standing(conflict, work)
        work.conflicts.remove(conflict.uid)
        done = _correct(conflict, conflict.mine, work, context)
        return Decided(done, conflict, stood)


def leave_value(conflict_uid: UUID, context: DeskContext) -> Decided:
    """Let the other value stand and take the matter off the list; raises NOT_ALLOWED."""
    with context.open_work() as work:
        conflict = _own(conflict_uid, work, context)
        work.conflicts.remove(conflict.uid)
        work.commit()
    return Decided(Done(frozenset()), conflict, conflict.theirs)


def take_decision_back(decided: Decided, context: DeskContext) -> Done:
    """Put the matter on the list again, and what stood before into the case.

    Raises RECORD_CHANGED when somebody has changed the value since, RECORD_GONE, NOT_ALLOWED.
    """
    conflict = decided.conflict
    with context.open_work() as work:
        work.conflicts.add(conflict)
        if not decided.done.touched:
            work.commit()
            return decided.done
        if _standing(conflict, work) != conflict.mine:
            raise ExpectedError(Trouble.RECORD_CHANGED)
        return _correct(conflict, decided.stood, work, context)


def _own(conflict_uid: UUID, work: UnitOfWork, context: DeskContext) -> FieldConflict:
    """Return the matter; one that is no longer listed was decided before."""
    listed = {conflict.uid: conflict for conflict in work.conflicts.all()}
    conflict = listed.get(conflict_uid)
    if conflict is None:
        raise ExpectedError(Trouble.RECORD_CHANGED)
    if conflict.person_uid != context.person.uid:
        raise ExpectedError(Trouble.NOT_ALLOWED)
    return conflict


def _standing(conflict: FieldConflict, work: UnitOfWork) -> object:
    case = case_or_trouble(work, conflict.case_uid)
    if conflict.field in NAMED_BESIDE_CASE:
        reporter = work.reporters.get(case.uid) or Reporter(case.uid)
        return reporter_record(reporter)[NAMED_BESIDE_CASE[conflict.field]]
    return case_record(case)[conflict.field]


def _correct(
    conflict: FieldConflict, value: object, work: UnitOfWork, context: DeskContext
) -> Done:
    """Give the field this value and make all of it durable; nothing travels if it stands."""
    case = case_or_trouble(work, conflict.case_uid)
    if conflict.field in NAMED_BESIDE_CASE:
        return _correct_reporter(conflict, case, value, work=work, context=context)
    demand_on(Right.CORRECT, case, context)
    after = case_from(
        case_record(case) | {conflict.field: value},
        version=case.version,
        server_time=case.server_time,
    )
    problems = stopping_problems(after, context.today())
    if problems:
        raise ExpectedError(Trouble.PROBLEMS, problems=problems)
    if after == case:
        work.commit()
        return Done(frozenset({case.uid}))
    save = begin_save(context, work, case.uid)
    store_correction(case, after, save)
    return save.finish()


def _correct_reporter(
    conflict: FieldConflict, case: Case, value: object, *, work: UnitOfWork, context: DeskContext
) -> Done:
    demand_correctable(case, context)
    before = work.reporters.get(case.uid) or Reporter(case.uid)
    field = NAMED_BESIDE_CASE[conflict.field]
    after = reporter_from({**reporter_record(before), field: value})
    if after == before:
        work.commit()
        return Done(frozenset({case.uid}))
    save = begin_save(context, work, case.uid)
    store_reporter(before, after, save)
    return save.finish()
