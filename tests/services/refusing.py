"""What the server does to saves and values, written into a desk as a round would write it."""

from __future__ import annotations

from uuid import UUID

from desktop_app.domain.changes import FieldConflict, PendingChange
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.sync_centre.told_change import entries_of
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import DISTRICT_UID, NOW, a_conflict
from tests.desk import Desk
from tests.services.looking import last_save_of


def refuse_last_save(desk: Desk, case_uid: UUID, code: str = "NO_RIGHT") -> list[PendingChange]:
    """Set the newest save of a case aside as the server does: all of it."""
    save = last_save_of(desk.context, case_uid)
    with desk.context.open_work() as work:
        for change in save:
            work.outbox.reject(change.uid, code, "Hanya untuk verifikator.")
            for entry_uid in entries_of(change):
                work.timeline.set_refused(entry_uid, refused=True)
        work.commit()
    return save


def a_refused_note_with_a_photo(desk: Desk) -> list[PendingChange]:
    case = desk.registered().case
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Di lokasi.", (photo,)), desk.context)
    return refuse_last_save(desk, case.uid)


def overrule(desk: Desk, case_uid: UUID, **changes: object) -> FieldConflict:
    """Tell this desk's person that somebody else's value stands."""
    values = {
        "field": "title",
        "mine": "Judul saya",
        "theirs": "Judul mereka",
        "person_uid": desk.context.person.uid,
        "by": "Agus Rekaan",
        "office_uid": DISTRICT_UID,
        "at": NOW,
    }
    conflict = a_conflict(case_uid=case_uid, **(values | changes))
    with desk.context.open_work() as work:
        work.conflicts.add(conflict)
        work.commit()
    return conflict


def conflicts_of(desk: Desk) -> list[FieldConflict]:
    with desk.context.open_read() as work:
        return work.conflicts.all()
