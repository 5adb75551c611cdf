"""What lies in the database of a desk, read past the use cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import PendingChange
from desktop_app.domain.drafts import KeptDraft
from desktop_app.domain.inbox import InboxCounts
from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.domain.letters import Letter
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.services.context import DeskContext

MORE_THAN_ANY = 10_000


@dataclass(frozen=True)
class Everything:
    """All that a save may touch."""

    counts: InboxCounts
    case: Case | None
    reporter: Reporter | None
    entries: list[TimelineEntry]
    attachments: list[Attachment]
    letters: list[Letter]
    outbox: list[PendingChange]
    uploads: list[tuple[UUID, str]]
    draft: KeptDraft | None
    block: LetterBlock | None
    last_entry_at: datetime | None


def everything(context: DeskContext, case_uid: UUID) -> Everything:
    """Read it all in one moment."""
    with context.open_read() as work:
        return Everything(
            counts=work.cases.counts(context.today()),
            case=work.cases.get(case_uid),
            reporter=work.reporters.get(case_uid),
            entries=work.timeline.of_case(case_uid),
            attachments=work.attachments.of_case(case_uid),
            letters=work.letters.of_case(case_uid),
            outbox=work.outbox.waiting(MORE_THAN_ANY),
            uploads=work.transfers.uploads(),
            draft=work.drafts.of_person(context.person.uid),
            block=work.numbers.letter_block(context.today().year, context.today()),
            last_entry_at=work.state.last_entry_at(),
        )


def stored_case(context: DeskContext, case_uid: UUID) -> Case:
    """The case as it is stored; it must be there."""
    with context.open_read() as work:
        case = work.cases.get(case_uid)
    assert case is not None
    return case


def stored_reporter(context: DeskContext, case_uid: UUID) -> Reporter | None:
    with context.open_read() as work:
        return work.reporters.get(case_uid)


def entries_of(context: DeskContext, case_uid: UUID) -> list[TimelineEntry]:
    with context.open_read() as work:
        return work.timeline.of_case(case_uid)


def attachments_of(context: DeskContext, case_uid: UUID) -> list[Attachment]:
    with context.open_read() as work:
        return work.attachments.of_case(case_uid)


def outbox_of(context: DeskContext, case_uid: UUID) -> list[PendingChange]:
    """Every change of a case that waits, oldest first."""
    with context.open_read() as work:
        return work.outbox.of_case(case_uid)


def last_save_of(context: DeskContext, case_uid: UUID) -> list[PendingChange]:
    """The changes of the newest save of a case."""
    waiting = outbox_of(context, case_uid)
    return [change for change in waiting if change.transaction == waiting[-1].transaction]


def count_of_cases(context: DeskContext) -> int:
    with context.open_read() as work:
        return work.cases.counts(context.today()).total
