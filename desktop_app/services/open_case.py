"""Everything a person may see of one case, and what they may do next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office
from desktop_app.domain.permissions import Right
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import RIGHT_TO_WRITE, MoveName, Verdict, judge, may_act_on
from desktop_app.services.context import DeskContext, case_or_trouble, may_see_identity
from desktop_app.services.demand import demand
from desktop_app.services.privacy.disclosing import demand_opened
from desktop_app.services.privacy.release import may_release_case, may_release_identity
from desktop_app.services.privacy.reveal_identity import masked
from desktop_app.services.privacy.withholding import complained_offices, withheld_from


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case laid out for a screen.

    `reporter` is None where this person may not see the identity block or none is held here, and
    masked where they may; `withheld_from` are the offices complained about that may not know of
    the case, `may_release` all complained about for which this person decides that.
    `verdicts` has every move of the table; `may_write` the kinds of entry open to this person;
    `unsent` counts changes of this case that the server does not have yet.
    """

    case: Case
    reporter: Reporter | None
    identity_hidden: bool
    releases: tuple[Release, ...]
    withheld_from: tuple[UUID, ...]
    may_release: frozenset[UUID]
    may_release_identity: bool
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
    """Read one case; raises NOT_ALLOWED, REASON_WANTED, RECORD_GONE when it left this desk."""
    demand(Right.READ, context)
    actor = context.actor
    with context.open_read() as work:
        case = case_or_trouble(work, case_uid)
        demand_opened(case, context, work)
        releases = tuple(work.releases.of_case(case_uid))
        may_see = may_see_identity(case, context, releases)
        reporter = work.reporters.get(case_uid) if may_see else None
        complained = complained_offices(case, work)
        attachments = tuple(work.attachments.of_case(case_uid))
        return CaseView(
            case=case,
            reporter=None if reporter is None else masked(reporter),
            identity_hidden=not may_see,
            releases=releases,
            withheld_from=withheld_from(case, work),
            may_release=frozenset(
                uid for uid in complained if may_release_case(uid, context, work)
            ),
            may_release_identity=may_release_identity(case, context),
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
