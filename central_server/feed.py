"""The feed of what each scope holds, and the stamper that numbers it after commit."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, bindparam, exists, func, select, update
from sqlalchemy.exc import DBAPIError

from central_server.database import Database, is_trouble, put
from central_server.schema import feed, feed_head

_log = logging.getLogger(__name__)

_STAMPER_LOCK = 0x4C4F4B4554  # any number no other program of this database uses
_STAMPED_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class FeedRow:
    """Something a scope now holds, or (`gone`) no longer holds."""

    scope: str
    kind: str
    item_uid: UUID
    case_uid: UUID | None
    version: int
    server_time: datetime
    gone: bool = False


def announce(connection: Connection, rows: Sequence[FeedRow]) -> None:
    """Write rows without a number; what stood there for the same thing is replaced."""
    values = [
        {
            "scope": row.scope,
            "kind": row.kind,
            "item_uid": row.item_uid,
            "case_uid": row.case_uid,
            "gone": row.gone,
            "version": row.version,
            "server_time": row.server_time,
            "seq": None,
        }
        for row in rows
    ]
    put(connection, feed, values, keys=("scope", "kind", "item_uid"))


def withdraw(connection: Connection, scope: str, case_uid: UUID, *, at: datetime) -> None:
    """Mark everything of a case as gone from a scope."""
    connection.execute(
        update(feed)
        .where(feed.c.scope == scope, feed.c.case_uid == case_uid, feed.c.gone.is_(False))
        .values(gone=True, seq=None, server_time=at)
    )


def scopes_holding(connection: Connection, case_uid: UUID) -> frozenset[str]:
    """List the scopes that hold a case now."""
    held = select(feed.c.scope).where(
        feed.c.case_uid == case_uid, feed.c.kind == "case", feed.c.gone.is_(False)
    )
    return frozenset(connection.scalars(held))


def was_told_of(connection: Connection, scope: str, case_uid: UUID) -> bool:
    """Say whether a scope holds, or once held, a case."""
    told = exists().where(feed.c.scope == scope, feed.c.case_uid == case_uid)
    return bool(connection.scalar(select(told)))


def read_after(
    connection: Connection, scope: str, cursor: int, *, limit: int
) -> Sequence[RowMapping]:
    """Read numbered rows of a scope beyond a cursor, in order of number."""
    query = select(feed).where(feed.c.scope == scope, feed.c.seq > cursor)
    return connection.execute(query.order_by(feed.c.seq).limit(limit)).mappings().all()


def stamp(database: Database) -> None:
    """Number everything that is committed; harmless at any time and from any process.

    A busy database is left for the next caller: a row then waits, but is never skipped.
    """
    try:
        while _has_unnumbered(database) and _stamp_some(database) == _STAMPED_AT_ONCE:
            pass
    except DBAPIError as error:
        if not is_trouble(error):
            raise
        _log.warning("stamping put off", extra={"facts": {"error": type(error.orig).__name__}})


def _has_unnumbered(database: Database) -> bool:
    with database.read() as connection:
        return bool(connection.scalar(select(exists().where(feed.c.seq.is_(None)))))


def _stamp_some(database: Database) -> int:
    """Number one batch and return its size; 0 while another process is at it."""
    with database.write() as connection:
        if not database.is_sqlite:
            lock = select(func.pg_try_advisory_xact_lock(_STAMPER_LOCK))
            if not connection.scalar(lock):
                return 0
        # A row that a push is changing right now is skipped: that push stamps it afterwards.
        waiting = connection.execute(
            select(feed.c.scope, feed.c.kind, feed.c.item_uid)
            .where(feed.c.seq.is_(None))
            .order_by(feed.c.server_time, feed.c.scope, feed.c.kind, feed.c.item_uid)
            .limit(_STAMPED_AT_ONCE)
            .with_for_update(skip_locked=True)
        ).all()
        if not waiting:
            return 0
        head: int = connection.execute(select(feed_head.c.seq)).scalar_one()
        connection.execute(
            update(feed)
            .where(
                feed.c.scope == bindparam("at_scope"),
                feed.c.kind == bindparam("at_kind"),
                feed.c.item_uid == bindparam("at_item"),
            )
            .values(seq=bindparam("number")),
            [
                {"at_scope": scope, "at_kind": kind, "at_item": item_uid, "number": number}
                for number, (scope, kind, item_uid) in enumerate(waiting, start=head + 1)
            ],
        )
        connection.execute(update(feed_head).values(seq=head + len(waiting)))
        return len(waiting)
