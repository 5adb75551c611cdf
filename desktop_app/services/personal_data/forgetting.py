"""Takes whoever reported a case out of everything that this desk holds of it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.erasure import (
    Traces,
    erased_case,
    erased_entry,
    erased_file,
    erased_release,
)
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.services.personal_data.erased_files import note_erased
from desktop_app.services.personal_data.struck_changes import struck_change, struck_conflict


def forget_reporter(case: Case, attachments: Collection[UUID], work: UnitOfWork) -> None:
    """Erase them here, in what was sent and what was not; the caller commits, then takes the files.

    By who reported as this desk knows them: what names them otherwise stays.
    """
    traces = Traces(work.reporters.get(case.uid) or Reporter(case.uid))
    files = [one for one in work.attachments.of_case(case.uid) if one.uid in attachments]
    names = {file.name for file in files}
    for entry in work.timeline.of_case(case.uid):
        struck = erased_entry(entry, traces, names)
        if struck != entry:
            work.timeline.strike(entry.uid, struck.text)
    work.releases.put_all(erased_release(one, traces) for one in work.releases.of_case(case.uid))
    work.attachments.put_all(map(erased_file, files))
    for file in files:
        work.transfers.forget(case.uid, file.sha256)
    note_erased((file.sha256 for file in files), work)
    _forget_in_changes(case.uid, traces, attachments, work)
    work.cases.put(erased_case(case, traces))
    work.reporters.put(Reporter(case.uid))


def forget_if_erased(arriving: Case, work: UnitOfWork) -> None:
    """Forget who reported where the server says that they are erased, and this desk knows them.

    What the server knows comes struck; here lies what it does not know, and who it was.
    """
    if arriving.identity_state is IdentityState.ERASED:
        known = work.cases.get(arriving.uid)
        if known is not None and known.identity_state is not IdentityState.ERASED:
            forget_reporter(known, (), work)


def _forget_in_changes(
    case_uid: UUID, traces: Traces, attachments: Collection[UUID], work: UnitOfWork
) -> None:
    for change in work.outbox.all_of_case(case_uid):
        work.outbox.rewrite(struck_change(change, traces, attachments))
    for conflict in work.conflicts.all():
        if conflict.case_uid == case_uid:
            struck = struck_conflict(conflict, traces)
            work.conflicts.remove(conflict.uid)
            if struck is not None:
                work.conflicts.add(struck)
