"""Does the sending half of a round, or the whole, and says how long it took."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import perf_counter

from benchmarks.sync.regency import good
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.ui.shell.doors import OpenDesk, RoundProgress, RoundStage


def seconds_to_send(
    desk: OpenDesk, changes: int, *, then: Callable[[], None] | None = None
) -> float:
    """Return the seconds until all that waits is settled; `then` is called at that moment."""
    settled = 0
    at: list[float] = []

    def progress(told: RoundProgress) -> None:
        nonlocal settled
        if told.stage is RoundStage.SENDING:
            settled = told.done

    def cancelled() -> bool:
        """Stop as soon as the last answer is written down."""
        if settled < changes:
            return False
        if not at:
            at.append(perf_counter())
            if then is not None:
                then()
        return True

    begun = perf_counter()
    good(desk.run_round(progress=progress, cancelled=cancelled))
    waiting = sync_summary(desk.context).waiting
    if not at or settled != changes or waiting:
        raise ValueError(f"{settled} of {changes} changes were settled, {waiting} wait")
    return at[0] - begun


def seconds_of_round(desk: OpenDesk, received: int) -> float:
    """Do a round that must receive this many records and find both sides equal."""
    begun = perf_counter()
    end = good(desk.run_round())
    seconds = perf_counter() - begun
    record = end.record
    if record is None or not record.verified or record.repaired:
        raise ValueError("the two sides were not found equal")
    if record.received != received:
        raise ValueError(f"{record.received} records came instead of {received}")
    return seconds


def catch_up(desk: OpenDesk) -> None:
    """Do whole rounds until one brings nothing more."""
    while True:
        record = good(desk.run_round()).record
        if record is None or (record.received == 0 and record.sent == 0):
            return


def pause(seconds: float) -> None:
    """Leave the server in peace, as a desk does between two rounds."""
    threading.Event().wait(seconds)
