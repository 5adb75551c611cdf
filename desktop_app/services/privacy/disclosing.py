"""What is confidential is shown, or printed in full, to whoever has said why."""

from __future__ import annotations

from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.cases import Case
from desktop_app.domain.confidential import Because, Disclosed, Disclosure, DisclosureReason
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.typed_text import typed
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext, case_or_trouble
from desktop_app.services.demand import demand


def open_confidential(case_uid: UUID, because: Because, context: DeskContext) -> None:
    """Write down why this person opens a case today; raises NOT_ALLOWED, RECORD_GONE, PROBLEMS."""
    demand(Right.READ, context)
    with context.open_work() as work:
        case = case_or_trouble(work, case_uid)
        note_disclosure(Disclosed.CASE, case.uid, because, context, work=work)
        work.commit()


def demand_opened(case: Case, context: DeskContext, work: UnitOfWork) -> None:
    """Raise REASON_WANTED for a confidential case that this person has not opened today."""
    if not may_tell(case, context, work):
        raise ExpectedError(Trouble.REASON_WANTED, facts={"register_number": case.register_number})


def may_tell(case: Case | None, context: DeskContext, work: UnitOfWork) -> bool:
    """Say whether a list may tell this person what was written to a case before it is opened."""
    if case is None or not case.confidential:
        return True
    return work.disclosures.may_see(context.person.uid, case.uid, context.today())


def note_disclosure(
    what: Disclosed,
    case_uid: UUID | None,
    because: Because,
    context: DeskContext,
    *,
    work: UnitOfWork,
) -> None:
    """Write down who was shown what, and why; the caller commits. Raises PROBLEMS."""
    problems = because.problems()
    if problems or because.reason is None:
        raise ExpectedError(Trouble.PROBLEMS, problems=tuple(problems))
    work.disclosures.add(
        Disclosure(
            person_uid=context.person.uid,
            case_uid=case_uid,
            what=what,
            day=context.today(),
            reason=because.reason,
            words=typed(because.words),
            made_at=context.clock(),
        )
    )
    facts = {"what": what.value, "because": because.reason.value, "full": "yes"}
    note(_AUDITED[what], context, work=work, case_uid=case_uid, facts=facts)


_AUDITED = {
    Disclosed.CASE: AuditKind.SEEN,
    Disclosed.RECEIPT: AuditKind.PRINTED,
    Disclosed.UNSENT_WORK: AuditKind.EXPORTED,
}
TOOK = Because(DisclosureReason.TOOK)
