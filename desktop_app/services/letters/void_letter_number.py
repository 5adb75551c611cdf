"""A spoilt number of an outgoing letter is never given, and the book says why."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.letter_numbers import LetterVoid
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.timeline import TEXT_LENGTH
from desktop_app.domain.typed_text import typed
from desktop_app.services.context import DeskContext, Done, begin_save
from desktop_app.services.demand import demand


@dataclass(frozen=True, slots=True)
class VoidLetterNumber:
    """Mark this number of the year as spoilt, and say why."""

    year: int
    sequence: int
    reason: str


def void_letter_number(request: VoidLetterNumber, context: DeskContext) -> Done:
    """Note the number as spoilt and queue it, in one transaction.

    Only a number from this PC's own blocks that no letter has. Raises NOT_ALLOWED, PROBLEMS.
    """
    demand(Right.ISSUE_LETTER, context)
    with context.open_work() as work:
        problems = _problems(request, work, context)
        if problems:
            raise ExpectedError(Trouble.PROBLEMS, problems=problems)
        # A number belongs to no case; the protocol names the office in the place of one.
        save = begin_save(context, work, context.office.uid)
        void = LetterVoid(
            uid=context.new_uid(),
            year=request.year,
            sequence=request.sequence,
            reason=typed(request.reason),
            person_uid=context.person.uid,
            voided_at=save.at,
        )
        work.numbers.void_letter_number(void)
        save.queue(
            Operation.LETTER_VOID,
            void.uid,
            {"year": void.year, "sequence": void.sequence, "reason": void.reason},
        )
        return save.finish()


def _problems(
    request: VoidLetterNumber, work: UnitOfWork, context: DeskContext
) -> tuple[Problem, ...]:
    found: list[Problem] = []
    year, sequence = request.year, request.sequence
    blocks = work.numbers.letter_blocks(year)
    voided = {void.sequence for void in work.numbers.letter_voids(year)}
    is_ours = any(block.first <= sequence <= block.last for block in blocks)
    issued = {letter.sequence for letter in work.letters.of_year(context.office.uid, year)}
    is_used = sequence in voided or sequence in issued
    if is_used or not is_ours:
        found.append(Problem("sequence", ProblemCode.NUMBER_TAKEN))
    if not typed(request.reason):
        found.append(Problem("reason", ProblemCode.REQUIRED))
    elif len(request.reason) > TEXT_LENGTH:
        found.append(Problem("reason", ProblemCode.TOO_LONG))
    return tuple(found)
