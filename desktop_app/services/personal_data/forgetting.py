"""Takes whoever reported a case out of everything that this desk holds of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import FieldConflict
from desktop_app.domain.drafts import IDENTITY
from desktop_app.domain.erasure import (
    Traces,
    erased_entry,
    erased_file,
    erased_release,
    struck_case,
    struck_file,
)
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.reporters import Reporter
from desktop_app.services.personal_data.erased_files import note_erased
from desktop_app.services.personal_data.struck_changes import (
    struck_change,
    struck_conflict,
    told_before,
    without_file,
)


def forget_reporter(
    case: Case,
    known: Iterable[Reporter],
    work: UnitOfWork,
    *,
    attachments: Collection[UUID] = (),
) -> None:
    """Erase them here, in what was sent and what was not; the caller commits, then takes the files.

    By who reported as they are `known`: what names them otherwise stays. That the case is erased
    is said by `case` itself, or by the row that tells of it.
    """
    traces = Traces(*known)
    every_file = work.attachments.of_case(case.uid)
    files = [one for one in every_file if one.uid in attachments]
    work.attachments.put_all(struck_file(one, traces) for one in every_file)
    names = {file.name for file in files}
    for entry in work.timeline.of_case(case.uid):
        struck = erased_entry(entry, traces, names)
        if struck != entry:
            work.timeline.strike(entry.uid, struck.text)
    work.releases.put_all(erased_release(one, traces) for one in work.releases.of_case(case.uid))
    work.attachments.put_all(map(erased_file, files))
    forget_files(files, work)
    for change in work.outbox.all_of_case(case.uid):
        work.outbox.rewrite(struck_change(change, traces))
    _forget_conflicts(case.uid, traces, work)
    _forget_drafts(case.uid, traces, work)
    work.cases.put(struck_case(case, traces))
    if work.reporters.get(case.uid) is not None:
        work.reporters.put(Reporter(case.uid))


def forget_files(files: Collection[Attachment], work: UnitOfWork) -> None:
    """Offer these files no more, which their records do not name now; as `forget_reporter` ends."""
    uids = {file.uid for file in files}
    for case_uid in {file.case_uid for file in files}:
        for change in work.outbox.all_of_case(case_uid):
            work.outbox.rewrite(without_file(change, uids))
    for file in files:
        work.transfers.forget(file.case_uid, file.sha256)
    note_erased((file.sha256 for file in files), work)


def known_reporters(case_uid: UUID, work: UnitOfWork) -> list[Reporter]:
    """Return who reported as they are known here, and as they were written or told of before."""
    now = work.reporters.get(case_uid) or Reporter(case_uid)
    changes, conflicts = work.outbox.all_of_case(case_uid), _conflicts_of(case_uid, work)
    known = dict.fromkeys([now, *told_before(now, changes, conflicts)])
    return [one for one in known if not one.is_empty]


def _forget_conflicts(case_uid: UUID, traces: Traces, work: UnitOfWork) -> None:
    for conflict in _conflicts_of(case_uid, work):
        left = struck_conflict(conflict, traces)
        work.conflicts.remove(conflict.uid)
        if left is not None:
            work.conflicts.add(left)


def _conflicts_of(case_uid: UUID, work: UnitOfWork) -> list[FieldConflict]:
    return [one for one in work.conflicts.all() if one.case_uid == case_uid]


def _forget_drafts(case_uid: UUID, traces: Traces, work: UnitOfWork) -> None:
    """What was typed and not saved names them as well; what would correct them has no use left."""
    for person_uid, kept in work.drafts.texts_to(case_uid):
        text = kept.text
        if text.task == IDENTITY:
            work.drafts.drop_text(person_uid, case_uid, IDENTITY)
            continue
        words = {name: traces.struck(word) for name, word in text.words.items()}
        if words != text.words:
            work.drafts.keep_text(person_uid, replace(text, words=words), kept.kept_at)
