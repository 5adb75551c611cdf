"""What a device has not seen yet, page by page, and rows it asks for once more.

Rows are written as JSON text here: records are stored as the text that travels, and are handed out
without being read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    DateTime,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    select,
    tuple_,
    type_coerce,
    union_all,
)

from central_server import case_store, digests, identity, scope
from central_server.column_types import WrittenUid
from central_server.database import among_found
from central_server.schema import case_record, feed, office, person
from central_server.tokens import SignedIn
from desktop_app.domain.digest import Digest, hash_text

LARGEST_PAGE = 2_000
# Characters; each takes up to four bytes, and a desk reads answers of up to 16 MiB.
_LONGEST_ANSWER = 4_000_000

_TABLES: Mapping[str, Table] = {
    "case": case_record,
    "office": office,
    "person": person,
    **case_store.ITEM_TABLES,
}


_HASHES = 2**64

# What `_row` takes of a row of the feed, as bare as the database has it: a page has thousands.
_ROW = (
    feed.c.scope,
    feed.c.seq,
    feed.c.kind,
    cast(feed.c.item_uid, WrittenUid),
    cast(feed.c.case_uid, WrittenUid),
    feed.c.gone,
    feed.c.version,
    type_coerce(feed.c.server_time, DateTime(timezone=True)),
    type_coerce(feed.c.hash, BigInteger),
)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as JSON text, how far they reach, and whether there is more.

    `digests` of every scope stand on the last page only, as of the same moment.
    """

    rows: list[str]
    cursors: Mapping[str, int]
    more: bool
    digests: Mapping[str, Digest] | None


def own_scopes(reader: SignedIn) -> tuple[str, str]:
    """Name the scopes a device reads, in the order it needs them."""
    return scope.REFERENCE, scope.scope_of(reader.office.uid)


def page(
    connection: Connection, reader: SignedIn, cursors: Mapping[str, int], *, limit: int
) -> Page:
    """Read the rows beyond the cursors of the device's own scopes."""
    reached = dict(cursors)
    # One more than fits tells whether there is more.
    numbers = _numbers_after(connection, cursors, limit=limit + 1)
    rows: list[str] = []
    more = False
    for name, found in numbers.items():
        fitting = found[: limit - len(rows)]
        if fitting:
            reach = feed.c.seq.between(fitting[0], fitting[-1])
            written = _written(connection, reader, and_(feed.c.scope == name, reach))
            fitting = fitting[: len(_light_enough([*rows, *written])) - len(rows)]
            rows += written[: len(fitting)]
        if fitting:
            reached[name] = fitting[-1]
        more = len(fitting) < len(found)
        if more:
            break
    return Page(rows, reached, more, None if more else digests.of_scopes(connection, cursors))


def rows_of(
    connection: Connection, reader: SignedIn, name: str, items: Collection[tuple[str, UUID]]
) -> list[str]:
    """Read rows of a scope by kind and id; those that the server does not know are left out.

    A case that it knows and the scope never had is gone from there. Rows that would make the answer
    too long to be read are left out too: the desk still lacks them when it compares the next time.
    """
    named = tuple_(feed.c.kind, feed.c.item_uid).in_(items)
    is_numbered = feed.c.seq.is_not(None)
    rows = _written(connection, reader, and_(feed.c.scope == name, is_numbered, named))
    cases = [uid for kind, uid in items if kind == "case"]
    return _light_enough([*rows, *_elsewhere(connection, name, cases)])


def _elsewhere(connection: Connection, name: str, cases: Collection[UUID]) -> list[str]:
    """Write as gone those of these cases that are there and of which the scope has no row."""
    if not cases:
        return []
    told = select(feed.c.item_uid).where(
        feed.c.scope == name, feed.c.kind == "case", feed.c.item_uid.in_(cases)
    )
    there = select(case_record.c.uid, case_record.c.version, case_record.c.server_time).where(
        case_record.c.uid.in_(cases), case_record.c.uid.not_in(told)
    )
    return [
        _row((name, 0, "case", uid, uid, True, version, at, 0), {})
        for uid, version, at in connection.execute(there)
    ]


def _light_enough(rows: Sequence[str]) -> list[str]:
    """Return the first of these rows, as many as a desk reads in one answer."""
    lengths = accumulate(map(len, rows))
    return [row for row, length in zip(rows, lengths, strict=True) if length <= _LONGEST_ANSWER]


def _numbers_after(
    connection: Connection, cursors: Mapping[str, int], *, limit: int
) -> dict[str, list[int]]:
    """Return the next numbers of each scope, so many at most; asked in one statement."""
    asked: dict[str, str | int] = {"limit": limit}
    for number, (name, cursor) in enumerate(cursors.items()):
        asked |= {f"scope_{number}": name, f"cursor_{number}": cursor}
    found: dict[str, list[int]] = {name: [] for name in cursors}
    for name, seq in connection.execute(_next_numbers(len(cursors)), asked):
        found[name].append(seq)
    return {name: sorted(numbers) for name, numbers in found.items()}


@cache
def _next_numbers(scopes: int) -> CompoundSelect[Any]:
    parts = [
        select(feed.c.scope, feed.c.seq)
        .where(
            feed.c.scope == bindparam(f"scope_{number}"),
            feed.c.seq > bindparam(f"cursor_{number}"),
        )
        .order_by(feed.c.seq)
        .limit(bindparam("limit"))
        .subquery()
        for number in range(scopes)
    ]
    return union_all(*map(select, parts))


def _written(connection: Connection, reader: SignedIn, which: ColumnElement[bool]) -> list[str]:
    rows = connection.execute(select(*_ROW).where(which).order_by(feed.c.seq)).all()
    held = {row.kind for row in rows if not row.gone}
    bodies = {kind: _bodies(connection, reader, kind, which) for kind in held}
    return [_row(row, bodies) for row in rows]


def _bodies(
    connection: Connection, reader: SignedIn, kind: str, which: ColumnElement[bool]
) -> dict[str, str]:
    """Return the records of one kind as JSON text, by uid."""
    held = select(feed.c.item_uid).where(which, feed.c.kind == kind, feed.c.gone.is_(False))
    if kind == "reporter":
        records = identity.records_for(connection, reader.office, held)
        return {str(uid): _json(record) for uid, record in records.items()}
    table = _TABLES[kind]
    stored = select(
        cast(table.c.uid, WrittenUid).label("uid"), cast(table.c.record, Text).label("text")
    )
    rows = connection.execute(stored.where(among_found(connection, table.c.uid, held)))
    return {row.uid: row.text for row in rows}


def _row(row: Sequence[Any], bodies: Mapping[str, Mapping[str, str]]) -> str:
    # Every value here is a number, an identifier, a time or a word of ours: no quotes in any.
    scope, seq, kind, uid, case_uid, gone, version, server_time, signed_hash = row
    case = "null" if case_uid is None else f'"{case_uid}"'
    begun = (
        f'{{"scope":"{scope}","seq":{seq},"kind":"{kind}","id":"{uid}","case":{case},'
        f'"version":{version},"server_time":"{_time_text(server_time)}",'
    )
    if gone:
        return f'{begun}"gone":true}}'
    record_hash, body = hash_text(signed_hash % _HASHES), bodies[kind][uid]
    return f'{begun}"gone":false,"hash":"{record_hash}","body":{body}}}'


@lru_cache(maxsize=64)
def _time_text(server_time: datetime) -> str:
    """Write a time of the database; what came with one push has one time."""
    is_bare = server_time.tzinfo is None
    return (server_time.replace(tzinfo=UTC) if is_bare else server_time.astimezone(UTC)).isoformat()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
