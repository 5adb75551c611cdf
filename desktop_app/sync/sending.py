"""Sends what waits, oldest first, in batches that grow while they pass.

The next batch is made ready while one is on its way; it leaves when that one is settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.plan import (
    Parcel,
    Step,
    after_failed_push,
    grown,
    halved,
    saves_in,
)
from desktop_app.sync.queue import Queue
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
    queue = Queue(desk, newest)
    with ThreadPoolExecutor(1) as line:
        while newest and not desk.cancelled():
            batch, marks = queue.batch(tally.batch, held)
            if not batch:
                break
            written = [parcel.numbered for parcel in batch]
            try:
                if held or queue.is_read:
                    answered = server.push(written, marks)
                else:
                    sent = line.submit(server.push, written, marks)
                    queue.read_ahead()
                    answered = sent.result()
            except ExpectedError as error:
                if not _goes_on(error, batch, tally, failed_alone=failed_alone):
                    raise
                if saves_in(batch) == 1:
                    tally.note(error)
                    held |= {parcel.change.case_uid for parcel in batch}
                    failed_alone += error.trouble is Trouble.SERVER_FAILED
                queue.read_anew()
                continue
            settled = settle(
                desk,
                [parcel.change for parcel in batch],
                answered.answers,
                tally,
                mark=answered.mark,
                at=wire.moment_of(answered.time),
            )
            if settled.unanswered or settled.renumbered:
                queue.read_anew()
            held |= settled.unanswered | (settled.renumbered & numbered)
            numbered |= settled.renumbered
            tally.batch = grown(tally.batch)
    if held:
        # The next round meets what stuck alone, first, and then grows past it.
        tally.batch = 1


def _goes_on(
    error: ExpectedError, batch: Sequence[Parcel], tally: Tally, *, failed_alone: int
) -> bool:
    """Take in what a failed push means for the size of the next; say whether there is one now."""
    step = after_failed_push(error.trouble, saves_in(batch), failed_alone=failed_alone)
    if step in {Step.SMALLER, Step.STOP_SMALLER}:
        tally.batch = halved(len(batch))
    return step in {Step.SMALLER, Step.SET_ASIDE}
