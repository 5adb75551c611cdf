"""Twelve bugs that histories must find: each changes one function of the real code.

A plant is set before the first history of a process and stays until the process ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from inspect import signature
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from central_server import feed as server_feed
from central_server import schema as server_schema
from central_server import scope, stamping
from central_server.database import Database
from central_server.push import apply
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.storage.repositories.conflicts import StoredConflicts
from desktop_app.storage.repositories.outbox import StoredOutbox
from desktop_app.sync import file_lane, receiving
from desktop_app.sync.queue import Queue


@dataclass(frozen=True)
class Plant:
    """A bug: what it does wrong, in a sentence, and how it is set."""

    sentence: str
    plant: Callable[[], None]


def _cursor_before_commit() -> None:
    keep = receiving.Reading.keep

    def planted(self: Any, page: Any) -> None:
        with self._desk.open_work() as work:
            marks = work.state.sync_marks()
            reached = {**marks.cursors, **page.cursors}
            work.state.set_sync_marks(replace(marks, cursors=reached, epoch=page.epoch))
            work.commit()
        keep(self, page)

    _set(receiving.Reading, "keep", planted)


def _ack_before_commit() -> None:
    batch = Queue.batch

    def planted(self: Any, most: int, held: set[UUID]) -> Any:
        going, marks = batch(self, most, held)
        with self._desk.open_work() as work:
            work.outbox.take([parcel.change.uid for parcel in going.parcels], self._desk.clock())
            work.commit()
        return going, marks

    _set(Queue, "batch", planted)


def _dropped_4xx() -> None:
    def planted(self: StoredOutbox, uid: UUID, _code: str, _words: str) -> None:
        self.remove(uid)

    _set(StoredOutbox, "reject", planted)


def _no_idempotency() -> None:
    def planted(_connection: Connection, _uids: Collection[UUID]) -> Mapping[UUID, Any]:
        return {}

    def forgetting(
        _connection: Connection, _device_uid: UUID, _answered: Sequence[Any], *, now: datetime
    ) -> None:
        del now

    _set(apply, "kept_answers", planted)
    _set(apply, "keep_answers", forgetting)


def _lost_outbox_row() -> None:
    add = StoredOutbox.add

    def planted(self: StoredOutbox, change: PendingChange) -> None:
        if change.operation is not Operation.ATTACHMENT_LINK:
            add(self, change)

    _set(StoredOutbox, "add", planted)


def _unlocked_numbering() -> None:
    def planted(database: Database, *, wait: bool = False) -> None:
        unnumbered = server_schema.feed.c.seq.is_(None)
        with database.read() as connection:
            head = connection.execute(select(server_schema.feed_head.c.seq)).scalar_one()
            waiting = connection.execute(select(server_schema.feed).where(unnumbered)).all()
        if not waiting:
            return
        with database.write() as connection:
            for number, row in enumerate(waiting, start=head + 1):
                connection.execute(
                    update(server_schema.feed)
                    .where(
                        server_schema.feed.c.scope == row.scope,
                        server_schema.feed.c.kind == row.kind,
                        server_schema.feed.c.item_uid == row.item_uid,
                    )
                    .values(seq=number, counted=row.hash)
                )
            connection.execute(update(server_schema.feed_head).values(seq=head + len(waiting)))
            numbered: Any = [(row.scope, row.item_uid, row.counted, row.hash) for row in waiting]
            stamping._count(connection, numbered)

    _set(stamping, "stamp", planted)


def _conflict_without_its_loser() -> None:
    _set(StoredConflicts, "add", lambda _self, _conflict: None)


def _file_marked_sent_too_early() -> None:
    send_files = file_lane.send_files

    def planted(desk: Any, server: Any, tally: Any, files: list[tuple[UUID, str]]) -> None:
        with desk.open_work() as work:
            for case_uid, sha256 in files:
                work.transfers.uploaded(case_uid, sha256)
            work.commit()
        send_files(desk, server, tally, files)

    _set(file_lane, "send_files", planted)


def _scope_leak() -> None:
    viewers = scope.Onlookers.viewers

    def planted(self: Any, case: Any) -> Any:
        uncomplained: Any = _Uncomplained(case)
        return viewers(self, uncomplained)

    _set(scope.Onlookers, "viewers", planted)


class _Uncomplained:
    """A case as it looks to somebody who forgets whom it complains about."""

    withheld_from: frozenset[UUID] = frozenset()

    def __init__(self, case: Any) -> None:
        self._case = case

    def __getattr__(self, name: str) -> Any:
        return getattr(self._case, name)


def _tombstone_forgotten() -> None:
    _set(server_feed, "withdraw", lambda _connection, _rows, _now: None)


def _clock_used_for_order() -> None:
    waiting = StoredOutbox.waiting

    def planted(self: StoredOutbox, limit: int, *, after: int = 0) -> list[PendingChange]:
        return sorted(waiting(self, limit, after=after), key=lambda change: change.made_at)

    _set(StoredOutbox, "waiting", planted)


def _quarantine_that_blocks() -> None:
    waiting = StoredOutbox.waiting

    def planted(self: StoredOutbox, limit: int, *, after: int = 0) -> list[PendingChange]:
        first = min((change.sequence for change in self.rejected()), default=math.inf)
        return [change for change in waiting(self, limit, after=after) if change.sequence < first]

    _set(StoredOutbox, "waiting", planted)


def _set(owner: Any, name: str, planted: Any) -> None:
    """Put a function in the place of another, which must be there and be called alike.

    One that is called otherwise than it expects would be found by that.
    """
    assert _parameters(planted) == _parameters(getattr(owner, name)), name
    setattr(owner, name, planted)


def _parameters(function: Callable[..., Any]) -> list[tuple[str, Any, Any]]:
    return [
        (one.name.lstrip("_"), one.kind, one.default)
        for one in signature(function).parameters.values()
    ]


PLANTS: Mapping[str, Plant] = {
    "cursor-before-commit": Plant(
        "The desk writes how far it has read before it has kept what it read.",
        _cursor_before_commit,
    ),
    "ack-before-commit": Plant(
        "The desk counts a change as taken once it is sent, before the server has committed it.",
        _ack_before_commit,
    ),
    "dropped-4xx": Plant(
        "A change that the server refuses is dropped instead of set aside.", _dropped_4xx
    ),
    "no-idempotency": Plant(
        "The server forgets which changes it has answered and applies a repeated one again.",
        _no_idempotency,
    ),
    "lost-outbox-row": Plant(
        "A save with a file writes the file's record here but queues nothing for the server.",
        _lost_outbox_row,
    ),
    "unlocked-numbering": Plant(
        "The stamper reads the head in one transaction and writes numbers in another, unlocked.",
        _unlocked_numbering,
    ),
    "conflict-without-its-loser": Plant(
        "A value that did not stand is not put into its author's list.",
        _conflict_without_its_loser,
    ),
    "file-sent-too-early": Plant(
        "A file is marked as sent before its bytes have arrived.", _file_marked_sent_too_early
    ),
    "scope-leak": Plant(
        "The office complained about gets the case when it may be seen there for another reason.",
        _scope_leak,
    ),
    "tombstone-forgotten": Plant(
        "A case that leaves an office's scope is not told as gone.", _tombstone_forgotten
    ),
    "clock-used-for-order": Plant(
        "Changes are sent in the order of the PC's clock, not in the order they were made.",
        _clock_used_for_order,
    ),
    "quarantine-that-blocks": Plant(
        "A refused change holds up everything that was made after it.", _quarantine_that_blocks
    ),
}
