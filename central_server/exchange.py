"""The two halves of a round as a device asks for them, whoever carries its requests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from central_server import marks, pull, stamping
from central_server.api.shapes import (
    SCHEMA,
    LetterBlocksRequest,
    PullRequest,
    PushRequest,
    Reading,
)
from central_server.database import Database
from central_server.epochs import current_epoch, noticing_a_restore
from central_server.errors import other_epoch, too_large
from central_server.glance import Glance
from central_server.letter_blocks import blocks_for
from central_server.push.apply import Shown
from central_server.push.apply import push as apply_push
from central_server.tokens import SignedIn
from desktop_app.domain.digest import hash_text

MOST_CHANGES = 2_000


def push(
    database: Database, sender: SignedIn, request: PushRequest, now: datetime
) -> dict[str, Any]:
    """Apply a push and return its answer; raises RequestError.

    What it wrote is to be stamped next, which the desk need not wait for.
    """
    if len(request.changes) > MOST_CHANGES:
        raise too_large()
    changes = request.read_changes()
    shown = _shown(request)
    with noticing_a_restore(database, now):
        pushed = apply_push(database, sender, changes, now, shown=shown)
    told: dict[str, Any] = {"answers": pushed.answers}
    if shown is not None:
        told["mark"] = pushed.mark
    return told | {"epoch": str(_epoch(database, shown)), "time": now.isoformat()}


def pull_page(
    database: Database,
    reader: SignedIn,
    request: PullRequest,
    now: datetime,
    *,
    seen: Glance | None = None,
) -> str:
    """Return a page as JSON text, out of what was `seen` where that is all; raises RequestError."""
    own = pull.own_scopes(reader)
    cursors = {name: request.cursors.get(name, 0) for name in own}
    waits = request.waiting > 0
    if seen is not None and seen.known is not None and seen.shows_all(own):
        with noticing_a_restore(database, now):
            marks.check_known(seen.known, mark=request.mark, epoch=request.epoch, waits=waits)
        _demand_not_ahead(request, cursors, seen.head)
        page = pull.Page([], cursors, more=False, digests=seen.digests)
    else:
        with stamped(database, reader, request, now=now, waits=waits) as moment:
            _demand_not_ahead(request, cursors, moment.head)
            limit = min(request.limit, pull.LARGEST_PAGE)
            page = pull.page(moment.connection, reader, cursors, limit=limit)
    rest: dict[str, Any] = {"cursors": page.cursors, "more": page.more}
    if page.digests is not None:
        rest["digest"] = {
            name: {"count": digest.count, "sum": hash_text(digest.sum)}
            for name, digest in page.digests.items()
        }
    rest |= {"epoch": str(request.epoch), "time": now.isoformat()}
    return with_rows(page.rows, rest)


def _demand_not_ahead(request: PullRequest, cursors: Mapping[str, int], head: int) -> None:
    if max(cursors.values()) > head:
        raise other_epoch(request.epoch)


def letter_blocks(
    database: Database, sender: SignedIn, request: LetterBlocksRequest, now: datetime
) -> dict[str, Any]:
    """Return the letter numbers of a device, with new ones where due; raises RequestError EPOCH."""
    with database.write() as connection:
        epoch = current_epoch(connection)
        if request.epoch != epoch:
            raise other_epoch(epoch)
        given = blocks_for(
            connection,
            sender.office,
            sender.device_uid,
            year=request.year,
            last=request.last,
            left=request.left,
            now=now,
        )
    return {"blocks": [block.written() for block in given], "epoch": str(epoch)}


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of the database in which everything committed has its number, up to `head`."""

    connection: Connection
    head: int


@contextmanager
def stamped(
    database: Database,
    reader: SignedIn,
    request: Reading,
    *,
    now: datetime,
    waits: bool,
) -> Iterator[Moment]:
    """Read one moment in which everything committed has its number.

    The epoch and the mark of the request are judged first; `waits` says that its desk has changes
    to send.
    """
    with noticing_a_restore(database, now), ExitStack() as stack:
        connection = stack.enter_context(database.read())
        head, is_due = stamping.standing(connection)
        if is_due:
            stack.close()
            stamping.stamp(database, wait=True)
            connection = stack.enter_context(database.read())
            head, _ = stamping.standing(connection)
        marks.check(connection, reader, mark=request.mark, epoch=request.epoch, waits=waits)
        yield Moment(connection, head)


def _epoch(database: Database, shown: Shown | None) -> UUID:
    if shown is not None:
        return shown.epoch
    with database.read() as connection:
        return current_epoch(connection)


def with_rows(rows: list[str], rest: dict[str, Any]) -> str:
    """Write an answer whose rows are JSON text already."""
    return f'{{"rows":[{",".join(rows)}],{json.dumps(rest)[1:]}'


def _shown(request: PushRequest) -> Shown | None:
    """Return what a desk shows of its standing; one of schema 1 knows nothing of it."""
    if request.version < SCHEMA or request.epoch is None or request.mark is None:
        return None
    return Shown(request.mark, request.epoch, request.unsure)
