"""Invented notes: changes of one kilobyte each, as they wait on a desk and as they travel."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.invented import SEED
from benchmarks.sync.words import invented_text
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.records import entry_from, entry_record
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.services.context import DeskContext

CHANGE_BYTES = 1_003  # of JSON, as long as the records other systems were measured with


class NoteWriter:
    """Writes notes of one desk; the same seed gives the same words."""

    def __init__(self, context: DeskContext, seed: int = SEED) -> None:
        self._context = context
        self._random = Random(seed)  # noqa: S311 - repeatable, not secret

    def changes(self, case_uids: Sequence[UUID]) -> list[PendingChange]:
        """Return one note for each of these cases, not yet queued."""
        return [self._change(case_uid) for case_uid in case_uids]

    def queue(self, case_uids: Sequence[UUID]) -> list[PendingChange]:
        """Write and queue one note for each of these cases, each a save of its own."""
        changes = self.changes(case_uids)
        with self._context.open_work() as work:
            for change in changes:
                work.timeline.put(entry_from(change.body))
                work.outbox.add(change)
            work.commit()
        return changes

    def _change(self, case_uid: UUID) -> PendingChange:
        context = self._context
        entry = TimelineEntry(
            uid=context.new_uid(),
            case_uid=case_uid,
            kind=EntryKind.NOTE,
            person_uid=context.person.uid,
            person_name=context.person.name,
            office_uid=context.office.uid,
            device_time=context.clock(),
            text="",
        )
        change = PendingChange(
            uid=context.new_uid(),
            transaction=context.new_uid(),
            operation=Operation.ENTRY_ADD,
            entity_uid=entry.uid,
            case_uid=case_uid,
            person_uid=context.person.uid,
            body=entry_record(entry),
            made_at=entry.device_time,
            sequence=1_000,
        )
        room = CHANGE_BYTES - len(json.dumps(as_sent(change), separators=(",", ":")))
        change.body["text"] = invented_text(self._random, room)
        return change


def as_sent(change: PendingChange) -> dict[str, Any]:
    """Write a change as docs/sync-protocol.md says."""
    return {
        "uid": str(change.uid),
        "n": change.sequence,
        "tx": str(change.transaction),
        "op": change.operation.value,
        "v": change.operation_version,
        "entity": str(change.entity_uid),
        "case": str(change.case_uid),
        "person": str(change.person_uid),
        "at": change.made_at.isoformat(),
        "body": change.body,
    }
