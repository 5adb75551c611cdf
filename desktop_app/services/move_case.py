"""A case takes one step: verify, assign, follow up, close and the others of the table."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.moves import moved
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.timeline import TEXT_LENGTH
from desktop_app.domain.typed_text import typed
from desktop_app.domain.workflow import MOVES, MoveName, Needs, Verdict, judge
from desktop_app.services.context import (
    DeskContext,
    Done,
    KeptFile,
    begin_save,
    case_or_trouble,
)
from desktop_app.services.entries import link_files, move_entry, store_move
from desktop_app.services.privacy.withholding import withheld_from


@dataclass(frozen=True, slots=True)
class MoveCase:
    """Make this move; `text` is the reason or result, `to_office_uid` the office assigned."""

    case_uid: UUID
    move: MoveName
    text: str = ""
    to_office_uid: UUID | None = None
    files: tuple[KeptFile, ...] = ()


def move_case(request: MoveCase, context: DeskContext) -> Done:
    """Move the case, write its entry, tie files to it and queue all of it in one transaction.

    Raises ExpectedError: RECORD_GONE, MOVE_REFUSED (facts say who may), PROBLEMS.
    """
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        verdict = judge(request.move, case, context.actor)
        if not verdict.allowed:
            raise refused(verdict)
        problems = _problems(request, case, work)
        if problems:
            raise ExpectedError(Trouble.PROBLEMS, problems=problems)
        save = begin_save(context, work, case.uid)
        after = moved(
            case,
            request.move,
            save.today,
            work_calendar=work.reference.work_calendar(),
            to_office_uid=request.to_office_uid,
        )
        entry = move_entry(
            save,
            request.move,
            text=request.text,
            to_office_uid=request.to_office_uid,
            uid=save.transaction,
        )
        # Before the move: a case that is handed back is no longer ours to tie a file to.
        link_files(save, request.files)
        store_move(case, after, entry, save)
        save.forget_text(request.move.value)
        return save.finish()


def refused(verdict: Verdict) -> ExpectedError:
    """Turn a verdict into trouble whose facts say why, and which roles of which side may."""
    return ExpectedError(
        Trouble.MOVE_REFUSED,
        facts={
            "move": verdict.move.value,
            "refusal": verdict.refusal.value if verdict.refusal else "",
            "roles": ",".join(role.value for role in verdict.roles),
            "side": verdict.side.value,
        },
    )


def _problems(request: MoveCase, case: Case, work: UnitOfWork) -> tuple[Problem, ...]:
    needs = MOVES[request.move].needs
    found: list[Problem] = []
    if needs in {Needs.REASON, Needs.RESULT} and not typed(request.text):
        found.append(Problem("text", ProblemCode.REQUIRED))
    if len(request.text) > TEXT_LENGTH:
        found.append(Problem("text", ProblemCode.TOO_LONG))
    if needs is Needs.OFFICE:
        if request.to_office_uid is None:
            found.append(Problem("office", ProblemCode.REQUIRED))
        elif request.to_office_uid in withheld_from(case, work):
            found.append(Problem("office", ProblemCode.COMPLAINED_OFFICE))
        elif work.directory.office(request.to_office_uid) is None:
            found.append(Problem("office", ProblemCode.OFFICE_UNKNOWN))
    return tuple(found)
