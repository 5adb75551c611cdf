"""The feed of what each scope holds: its rows are written here without a number.

`stamping.py` numbers them after commit, `pull.py` reads them, `digests.py` compares them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, literal_column, select, update

from central_server.bulk import add_rows
from central_server.database import among, put
from central_server.schema import feed

FeedRow = dict[str, Any]


class Item(NamedTuple):
    """Something that travels; `owner_uid` is the office that made it."""

    kind: str
    uid: UUID
    owner_uid: UUID
    server_time: datetime
    hash: int
    version: int = 1


@dataclass(frozen=True, slots=True)
class Holding:
    """The scopes that hold a case now, and those that ever did."""

    now: frozenset[str] = frozenset()
    ever: frozenset[str] = frozenset()


def feed_row(scope: str, item: Item, case_uid: UUID | None) -> FeedRow:
    """Write that a scope holds something."""
    return {
        "scope": scope,
        "kind": item.kind,
        "item_uid": item.uid,
        "case_uid": case_uid,
        "gone": False,
        "version": item.version,
        "server_time": item.server_time,
        "hash": item.hash,
    }


def add(connection: Connection, rows: Sequence[FeedRow]) -> None:
    """Tell scopes of things that none of them ever held."""
    add_rows(connection, feed, rows)


def announce(connection: Connection, rows: Iterable[FeedRow]) -> None:
    """Tell scopes of things as they stand now, whether they held them before or not."""
    unnumbered = [{**row, "seq": None} for row in rows]
    put(connection, feed, unnumbered, keys=("scope", "kind", "item_uid"))


def withdraw(connection: Connection, rows: Sequence[FeedRow], now: datetime) -> None:
    """Tell scopes that these things are gone from them; those that held them not hear nothing."""
    if not rows:
        return
    gone = (
        update(feed)
        .where(
            feed.c.scope == bindparam("at_scope"),
            feed.c.kind == bindparam("at_kind"),
            feed.c.item_uid == bindparam("at_item"),
            feed.c.gone.is_(False),
        )
        .values(gone=True, seq=None, hash=None, server_time=now)
    )
    keys = [
        {"at_scope": row["scope"], "at_kind": row["kind"], "at_item": row["item_uid"]}
        for row in rows
    ]
    connection.execute(gone, keys)


def holdings(connection: Connection, case_uids: Collection[UUID]) -> dict[UUID, Holding]:
    """Return who holds, and ever held, these cases."""
    if not case_uids:
        return {}
    # Written out, so that the index of the rows of cases alone is known to serve.
    is_case = feed.c.kind == literal_column("'case'")
    query = select(feed.c.item_uid, feed.c.scope, feed.c.gone)
    rows = connection.execute(query.where(is_case, among(connection, feed.c.item_uid, case_uids)))
    found: dict[UUID, list[tuple[str, bool]]] = {}
    for uid, scope, gone in rows.all():
        found.setdefault(uid, []).append((scope, gone))
    # Most cases of a push lie at the same few offices.
    alike = cache(_holding)
    return {uid: alike(tuple(told)) for uid, told in found.items()}


def _holding(told: tuple[tuple[str, bool], ...]) -> Holding:
    return Holding(
        frozenset([scope for scope, gone in told if not gone]),
        frozenset([scope for scope, _ in told]),
    )
