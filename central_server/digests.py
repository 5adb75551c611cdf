"""What both sides compare after a round: the numbered rows of a scope, whole, in 256 parts, by row.

`stamping.py` keeps the sums; nothing here adds up rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Row,
    Text,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from central_server.schema import feed, feed_bucket
from desktop_app.domain.digest import BUCKETS, Digest

_HALF = 32  # bits
_LOWER_HALF = 2**_HALF - 1
_MODULUS = 2**64

_number = type_coerce(feed_bucket.c.sum, BigInteger)
# Of the scopes that are not empty; in halves, because the sum of numbers of 64 bits would overflow.
# `read_sums` reads it.
SUMS = select(
    feed_bucket.c.scope,
    func.sum(feed_bucket.c.count).label("held"),
    func.sum(_number.bitwise_rshift(literal(_HALF, Integer))).label("upper"),
    func.sum(_number.bitwise_and(_LOWER_HALF)).label("lower"),
).group_by(feed_bucket.c.scope)
_SUMS_OF = SUMS.where(feed_bucket.c.scope.in_(bindparam("scopes", expanding=True)))


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a scope; `hash` is None when it is gone."""

    kind: str
    uid: UUID
    hash: int | None


def of_scopes(connection: Connection, scopes: Collection[str]) -> dict[str, Digest]:
    """Return the digest of each scope."""
    rows = connection.execute(_SUMS_OF, {"scopes": list(scopes)})
    return read_sums(rows, scopes)


def read_sums(rows: Iterable[Row[*tuple[Any, ...]]], scopes: Collection[str]) -> dict[str, Digest]:
    """Return the digest of each scope from what `SUMS` found; other columns may stand beside it."""
    found = {
        row.scope: Digest(int(row.held), ((int(row.upper) << _HALF) + int(row.lower)) % _MODULUS)
        for row in rows
        if row.scope is not None
    }
    return {name: found.get(name, Digest()) for name in scopes}


def newest(connection: Connection, scope: str) -> int:
    """Return the newest number of a scope, 0 for an empty one."""
    numbers = select(func.max(feed.c.seq)).where(feed.c.scope == scope)
    return connection.scalar(numbers) or 0


def of_buckets(connection: Connection, scope: str) -> list[Digest]:
    """Return the digest of each of the 256 buckets of a scope."""
    held = select(feed_bucket.c.bucket, feed_bucket.c.count, feed_bucket.c.sum)
    rows = connection.execute(held.where(feed_bucket.c.scope == scope))
    found = {bucket: Digest(count, total) for bucket, count, total in rows}
    return [found.get(bucket, Digest()) for bucket in range(BUCKETS)]


def rows_of(connection: Connection, scope: str, buckets: Collection[int]) -> list[ListedRow]:
    """List the rows of some buckets as they are counted in the digest.

    What was never numbered is left out: a desk must not take it for gone.
    """
    uid_text = cast(feed.c.item_uid, Text)
    rows = connection.execute(
        select(feed.c.kind, feed.c.item_uid, feed.c.counted)
        .where(
            feed.c.scope == scope,
            or_(*(uid_text.endswith(f"{bucket:02x}") for bucket in buckets)),
            or_(feed.c.seq.is_not(None), feed.c.counted.is_not(None)),
        )
        .order_by(feed.c.kind, feed.c.item_uid)
    )
    return [ListedRow(kind, uid, counted) for kind, uid, counted in rows]
