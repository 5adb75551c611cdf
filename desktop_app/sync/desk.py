"""The desk as a round sees it: where it reads and writes, what time it is, who said stop."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.long_work import Cancelled, never
from desktop_app.domain.ports import Clock, Counter, FileStore, NewUid, OpenWork
from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class Desk:
    """What the parts of a round share; `cancelled` is asked between any two requests.

    `open_read` is for what only looks: it keeps no save waiting. `open_fetched` writes what the
    server would give again. The `counter` are the people whose saves go first.
    """

    open_work: OpenWork
    open_read: OpenWork
    files: FileStore
    clock: Clock
    new_uid: NewUid
    open_fetched: OpenWork
    counter: Counter
    cancelled: Cancelled = never


def desk_of(context: DeskContext, *, open_fetched: OpenWork, counter: Counter) -> Desk:
    """Return the desk that somebody works at."""
    return Desk(
        context.open_work,
        context.open_read,
        context.files,
        context.clock,
        context.new_uid,
        open_fetched,
        counter,
    )
