"""Everything a person may see of one case, and what they may do next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office
from desktop_app.domain.permissions import Right
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import RIGHT_TO_WRITE, MoveName, Verdict, judge, may_act_on
from desktop_app.services.context import DeskContext, case_or_trouble, may_see_identity
from desktop_app.services.demand import demand


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case laid out for a screen.

    `reporter` is None where this person may not see the identity block or none is held here;
    `verdicts` has every move of the table; `may_write` the kinds of entry open to this person;
    `unsent` counts changes of this case that the server does not have yet.
    """

    case: Case
    reporter: Reporter | None
    identity_hidden: bool
    entries: tuple[TimelineEntry, ...]
    attachments: tuple[Attachment, ...]
    letters: tuple[Letter, ...]
    offices: dict[UUID, Office]
    verdicts: dict[MoveName, Verdict]
    may_write: frozenset[EntryKind]
    may_correct: bool
    may_void: bool
    may_issue_letter: bool
    may_print_receipt: bool
    unsent: int
    held_files: frozenset[str]


def open_case(case_uid: UUID, context: DeskContext) -> CaseView:
    """Read one case; raises NOT_ALLOWED, RECORD_GONE when it is no longer on this desk."""
    demand(Right.READ, context)
    actor = context.actor
    with context.open_read() as work:
        case = case_or_trouble(work, case_uid)
        may_see = may_see_identity(case, context)
        attachments = tuple(work.attachments.of_case(case_uid))
        return CaseView(
            case=case,
            reporter=work.reporters.get(case_uid) if may_see else None,
            identity_hidden=not may_see,
            entries=tuple(work.timeline.of_case(case_uid)),
            attachments=attachments,
            letters=tuple(work.letters.of_case(case_uid)),
            offices={office.uid: office for office in work.directory.offices()},
            verdicts={name: judge(name, case, actor) for name in MoveName},
            may_write=frozenset(
                kind for kind, right in RIGHT_TO_WRITE.items() if may_act_on(right, case, actor)
            ),
            may_correct=may_act_on(Right.CORRECT, case, actor),
            may_void=may_act_on(Right.VOID, case, actor),
            may_issue_letter=may_act_on(Right.ISSUE_LETTER, case, actor),
            may_print_receipt=may_act_on(Right.PRINT_RECEIPT, case, actor),
            unsent=len(work.outbox.of_case(case_uid)),
            held_files=frozenset(
                file.sha256 for file in attachments if context.files.has(file.sha256)
            ),
        )


def read_file(sha256: str, context: DeskContext) -> bytes:
    """Return the bytes of an attachment or a letter.

    Raises NOT_ALLOWED, FILE_MISSING, FILE_UNREADABLE.
    """
    demand(Right.READ, context)
    return context.files.read(sha256)
