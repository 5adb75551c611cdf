"""The stamper numbers the rows of the feed after commit, and keeps the digests of what is numbered.

One at a time, in any process: docs/decisions/0003-one-stamper-after-commit.md.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Executable,
    Row,
    Select,
    bindparam,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from central_server.database import Database, is_trouble, put
from central_server.schema import feed, feed_bucket, feed_head
from desktop_app.domain.digest import Digest, bucket_of

_log = logging.getLogger(__name__)

STAMPER_LOCK = 0x4C4F4B4554  # any number no other program of this database uses
_STAMPED_AT_ONCE = 5_000

# A row that was numbered: scope, item, the hash counted for it until now, and its hash now.
_Numbered = Row[str, UUID, int | None, int | None]

# What was taken first comes first; the rest only makes the order certain.
_IN_ORDER = (feed.c.server_time, feed.c.item_uid, feed.c.kind, feed.c.scope)


def stamp(database: Database) -> None:
    """Number everything that is committed; harmless at any time and from any process.

    A busy database is left for the next caller: a row then waits, but is never skipped.
    """
    try:
        with database.read() as connection:
            more = is_due(connection)
        while more:
            more = _stamp_some(database) == _STAMPED_AT_ONCE
    except DBAPIError as error:
        if not is_trouble(error):
            raise
        _log.warning("stamping put off", extra={"facts": {"error": type(error.orig).__name__}})


def is_due(connection: Connection) -> bool:
    """Say whether anything is committed and has no number yet."""
    return bool(connection.scalar(select(exists().where(feed.c.seq.is_(None)))))


def _stamp_some(database: Database) -> int:
    """Number one batch and return its size; 0 while another process is at it."""
    with database.write() as connection:
        if not database.is_sqlite:
            lock = select(func.pg_try_advisory_xact_lock(STAMPER_LOCK))
            if not connection.scalar(lock):
                return 0
        # Held, because a new epoch moves the head too.
        head: int = connection.execute(select(feed_head.c.seq).with_for_update()).scalar_one()
        numbered = _number(connection, head, is_sqlite=database.is_sqlite)
        if numbered:
            connection.execute(update(feed_head).values(seq=head + len(numbered)))
            _count(connection, numbered)
        return len(numbered)


def _number(connection: Connection, head: int, *, is_sqlite: bool) -> Sequence[_Numbered]:
    """Give numbers after `head` to what waits, in one statement however much it is."""
    if not is_sqlite:
        return connection.execute(_NUMBERING_AND_TELLING, {"head": head}).all()
    # SQLite cannot return what stood before; but nobody else writes meanwhile.
    waiting = connection.execute(_WAITING_TOLD).all()
    connection.execute(_NUMBERING, {"head": head})
    return waiting


def _count(connection: Connection, numbered: Iterable[_Numbered]) -> None:
    """Take what was counted for these rows until now out of the digests, and put in what is now."""
    added: defaultdict[tuple[str, int], Digest] = defaultdict(Digest)
    for scope, item_uid, before, now in numbered:
        if before != now:
            at = scope, bucket_of(item_uid)
            if before is not None:
                added[at] = added[at].minus(before)
            if now is not None:
                added[at] = added[at].plus(now)
    held = select(
        feed_bucket.c.scope, feed_bucket.c.bucket, feed_bucket.c.count, feed_bucket.c.sum
    ).where(
        feed_bucket.c.scope.in_({scope for scope, _ in added}),
        feed_bucket.c.bucket.in_({bucket for _, bucket in added}),
    )
    standing = {
        (scope, bucket): Digest(count, total)
        for scope, bucket, count, total in connection.execute(held)
    }
    sums = {at: digest.joined(standing.get(at, Digest())) for at, digest in added.items()}
    put(
        connection,
        feed_bucket,
        [
            {"scope": scope, "bucket": bucket, "count": digest.count, "sum": digest.sum}
            for (scope, bucket), digest in sums.items()
        ],
        keys=("scope", "bucket"),
    )


def _waiting(*columns: Any) -> Select[Any]:
    # A row that a push is changing right now is skipped: that push stamps it afterwards.
    return (
        select(*columns)
        .where(feed.c.seq.is_(None))
        .order_by(*_IN_ORDER)
        .limit(_STAMPED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )


def _numbering() -> tuple[Executable, Executable]:
    waiting = _waiting(*_IN_ORDER, feed.c.counted).cte("waiting")
    order = [waiting.c[column.name] for column in _IN_ORDER]
    ordered = select(waiting, func.row_number().over(order_by=order).label("number")).cte("ordered")
    statement = (
        update(feed)
        .where(
            feed.c.scope == ordered.c.scope,
            feed.c.kind == ordered.c.kind,
            feed.c.item_uid == ordered.c.item_uid,
        )
        .values(seq=bindparam("head") + ordered.c.number, counted=feed.c.hash)
    )
    telling = statement.returning(feed.c.scope, feed.c.item_uid, ordered.c.counted, feed.c.hash)
    return statement, telling


_NUMBERING, _NUMBERING_AND_TELLING = _numbering()
_WAITING_TOLD = _waiting(feed.c.scope, feed.c.item_uid, feed.c.counted, feed.c.hash)
