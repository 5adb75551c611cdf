"""Words that this desk sent before it heard of an erasure: it says once more whom to strike out.

The server took them as they are: it has no words left to look for. This desk still has, for the
moment in which it hears of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.erasure import Traces, words_of
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.services.personal_data.struck_changes import erasure_body
from desktop_app.sync.desk import Desk

_WHY = "Menyusul penghapusan: kata-kata ini terkirim sebelum komputer ini mengetahuinya."


def strike_late_words(
    case: Case,
    known: Sequence[Reporter],
    arriving: Collection[TimelineEntry | Attachment],
    desk: Desk,
    work: UnitOfWork,
) -> None:
    """Queue the erasure again where what arrives still names them, in the name of who wrote it.

    `case` is as it arrives, or as it is left here; `known` is who reported it, as this desk knew
    them a moment ago.
    """
    traces = Traces(*known)
    late = [one for one in arriving if traces.count(_words(one))]
    if not late and not any(map(traces.count, words_of(case))):
        return
    ours = (one.person_uid for one in late if one.office_uid == case.office_uid)
    author = next(ours, case.registered_by)
    person = work.directory.person(author)
    uid = desk.new_uid()
    entry = TimelineEntry(
        uid=uid,
        case_uid=case.uid,
        kind=EntryKind.IDENTITY_ERASED,
        person_uid=author,
        person_name="" if person is None else person.name,
        office_uid=case.office_uid,
        device_time=desk.clock(),
        text=_WHY,
    )
    work.timeline.put(entry)
    work.outbox.add(
        PendingChange(
            uid=uid,
            transaction=uid,
            operation=Operation.REPORTER_ERASE,
            entity_uid=case.uid,
            case_uid=case.uid,
            person_uid=author,
            body=erasure_body(entry, known),
            made_at=entry.device_time,
        )
    )


def _words(one: TimelineEntry | Attachment) -> str:
    return one.text if isinstance(one, TimelineEntry) else one.name
