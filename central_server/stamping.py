"""The stamper numbers the rows of the feed after commit, and keeps the digests of what is numbered.

One at a time, in any process: docs/decisions/0003-one-stamper-after-commit.md.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import (
    Connection,
    Executable,
    Row,
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

_STAMPED_AT_ONCE = 5_000
_PATIENCE = "2s"  # with another stamper
_WAITED_TOO_LONG = "55P03"

# A row that was numbered: scope, item, the hash counted for it until now, and its hash now.
_Numbered = Row[str, UUID, int | None, int | None]

# What was taken first comes first; the rest only makes the order certain.
_IN_ORDER = (feed.c.server_time, feed.c.item_uid, feed.c.kind, feed.c.scope)


def stamp(database: Database, *, wait: bool = False) -> None:
    """Number everything that is committed; harmless at any time and from any process.

    A busy database, or another stamper at work, is left for the next caller: a row then waits, but
    is never skipped. Who wants to read what was numbered may `wait` for that stamper.
    """
    try:
        while _stamp_some(database, wait=wait) == _STAMPED_AT_ONCE:
            pass
    except DBAPIError as error:
        if not is_trouble(error):
            raise
        _log.warning("stamping put off", extra={"facts": {"error": type(error.orig).__name__}})


def standing(connection: Connection) -> tuple[int, bool]:
    """Return the newest number, and whether anything is committed that has none yet."""
    head, is_due = connection.execute(_STANDING).one()
    return head, bool(is_due)


def _stamp_some(database: Database, *, wait: bool) -> int:
    """Number one batch and return its size; 0 while another process is at it."""
    with database.write() as connection:
        if not database.is_sqlite:
            head = _held_head(connection, wait=wait)
            return 0 if head is None else _stamped_in_sql(connection, head)
        head = connection.execute(select(feed_head.c.seq)).scalar_one()
        # SQLite cannot return what stood before; but nobody else writes meanwhile.
        numbered = connection.execute(_WAITING).all()
        if numbered:
            connection.execute(_NUMBERING, {"head": head})
            connection.execute(update(feed_head).values(seq=head + len(numbered)))
            _count(connection, numbered)
        return len(numbered)


def _held_head(connection: Connection, *, wait: bool) -> int | None:
    """Hold the head of the feed, which makes this the only stamper; None while another is one."""
    head: int | None = connection.scalar(_HEAD.with_for_update(skip_locked=True))
    if head is None and wait:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        try:
            head = connection.scalar(_HEAD.with_for_update())
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _WAITED_TOO_LONG:
                raise
    return head


def _stamped_in_sql(connection: Connection, head: int) -> int:
    """Number one batch and count it in one statement; return its size."""
    numbered: int = connection.exec_driver_sql(
        _STAMPING, {"head": head, "at_once": _STAMPED_AT_ONCE}
    ).scalar_one()
    if numbered:
        connection.execute(update(feed_head).values(seq=head + numbered))
    return numbered


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


_HEAD = select(feed_head.c.seq)
_STANDING = select(feed_head.c.seq, exists().where(feed.c.seq.is_(None)))
_WAITING = (
    select(feed.c.scope, feed.c.item_uid, feed.c.counted, feed.c.hash)
    .where(feed.c.seq.is_(None))
    .order_by(*_IN_ORDER)
    .limit(_STAMPED_AT_ONCE)
)


def _numbering() -> Executable:
    number = func.row_number().over(order_by=_IN_ORDER).label("number")
    key = feed.c.scope, feed.c.kind, feed.c.item_uid
    waiting = select(*key, number).where(feed.c.seq.is_(None))
    ordered = waiting.order_by(number).limit(_STAMPED_AT_ONCE).cte("ordered")
    return (
        update(feed)
        .where(*(column == ordered.c[column.name] for column in key))
        .values(seq=bindparam("head") + ordered.c.number, counted=feed.c.hash)
    )


_NUMBERING = _numbering()

# A sum of signed numbers, turned into the signed number of 64 bits that it is modulo 2^64.
_WRAPPED = """
    (mod(mod({sum} + 9223372036854775808, 18446744073709551616) + 18446744073709551616,
         18446744073709551616) - 9223372036854775808)::bigint
"""
# A row that a push is changing right now is skipped: that push stamps it afterwards.
_STAMPING = f"""
    WITH waiting AS (
        SELECT scope, kind, item_uid, server_time, counted FROM feed WHERE seq IS NULL
        ORDER BY server_time, item_uid, kind, scope
        LIMIT %(at_once)s FOR UPDATE SKIP LOCKED
    ), ordered AS (
        SELECT *, row_number() OVER (ORDER BY server_time, item_uid, kind, scope) AS number
        FROM waiting
    ), numbered AS (
        UPDATE feed SET seq = %(head)s + ordered.number, counted = feed.hash FROM ordered
        WHERE (feed.scope, feed.kind, feed.item_uid)
            = (ordered.scope, ordered.kind, ordered.item_uid)
        RETURNING feed.scope, get_byte(uuid_send(feed.item_uid), 15) AS bucket,
            ordered.counted AS before, feed.hash AS now
    ), change AS (
        SELECT scope, bucket, count(now) - count(before) AS count,
            coalesce(sum(now), 0) - coalesce(sum(before), 0) AS sum
        FROM numbered WHERE before IS DISTINCT FROM now GROUP BY scope, bucket
    ), counted AS (
        INSERT INTO feed_bucket AS held (scope, bucket, count, sum)
        SELECT scope, bucket, count, {_WRAPPED.format(sum="sum")} FROM change
        ON CONFLICT (scope, bucket) DO UPDATE SET
            count = held.count + excluded.count,
            sum = {_WRAPPED.format(sum="held.sum::numeric + excluded.sum")}
    )
    SELECT count(*) FROM numbered
"""  # noqa: S608 - made of nothing but the text above
