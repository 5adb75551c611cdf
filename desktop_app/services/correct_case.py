"""The desk corrects what it wrote itself; the reporter's own words stay as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desktop_app.domain.cases import Case, CaseText
from desktop_app.domain.drafts import CORRECTION
from desktop_app.domain.errors import ExpectedError, Problem, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import CORRECTABLE, case_record
from desktop_app.domain.typed_text import typed
from desktop_app.services.context import DeskContext, Done, begin_save, case_or_trouble
from desktop_app.services.demand import demand_on
from desktop_app.services.entries import store_correction


@dataclass(frozen=True, slots=True)
class CorrectCase:
    """Give the case this title, category and place; None leaves a field as it stands.

    Name only what was edited, so that what somebody else corrects meanwhile stays.
    """

    case_uid: UUID
    title: str | None = None
    category: str | None = None
    village_code: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was touched, and the request that would put it back."""

    done: Done
    undo: CorrectCase


def correct_case(request: CorrectCase, context: DeskContext) -> Corrected:
    """Store the new wording with its entry; raises RECORD_GONE, NOT_ALLOWED, PROBLEMS."""
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        demand_on(Right.CORRECT, case, context)
        after = _corrected(case, request)
        problems = stopping_problems(after, context.today())
        if problems:
            raise ExpectedError(Trouble.PROBLEMS, problems=problems)
        old, new = case_record(case), case_record(after)
        undo = CorrectCase(
            case.uid, **{name: old[name] for name in CORRECTABLE if old[name] != new[name]}
        )
        if after == case:
            return Corrected(Done(frozenset()), undo)
        save = begin_save(context, work, case.uid)
        store_correction(case, after, save)
        save.forget_text(CORRECTION)
        return Corrected(save.finish(), undo)


def stopping_problems(after: Case, today: date) -> tuple[Problem, ...]:
    """List what is wrong with a case as a correction would leave it."""
    text = CaseText(
        title=after.title,
        words=after.reporter_words,
        category=after.category,
        place=after.place,
    )
    return tuple(p for p in text.problems(today) if not p.warning)


def _corrected(case: Case, request: CorrectCase) -> Case:
    return replace(
        case,
        title=case.title if request.title is None else typed(request.title),
        category=case.category if request.category is None else request.category,
        village_code=case.village_code if request.village_code is None else request.village_code,
        place=case.place if request.place is None else typed(request.place),
    )
