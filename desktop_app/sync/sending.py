"""Sends what waits, oldest first, in batches that grow while they pass."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.plan import (
    Parcel,
    Step,
    after_failed_push,
    grown,
    halved,
    next_batch,
    saves_in,
)
from desktop_app.sync.report import Tally
from desktop_app.sync.server import CentralServer
from desktop_app.sync.settling import settle


def send_changes(desk: Desk, server: CentralServer, tally: Tally, *, newest: int) -> None:
    """Send what waits up to this sequence number; raises what makes going on pointless.

    What is saved meanwhile is for the next round, or this one might never end. What cannot be
    settled now stays in the queue with everything later of the same case, and is never in the way
    of other cases. A case gets a new number once a round.
    """
    held: set[UUID] = set()
    numbered: set[UUID] = set()
    failed_alone = 0
    while newest and not desk.cancelled():
        batch, marks = _batch(desk, tally.batch, held, newest=newest)
        if not batch:
            break
        try:
            answered = server.push([parcel.numbered for parcel in batch], marks)
        except ExpectedError as error:
            if not _goes_on(error, batch, tally, failed_alone=failed_alone):
                raise
            if saves_in(batch) == 1:
                tally.note(error)
                held |= {parcel.change.case_uid for parcel in batch}
                failed_alone += error.trouble is Trouble.SERVER_FAILED
            continue
        changes = [parcel.change for parcel in batch]
        settled = settle(
            desk,
            changes,
            answered.answers,
            tally,
            mark=answered.mark,
            at=wire.moment_of(answered.time),
        )
        held |= settled.unanswered | (settled.renumbered & numbered)
        numbered |= settled.renumbered
        tally.batch = grown(tally.batch)
    if held:
        # The next round meets what stuck alone, first, and then grows past it.
        tally.batch = 1


def _batch(
    desk: Desk, most: int, held: set[UUID], *, newest: int
) -> tuple[list[Parcel], SyncMarks]:
    with desk.open_read() as work:
        marks = work.state.sync_marks()
        # Held changes are the oldest: looking only at the first few would see nothing else.
        limit = max(wire.MOST_CHANGES, work.outbox.count_waiting() if held else 0)
        waiting = work.outbox.waiting(limit)
    due = [change for change in waiting if change.sequence <= newest]
    parcels = [Parcel(change, wire.written_change(change)) for change in due]
    return next_batch(parcels, most, most_bytes=wire.MOST_BYTES_OF_CHANGES, held=held), marks


def _goes_on(
    error: ExpectedError, batch: Sequence[Parcel], tally: Tally, *, failed_alone: int
) -> bool:
    """Take in what a failed push means for the size of the next; say whether there is one now."""
    step = after_failed_push(error.trouble, saves_in(batch), failed_alone=failed_alone)
    if step in {Step.SMALLER, Step.STOP_SMALLER}:
        tally.batch = halved(len(batch))
    return step in {Step.SMALLER, Step.SET_ASIDE}
