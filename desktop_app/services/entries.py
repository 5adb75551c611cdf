"""How use cases write the timeline."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop_app.domain.cases import Case, Status
from desktop_app.domain.changes import Operation
from desktop_app.domain.records import (
    CORRECTABLE,
    attachment_record,
    case_record,
    entry_record,
    standing_record,
)
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.typed_text import typed
from desktop_app.domain.workflow import MOVES, MoveName
from desktop_app.services.context import KeptFile, Save


def new_entry(
    save: Save,
    kind: EntryKind,
    *,
    text: str = "",
    public: bool = False,
    to_office_uid: UUID | None = None,
    uid: UUID | None = None,
) -> TimelineEntry:
    """Make an entry in the name of the person who acts.

    The one that a whole save is about has the `uid` of the save: one less to send.
    """
    return TimelineEntry(
        uid=uid or save.context.new_uid(),
        case_uid=save.case_uid,
        kind=kind,
        person_uid=save.context.person.uid,
        person_name=save.context.person.name,
        office_uid=save.context.office.uid,
        device_time=save.at,
        public=public,
        text=typed(text),
        to_office_uid=to_office_uid,
    )


def move_entry(
    save: Save,
    move_name: MoveName,
    *,
    text: str,
    to_office_uid: UUID | None = None,
    uid: UUID | None = None,
) -> TimelineEntry:
    """Make the entry that tells of a move; `uid` as for `new_entry`."""
    move = MOVES[move_name]
    return TimelineEntry(
        uid=uid or save.context.new_uid(),
        case_uid=save.case_uid,
        kind=EntryKind.MOVED,
        person_uid=save.context.person.uid,
        person_name=save.context.person.name,
        office_uid=save.context.office.uid,
        device_time=save.at,
        public=move.public,
        text=typed(text),
        move=move_name.value,
        to_status=Status(move.target),
        to_office_uid=to_office_uid,
    )


def add_entry(entry: TimelineEntry, save: Save) -> None:
    """Write a note, a reply or news of the work, and queue it."""
    save.work.timeline.put(entry)
    save.queue(Operation.ENTRY_ADD, entry.uid, entry_record(entry), uid=entry.uid)


def store_move(before: Case, after: Case, entry: TimelineEntry, save: Save) -> None:
    """Store what a move made of a case with the entry that tells of it, and queue both."""
    save.work.cases.put(after)
    save.work.timeline.put(entry)
    save.queue(
        Operation.CASE_MOVE,
        before.uid,
        {
            "move": entry.move,
            "from": before.status.value,
            "set": _told_standing(before, after),
            "entry": entry_record(entry),
        },
        uid=entry.uid,
    )


def _told_standing(before: Case, after: Case) -> dict[str, Any]:
    """Say what a move made of a case: what it changed, its status, and an office or a pause it has.

    Those are said even where the desk saw them before: they may have changed meanwhile.
    """
    old, new = standing_record(before), standing_record(after)
    told = {"status", *(name for name in ("assigned_office_uid", "paused_since") if new[name])}
    return {name: value for name, value in new.items() if name in told or value != old[name]}


def store_correction(before: Case, after: Case, save: Save) -> None:
    """Store what a correction made of a case with its entry, and queue both."""
    old, new = case_record(before), case_record(after)
    changed = tuple(sorted(name for name in CORRECTABLE if old[name] != new[name]))
    entry = new_entry(save, EntryKind.CORRECTED, text=", ".join(changed), uid=save.transaction)
    save.work.cases.put(after)
    save.work.timeline.put(entry)
    save.queue(
        Operation.CASE_SET,
        before.uid,
        {
            "set": {name: new[name] for name in changed},
            "base": {name: old[name] for name in changed},
            "entry": entry_record(entry),
        },
        uid=entry.uid,
    )


def link_files(save: Save, files: tuple[KeptFile, ...]) -> None:
    """Tie kept files to the case, each with its entry, and queue their bytes for the file lane."""
    for file in files:
        attachment = save.attachment(file)
        entry = new_entry(save, EntryKind.FILE, text=file.name)
        save.work.attachments.put(attachment)
        save.work.timeline.put(entry)
        save.work.transfers.queue_upload(save.case_uid, file.sha256)
        save.queue(
            Operation.ATTACHMENT_LINK,
            attachment.uid,
            {"attachment": attachment_record(attachment), "entry": entry_record(entry)},
            uid=entry.uid,
        )
