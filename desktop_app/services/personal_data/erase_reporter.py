"""Erases who reported a case for good, and keeps the case (UU 27/2022, articles 8 and 43)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation
from desktop_app.domain.erasure import NO_FILE, Traces, erased_entry, words_of
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.releases import REASON_LENGTH
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.typed_text import text_problems
from desktop_app.services.context import DeskContext, Done, begin_save, case_or_trouble
from desktop_app.services.demand import demand_on
from desktop_app.services.entries import new_entry
from desktop_app.services.personal_data.erased_files import take_erased_files
from desktop_app.services.personal_data.forgetting import forget_reporter, known_reporters
from desktop_app.services.personal_data.struck_changes import erasure_body


@dataclass(frozen=True, slots=True)
class EraseReporter:
    """Erase who reported this case, and these of its files; `reason` stays in the timeline."""

    case_uid: UUID
    reason: str
    attachments: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure would take, before anybody decides.

    `places` counts where the words of the case and its timeline name them as they are written in
    the identity block; `letters` are official papers, which stay in the archive.
    """

    register_number: str
    has_identity: bool
    places: int
    files: tuple[Attachment, ...]
    letters: int


def preview_erasure(case_uid: UUID, context: DeskContext) -> ErasurePreview:
    """Count what would go; raises RECORD_GONE, NOT_ALLOWED, RECORD_CHANGED when it is gone."""
    with context.open_read() as work:
        case = _case(case_uid, context, work)
        reporter = work.reporters.get(case.uid) or Reporter(case.uid)
        entries = work.timeline.of_case(case.uid)
        files = work.attachments.of_case(case.uid)
        letters = len(work.letters.of_case(case.uid))
    traces = Traces(reporter)
    texts = (*words_of(case), *(entry.text for entry in entries))
    return ErasurePreview(
        register_number=case.register_number,
        has_identity=not reporter.is_empty,
        places=sum(map(traces.count, texts)),
        files=tuple(file for file in files if file.sha256 != NO_FILE),
        letters=letters,
    )


def erase_reporter(request: EraseReporter, context: DeskContext) -> Done:
    """Erase them here, in one transaction, and queue it for every other place.

    There is no way back. Raises RECORD_GONE, NOT_ALLOWED, RECORD_CHANGED when it was done before,
    PROBLEMS.
    """
    with context.open_work() as work:
        done = erase_in(work, request, context)
    with suppress(ExpectedError):  # another program holds one: the next round takes it
        take_erased_files(context.open_work, context.open_read, context.files)
    return done


def erase_in(work: UnitOfWork, request: EraseReporter, context: DeskContext) -> Done:
    """Do it in an open transaction, and make that durable; raises as `erase_reporter` does.

    Until the server has heard of it the change says whom to look for: there they may be known by
    what was corrected here and not sent yet.
    """
    case = _case(request.case_uid, context, work)
    problems = text_problems(request.reason, REASON_LENGTH)
    if problems:
        raise ExpectedError(Trouble.PROBLEMS, problems=tuple(problems))
    known = known_reporters(case.uid, work)
    save = begin_save(context, work, case.uid)
    entry = new_entry(save, EntryKind.IDENTITY_ERASED, text=request.reason, uid=save.transaction)
    entry = erased_entry(entry, Traces(*known), ())
    erased = replace(case, identity_state=IdentityState.ERASED)
    forget_reporter(erased, known, work, attachments=request.attachments)
    work.timeline.put(entry)
    body = erasure_body(entry, known, request.attachments)
    save.queue(Operation.REPORTER_ERASE, case.uid, body, uid=entry.uid)
    return save.finish()


def _case(case_uid: UUID, context: DeskContext, work: UnitOfWork) -> Case:
    case = case_or_trouble(work, case_uid)
    demand_on(Right.PERSONAL_DATA, case, context)
    if case.identity_state is IdentityState.ERASED:
        raise ExpectedError(Trouble.RECORD_CHANGED)
    return case
