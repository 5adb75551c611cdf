"""Sends what waits, oldest first, in batches that grow while they pass.

While one is on its way, the answers to the last are settled and the next is made ready. That leaves
when the receipt of the one before it is stored: there is never more than one on its way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
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
    saves_in,
)
from desktop_app.sync.queue import Batch, Queue
from desktop_app.sync.report import Tally
from desktop_app.sync.server import CentralServer
from desktop_app.sync.settling import Settling

# What stands between may say that it failed when the server did not.
_WITHOUT_ANSWER = frozenset(
    {Trouble.SERVER_UNREACHABLE, Trouble.SERVER_NONSENSE, Trouble.SERVER_FAILED}
)


def send_changes(desk: Desk, server: CentralServer, tally: Tally, *, newest: int) -> None:
    """Send what waits up to this sequence number; raises what makes going on pointless.

    What is saved meanwhile is for the next round, or this one might never end. What cannot be
    settled now stays in the queue with everything later of the same case, and is never in the way
    of other cases. A case gets a new number once a round.
    """
    if newest:
        with ThreadPoolExecutor(1) as line:
            _Sending(desk, server, tally, line=line, queue=Queue(desk, newest)).run()


class _Sending:
    """What is sent, and how far the answers to it are settled.

    `_held` are the cases that stay for the next round, `_unsettled` is what settles the answers
    that the next push need not wait for.
    """

    def __init__(
        self,
        desk: Desk,
        server: CentralServer,
        tally: Tally,
        *,
        line: ThreadPoolExecutor,
        queue: Queue,
    ) -> None:
        self._desk = desk
        self._server = server
        self._tally = tally
        self._line = line
        self._queue = queue
        self._held: set[UUID] = set()
        self._numbered: set[UUID] = set()
        self._failed_alone = 0
        self._unsettled: list[Callable[[], None]] = []

    def run(self) -> None:
        while not self._desk.cancelled():
            batch, marks = self._queue.batch(self._tally.batch, self._held)
            if not batch.parcels:
                break
            try:
                answered = self._pushed(batch, marks)
            except ExpectedError as error:
                self._take_failure(error, batch.parcels)
            else:
                self._take_answers(answered, batch.parcels)
        for settle in self._unsettled:
            settle()
        if self._held:
            # The next round meets what stuck alone, first, and then grows past it.
            self._tally.batch = 1

    def _pushed(self, batch: Batch, marks: SyncMarks) -> wire.PushAnswer:
        """Push, and use the time until the answer comes."""
        to_do = self._unsettled
        self._unsettled = []
        if not self._held and not self._queue.is_empty:
            to_do.append(partial(self._queue.make_ready, grown(self._tally.batch)))
        if not to_do:
            return self._server.push(batch.packing, marks)
        sent = self._line.submit(self._server.push, batch.packing, marks)
        for do in to_do:
            do()
        return sent.result()

    def _take_failure(self, error: ExpectedError, batch: Sequence[Parcel]) -> None:
        if _may_have_arrived(error):
            with self._desk.open_work() as work:
                marks = work.state.sync_marks()
                work.state.set_sync_marks(replace(marks, unsure=True))
                work.commit()
        if not _goes_on(error, batch, self._tally, failed_alone=self._failed_alone):
            raise error
        if saves_in(batch) == 1:
            self._tally.note(error)
            self._held |= {parcel.change.case_uid for parcel in batch}
            self._failed_alone += error.trouble is Trouble.SERVER_FAILED
        self._queue.read_anew()

    def _take_answers(self, answered: wire.PushAnswer, batch: Sequence[Parcel]) -> None:
        settling = Settling(
            self._desk,
            [parcel.change for parcel in batch],
            answered.answers,
            self._tally,
            mark=answered.mark,
            at=wire.moment_of(answered.time),
        )
        settling.settle_first()
        self._held |= settling.unanswered | (settling.renumbered & self._numbered)
        self._numbered |= settling.renumbered
        self._tally.batch = grown(self._tally.batch)
        if self._held or settling.goes_again or self._queue.is_empty:
            settling.settle_rest()
        else:
            self._unsettled = [settling.settle_rest]
        if settling.unanswered or settling.goes_again:
            self._queue.read_anew()


def _may_have_arrived(error: ExpectedError) -> bool:
    """Say whether a push may have been taken though its answer never came."""
    return error.trouble in _WITHOUT_ANSWER and error.facts.get("sent") != "no"


def _goes_on(
    error: ExpectedError, batch: Sequence[Parcel], tally: Tally, *, failed_alone: int
) -> bool:
    """Take in what a failed push means for the size of the next; say whether there is one now."""
    step = after_failed_push(error.trouble, saves_in(batch), failed_alone=failed_alone)
    if step in {Step.SMALLER, Step.STOP_SMALLER}:
        tally.batch = halved(len(batch))
    return step in {Step.SMALLER, Step.SET_ASIDE}
