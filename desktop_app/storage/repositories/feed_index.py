"""What the server has delivered, with sums that are kept as rows come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select

from desktop_app.domain.digest import Digest, bucket_of
from desktop_app.domain.feed_index import Delivered
from desktop_app.storage import schema
from desktop_app.storage.repositories.bucket_bytes import (
    NO_RECORDS,
    change_bucket,
    digest_over,
    digests_in,
)
from desktop_app.storage.repositories.long_lists import in_parts
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_ROW = schema.feed_row
_DIGEST = schema.feed_digest
_ALL_BUCKETS = Question(select(_DIGEST.c.scope, _DIGEST.c.buckets))
_BUCKETS = select(_DIGEST.c.buckets).where(_DIGEST.c.scope == bindparam("wanted"))
_PUT_BUCKETS: ManyRows[tuple[str, bytearray]] = ManyRows(
    insert_or_replace(_DIGEST, "scope"), shared_columns(_DIGEST), read=tuple
)
_COLUMNS = [_ROW.c[field.name] for field in fields(Delivered)]
# As text, because SQLAlchemy would write the statement anew for every page.
_HERE = "SELECT scope, bucket, server_hash FROM feed_row WHERE (scope, kind, uid) IN (VALUES {})"

_Identity = tuple[str, str, UUID]  # scope, kind, uid
_Place = tuple[str, int]  # scope, bucket


class StoredFeedIndex:
    """The desk's half of the digest; see `feed_index.FeedIndex`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, rows: Sequence[Delivered]) -> None:
        arrived = {(row.scope, row.kind, row.uid): row for row in rows}
        changes: dict[_Place, Digest] = defaultdict(Digest)
        for place, server_hash in self._lying_here(list(arrived)):
            changes[place] = changes[place].minus(server_hash)
        for row in arrived.values():
            place = row.scope, bucket_of(row.uid)
            changes[place] = changes[place].plus(row.server_hash)
        _PUT_ROWS.put(self._connection, arrived.values())
        self._add(changes)

    def knows_case(self, case_uid: UUID) -> bool:
        known = select(_ROW.c.key).where(_ROW.c.case_uid == case_uid).limit(1)
        return self._connection.scalar(known) is not None

    def cases_without(self) -> list[UUID]:
        delivered = select(_ROW.c.uid).where(_ROW.c.kind == "case")
        here = select(schema.case.c.uid).where(schema.case.c.uid.not_in(delivered))
        return list(self._connection.scalars(here))

    def remove(self, scope: str, kind: str, uid: UUID) -> None:
        self._remove((_ROW.c.scope == scope) & (_ROW.c.kind == kind) & (_ROW.c.uid == uid))

    def remove_case(self, scope: str, case_uid: UUID) -> None:
        self._remove((_ROW.c.case_uid == case_uid) & (_ROW.c.scope == scope))

    def clear(self) -> None:
        self._connection.execute(delete(_ROW))
        self._connection.execute(delete(_DIGEST))

    def digests(self) -> dict[str, Digest]:
        rows = _ALL_BUCKETS.rows(self._connection)
        return {scope: digest_over(buckets) for scope, buckets in rows}

    def buckets(self, scope: str) -> list[Digest]:
        return digests_in(self._written(scope))

    def in_buckets(self, scope: str, buckets: Collection[int]) -> list[Delivered]:
        """By bucket, and within it in the order they first came."""
        wanted = (
            select(*_COLUMNS)
            .where(_ROW.c.bucket.in_(buckets), _ROW.c.scope == scope)
            .order_by(_ROW.c.bucket, _ROW.c.key)
        )
        return [Delivered(*row) for row in self._connection.execute(wanted)]

    def _lying_here(self, identities: Sequence[_Identity]) -> Iterator[tuple[_Place, int]]:
        """Find those that are here, with their hashes as they are stored: signed."""
        for some in in_parts(identities):
            wanted = _HERE.format(",".join(["(?,?,?)"] * len(some)))
            values = tuple(value for s, kind, uid in some for value in (s, kind, uid.bytes))
            for scope, bucket, server_hash in self._connection.exec_driver_sql(wanted, values):
                yield (scope, bucket), server_hash

    def _remove(self, condition: ColumnElement[bool]) -> None:
        gone = delete(_ROW).where(condition)
        told = gone.returning(_ROW.c.scope, _ROW.c.bucket, _ROW.c.server_hash)
        changes: dict[_Place, Digest] = defaultdict(Digest)
        for scope, bucket, server_hash in self._connection.execute(told):
            changes[scope, bucket] = changes[scope, bucket].minus(server_hash)
        self._add(changes)

    def _add(self, changes: Mapping[_Place, Digest]) -> None:
        kept: dict[str, bytearray] = {}
        for (scope, bucket), change in changes.items():
            if scope not in kept:
                kept[scope] = bytearray(self._written(scope))
            change_bucket(kept[scope], bucket, change)
        _PUT_BUCKETS.put(self._connection, kept.items())

    def _written(self, scope: str) -> bytes:
        return self._connection.scalar(_BUCKETS, {"wanted": scope}) or NO_RECORDS


def _row(row: Delivered) -> tuple[Any, ...]:
    hashes = row.server_hash, row.kept_hash
    return (row.scope, row.kind, row.uid, row.case_uid, bucket_of(row.uid), *hashes)


_PUT_ROWS = ManyRows(
    insert_or_replace(_ROW, "scope", "kind", "uid"), shared_columns(_ROW), read=_row
)
