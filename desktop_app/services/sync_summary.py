"""What waits, what was refused and when the last round ended: the words of the status line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desktop_app.domain.changes import FieldConflict, PendingChange
from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """Counts of what has not reached the server, and the last round that ended well."""

    waiting: int
    files_waiting: int
    refused: int
    conflicts: int
    last_round_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefusedChange:
    """A refused change beside the number of its case, for the list of what needs attention."""

    change: PendingChange
    register_number: str


@dataclass(frozen=True, slots=True)
class Attention:
    """Everything that needs a person: refused changes and values that did not stand."""

    refused: tuple[RefusedChange, ...]
    conflicts: tuple[FieldConflict, ...]


def sync_summary(context: DeskContext) -> SyncSummary:
    """Count what waits."""
    with context.open_read() as work:
        return SyncSummary(
            waiting=work.outbox.count_waiting(),
            files_waiting=len(work.transfers.uploads()),
            refused=work.outbox.count_rejected(),
            conflicts=work.conflicts.count(),
            last_round_at=work.state.last_round_at(),
        )


def needs_attention(context: DeskContext) -> Attention:
    """List what was refused or overruled."""
    with context.open_read() as work:
        refused = []
        for change in work.outbox.rejected():
            case = work.cases.get(change.case_uid)
            refused.append(RefusedChange(change, case.register_number if case else "-"))
        return Attention(tuple(refused), tuple(work.conflicts.all()))


def send_again(change_uid: UUID, context: DeskContext) -> None:
    """Queue a refused change once more, with all of its save: that was refused as a whole."""
    with context.open_work() as work:
        refused = work.outbox.rejected()
        saves = {change.transaction for change in refused if change.uid == change_uid}
        for change in refused:
            if change.transaction in saves:
                work.outbox.retry(change.uid, context.new_uid())
        work.commit()


def conflict_seen(conflict_uid: UUID, context: DeskContext) -> None:
    """Take a value that did not stand off the list, once its author has seen it."""
    with context.open_work() as work:
        work.conflicts.remove(conflict_uid)
        work.commit()
