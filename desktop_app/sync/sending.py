"""Sends what waits, oldest first, and settles each answer in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from desktop_app.domain.changes import FieldConflict, PendingChange
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync import wire
from desktop_app.sync.answers import Effect, brought_up, effect_of
from desktop_app.sync.desk import Desk
from desktop_app.sync.plan import (
    Parcel,
    Step,
    after_failed_push,
    grown,
    halved,
    laid_over,
    next_batch,
    saves_in,
)
from desktop_app.sync.report import Stage, Tally
from desktop_app.sync.server import CentralServer


def send_changes(desk: Desk, server: CentralServer, tally: Tally) -> None:
    """Send all that waits; raises the ExpectedError that makes going on pointless.

    What cannot be settled now stays in the queue with everything later of the same case, and is
    never in the way of other cases.
    """
    held: set[UUID] = set()
    failed_alone = 0
    while not desk.cancelled():
        batch = _batch(desk, tally.batch, held)
        if not batch:
            break
        try:
            answered = server.push([parcel.written for parcel in batch])
        except ExpectedError as error:
            if not _goes_on(error, batch, tally, failed_alone=failed_alone):
                raise
            if saves_in(batch) == 1:
                tally.note(error)
                held |= {parcel.change.case_uid for parcel in batch}
                failed_alone += error.trouble is Trouble.SERVER_FAILED
            continue
        held |= _settle_all(desk, batch, answered.answers, tally)
        tally.batch = grown(tally.batch)
    if held:
        # The next round meets what stuck alone, first, and then grows past it.
        tally.batch = 1


def _batch(desk: Desk, most: int, held: set[UUID]) -> list[Parcel]:
    with desk.open_work() as work:
        # Held changes are the oldest: looking only at the first few would see nothing else.
        limit = max(wire.MOST_CHANGES, work.outbox.count_waiting() if held else 0)
        waiting = work.outbox.waiting(limit)
    parcels = [Parcel(change, wire.written_change(change)) for change in waiting]
    return next_batch(parcels, most, most_bytes=wire.MOST_BYTES_OF_CHANGES, held=held)


def _goes_on(
    error: ExpectedError, batch: Sequence[Parcel], tally: Tally, *, failed_alone: int
) -> bool:
    """Take in what a failed push means for the size of the next; say whether there is one now."""
    step = after_failed_push(error.trouble, saves_in(batch), failed_alone=failed_alone)
    if step in {Step.SMALLER, Step.STOP_SMALLER}:
        tally.batch = halved(len(batch))
    return step in {Step.SMALLER, Step.SET_ASIDE}


def _settle_all(
    desk: Desk,
    batch: Sequence[Parcel],
    answers: Sequence[wire.ChangeAnswer],
    tally: Tally,
) -> set[UUID]:
    """Settle what was answered; return the cases of changes whose answer is missing or nonsense."""
    by_uid = {answer.uid: answer for answer in answers}
    unanswered: set[UUID] = set()
    for parcel in batch:
        change = parcel.change
        answer = by_uid.get(change.uid)
        effect = effect_of(answer) if answer is not None else None
        if effect is None:
            unanswered.add(change.case_uid)
            tally.note(ExpectedError(Trouble.SERVER_NONSENSE))
            continue
        _settle(desk, change, effect)
        tally.touched.add(change.case_uid)
        tally.rejected += effect.refused is not None
        tally.sent += effect.refused is None
        tally.conflicts += len(effect.lost)
        tally.tell(Stage.SENDING, tally.sent + tally.rejected)
    return unanswered


def _settle(desk: Desk, change: PendingChange, effect: Effect) -> None:
    with desk.open_work() as work:
        if effect.refused is not None:
            work.outbox.reject(change.uid, effect.refused.code, effect.refused.words)
        else:
            work.outbox.remove(change.uid)
        for lost in effect.lost:
            work.conflicts.add(
                FieldConflict(
                    uid=desk.new_uid(),
                    case_uid=change.case_uid,
                    field=lost.field,
                    mine=lost.mine,
                    theirs=lost.theirs,
                    person_uid=change.person_uid,
                    noticed_at=desk.clock(),
                )
            )
        _bring_up(work, change.case_uid, effect)
        work.commit()


def _bring_up(work: UnitOfWork, case_uid: UUID, effect: Effect) -> None:
    """Write the case as it stands now, with what still waits laid over it."""
    local = work.cases.get(case_uid)
    case = brought_up(local, effect)
    if case is None:
        return
    if local is not None:
        case = replace(case, server_time=local.server_time)
    if effect.current is not None:
        case = laid_over(case, work.outbox.of_case(case_uid))
    work.cases.put(case)
