"""Writes cases into a server's database by COPY, numbered and counted as its stamper does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any

import psycopg

from benchmarks.invented import SEED, invented_cases
from benchmarks.sync.words import invented_text
from central_server.column_types import as_signed
from central_server.scope import scope_of
from desktop_app.domain.cases import Case
from desktop_app.domain.digest import Digest, bucket_of, canonical, written_hash
from desktop_app.domain.people import OfficeKind
from desktop_app.domain.records import case_record
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.services.context import DeskContext

_PATTERNS = 2_000
_AT_ONCE = 50_000
_WORDS = 250  # letters that are no other case's
_LETTER = "Z"  # another PC of the office took them

_Row = tuple[Any, ...]
_CASES = (
    "COPY case_record (uid, register_number, office_uid, assigned_office_uid,"
    " complained_office_uid, version, server_time, record, hash) FROM STDIN"
)
_FEED = (
    "COPY feed (scope, kind, item_uid, case_uid, gone, version, server_time, seq, hash, counted)"
    " FROM STDIN"
)
_BUCKET = (
    "INSERT INTO feed_bucket AS kept (scope, bucket, count, sum) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (scope, bucket) DO UPDATE SET count = EXCLUDED.count, sum = EXCLUDED.sum"
)


@dataclass(frozen=True, slots=True)
class _Stored:
    case: Case
    written: str
    hash: int


def plain_url(database: str) -> str:
    """Turn SQLAlchemy's URL of a database into one that the driver takes."""
    return database.replace("postgresql+psycopg://", "postgresql://")


def store_cases(database: str, context: DeskContext, numbers: Sequence[int]) -> None:
    """Store the cases with these register numbers, seen by the desk's office and the regency's."""
    cases = _cases(context, numbers)
    with psycopg.connect(plain_url(database)) as connection:
        scopes = _scopes(connection, context)
        for _ in range(0, len(numbers), _AT_ONCE):
            some = [_stored(case) for _, case in zip(range(_AT_ONCE), cases, strict=False)]
            _write(connection, some, scopes)
            connection.commit()
    with psycopg.connect(plain_url(database), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _cases(context: DeskContext, numbers: Sequence[int]) -> Iterator[Case]:
    with context.open_read() as work:
        calendar = work.reference.work_calendar()
    count = min(_PATTERNS, len(numbers))
    patterns = [invented.case for invented in invented_cases(count, context, calendar)]
    random = Random(SEED + numbers[0])  # noqa: S311 - repeatable, not secret
    for number in numbers:
        pattern = patterns[number % count]
        code = RegisterNumber(context.office.code, 2025, _LETTER, number)
        yield replace(
            pattern,
            uid=context.new_uid(),
            register_number=str(code),
            reporter_words=invented_text(random, _WORDS),
        )


def _scopes(connection: psycopg.Connection[_Row], context: DeskContext) -> list[str]:
    regency = connection.execute(
        "SELECT uid FROM office WHERE kind = %s", (OfficeKind.REGENCY.value,)
    ).fetchone()
    if regency is None:
        raise LookupError("no regency")
    return [scope_of(context.office.uid), scope_of(regency[0])]


def _stored(case: Case) -> _Stored:
    written = canonical(case_record(case))
    return _Stored(case, written, written_hash("case", case.uid, case.version, written))


def _write(
    connection: psycopg.Connection[_Row], some: Sequence[_Stored], scopes: Sequence[str]
) -> None:
    head = connection.execute("SELECT seq FROM feed_head FOR UPDATE").fetchone()
    seq: int = head[0] if head else 0
    with connection.cursor().copy(_CASES) as copy:
        for one in some:
            copy.write_row(_case_row(one))
    with connection.cursor().copy(_FEED) as copy:
        for scope in scopes:
            for one in some:
                seq += 1
                copy.write_row(_feed_row(one, scope, seq))
    connection.execute("UPDATE feed_head SET seq = %s", (seq,))
    _count(connection, some, scopes)


def _case_row(one: _Stored) -> _Row:
    case = one.case
    return (
        case.uid, case.register_number, case.office_uid, case.assigned_office_uid, None,
        case.version, _time(case), one.written, as_signed(one.hash),
    )  # fmt: skip


def _feed_row(one: _Stored, scope: str, seq: int) -> _Row:
    case, number = one.case, as_signed(one.hash)
    return (
        scope, "case", case.uid, case.uid, False, case.version, _time(case), seq, number, number,
    )  # fmt: skip


def _time(case: Case) -> datetime:
    return case.server_time or case.received_at


def _count(
    connection: psycopg.Connection[_Row], some: Sequence[_Stored], scopes: Sequence[str]
) -> None:
    for scope in scopes:
        kept = connection.execute(
            "SELECT bucket, count, sum FROM feed_bucket WHERE scope = %s", (scope,)
        )
        digests = defaultdict(Digest, {bucket: Digest(n, total) for bucket, n, total in kept})
        for one in some:
            bucket = bucket_of(one.case.uid)
            digests[bucket] = digests[bucket].plus(one.hash)
        rows = [(scope, at, one.count, as_signed(one.sum)) for at, one in digests.items()]
        connection.cursor().executemany(_BUCKET, rows)
