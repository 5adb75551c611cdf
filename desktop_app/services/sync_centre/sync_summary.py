"""What waits, what needs a person and when both sides last agreed: the words of the status line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.context import DeskContext

# A round like the one before replaces it, so the last agreement stands near the top.
_ROUNDS_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """Counts of what has not reached the server or waits for this person.

    `refused` counts saves, `conflicts` are this person's own. `last_round_at` is when a round
    last ended well, `verified_at` when both sides were last found equal.
    """

    waiting: int
    files_waiting: int
    refused: int
    conflicts: int
    last_round_at: datetime | None
    notices: int = 0
    verified_at: datetime | None = None

    @property
    def needs_person(self) -> int:
        """How many things wait for somebody's decision."""
        return self.refused + self.conflicts + self.notices


def sync_summary(context: DeskContext) -> SyncSummary:
    """Count what waits."""
    with context.open_read() as work:
        rounds = work.rounds.last(_ROUNDS_LOOKED_AT)
        mine = [c for c in work.conflicts.all() if c.person_uid == context.person.uid]
        return SyncSummary(
            waiting=work.outbox.count_waiting(),
            files_waiting=len(work.transfers.uploads()),
            refused=_refused_saves(work),
            conflicts=len(mine),
            notices=work.notices.count(),
            last_round_at=work.state.last_round_at(),
            verified_at=next((record.ended_at for record in rounds if record.verified), None),
        )


def _refused_saves(work: UnitOfWork) -> int:
    if not work.outbox.count_rejected():
        return 0
    return len({change.transaction for change in work.outbox.rejected()})
