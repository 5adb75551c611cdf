"""Rows of the feed turned into records, and records into what the desk remembers of them: pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.digest import hash_text, record_hash
from desktop_app.domain.feed_index import Delivered
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office, Person
from desktop_app.domain.records import (
    UNREADABLE,
    Record,
    attachment_from,
    case_from,
    entry_from,
    letter_from,
    moment,
    office_from,
    person_from,
    person_record,
    reporter_from,
)
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.sync.wire import FeedRow

Received = Case | Reporter | TimelineEntry | Attachment | Letter | Office | Person
_HASH_BYTES = 8


class UnreadableRowError(Exception):
    """A row is not what its kind or its hash says."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row as read: a record, or None for a row that is gone or of a kind unknown here.

    `case_uid` is the case it belongs to; offices and people belong to none. `delivered` is what
    the feed index remembers of it, None for a row that is gone.
    """

    row: FeedRow
    uid: UUID
    case_uid: UUID | None
    record: Received | None = None
    delivered: Delivered | None = None

    @property
    def case_is_gone(self) -> bool:
        """The rows of what belongs to a case say the same thing again."""
        return self.row.gone and self.row.kind == "case"


def item_of(row: FeedRow) -> Item:
    """Read one row; raises UnreadableRowError."""
    try:
        uid = UUID(row.id)
        case_uid = uid if row.case == row.id else None if row.case is None else UUID(row.case)
        if row.gone:
            return Item(row, uid, uid if row.kind == "case" else case_uid)
        server_hash = _checked_hash(row, uid)
        reader = _READERS.get(row.kind)
        record = None if reader is None else reader(row, row.body or {})
    except (*UNREADABLE, msgspec.MsgspecError) as error:
        raise UnreadableRowError from error
    kept = 0 if record is None else kept_hash(row.kind, record)
    delivered = Delivered(row.scope, row.kind, uid, case_uid, server_hash, kept)
    return Item(row, uid, case_uid, record, delivered)


def kept_hash(kind: str, record: Received) -> int:
    """Return the hash of a record as this desk stores it; another program's may be another."""
    # Roles are a set, which has no order of its own.
    plain = person_record(record) if isinstance(record, Person) else record
    return _number(_digest(f"{kind}\n", msgspec.json.encode(plain)))


def _checked_hash(row: FeedRow, uid: UUID) -> int:
    """Return the hash of a row; what was altered on the way does not fit it."""
    if row.version is None or row.version < 0 or row.body is None:
        raise ValueError("a version and a record expected")
    # As `record_hash` does in five times the time, but for fractions, which no record holds yet.
    head = f"{row.kind}\n{row.id}\n{row.version}\n"
    found = _digest(head, msgspec.json.encode(row.body, order="sorted"))
    if found.hex() != row.hash:
        number = record_hash(row.kind, uid, row.version, row.body)
        if hash_text(number) != row.hash:
            raise ValueError("the record does not fit its hash")
        return number
    return _number(found)


def _digest(head: str, body: bytes) -> bytes:
    return hashlib.sha256(head.encode() + body).digest()[:_HASH_BYTES]


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big")


def _case(row: FeedRow, body: Record) -> Case:
    return case_from(body, version=row.version or 0, server_time=_time(row))


def _entry(row: FeedRow, body: Record) -> TimelineEntry:
    return entry_from(body, server_time=_time(row))


def _reporter(_: FeedRow, body: Record) -> Reporter:
    return reporter_from(body)


def _attachment(row: FeedRow, body: Record) -> Attachment:
    return attachment_from(body, server_time=_time(row))


def _letter(row: FeedRow, body: Record) -> Letter:
    return letter_from(body, server_time=_time(row))


def _office(_: FeedRow, body: Record) -> Office:
    return office_from(body)


def _person(_: FeedRow, body: Record) -> Person:
    return person_from(body)


def _time(row: FeedRow) -> datetime | None:
    return None if row.server_time is None else moment(row.server_time)


_READERS: Mapping[str, Callable[[FeedRow, Mapping[str, Any]], Received]] = {
    "case": _case,
    "entry": _entry,
    "reporter": _reporter,
    "attachment": _attachment,
    "letter": _letter,
    "office": _office,
    "person": _person,
}
