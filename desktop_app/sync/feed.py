"""Rows of the feed turned into records, and records into what the desk remembers of them: pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.digest import hash_from, record_hash
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
    release_from,
    reporter_from,
)
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.sync.wire import FeedRow

Received = Case | Reporter | TimelineEntry | Attachment | Letter | Release | Office | Person
_HASH_BYTES = 8
_NOTHING = (msgspec.Raw(), msgspec.Raw(b"null"))
_Quick = TypeVar("_Quick", Case, TimelineEntry)
_CASE = msgspec.json.Decoder(Case)
_ENTRY = msgspec.json.Decoder(TimelineEntry)
_written = msgspec.json.Encoder().encode


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
        uid = _uid(row.id)
        case_uid = uid if row.case == row.id else None if row.case is None else _uid(row.case)
        if row.gone:
            return Item(row, uid, uid if row.kind == "case" else case_uid)
        server_hash = _checked_hash(row)
        record = _record(row)
    except (*UNREADABLE, msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableRowError from error
    kept = 0 if record is None else kept_hash(row.kind, record)
    delivered = Delivered(row.scope, row.kind, uid, case_uid, server_hash, kept)
    return Item(row, uid, case_uid, record, delivered)


def kept_hash(kind: str, record: Received) -> int:
    """Return the hash of a record as this desk stores it; another program's may be another."""
    # Roles are a set, which has no order of its own.
    plain = person_record(record) if isinstance(record, Person) else record
    return _number(kind.encode() + b"\n" + _written(plain))


def _uid(text: str) -> UUID:
    return msgspec.convert(text, UUID)  # in a quarter of the time of UUID itself


def _checked_hash(row: FeedRow) -> int:
    """Return the hash of a row; what was altered on the way does not fit it."""
    if row.version is None or row.version < 0 or row.body in _NOTHING:
        raise ValueError("a version and a record expected")
    head = f"{row.kind}\n{row.id}\n{row.version}\n".encode()
    told = hash_from(row.hash or "")
    # A server sends what it hashed, as a rule.
    if _number(head + row.body) != told and not _is_respelt(row, head, told):
        raise ValueError("the record does not fit its hash")
    return told


def _is_respelt(row: FeedRow, head: bytes, told: int) -> bool:
    body = msgspec.json.decode(row.body)
    # As `record_hash` does in five times the time, but for fractions, which no record holds yet.
    if _number(head + msgspec.json.encode(body, order="sorted")) == told:
        return True
    return record_hash(row.kind, _uid(row.id), row.version or 0, body) == told


def _number(written: bytes) -> int:
    return int.from_bytes(hashlib.sha256(written).digest()[:_HASH_BYTES], "big")


def _record(row: FeedRow) -> Received | None:
    """Read the record of a row; None where its kind is unknown here."""
    quick = _QUICK.get(row.kind)
    record = None if quick is None else quick(row)
    if record is not None:
        return record
    reader = _READERS.get(row.kind)
    return None if reader is None else reader(row, msgspec.json.decode(row.body))


def _quick_case(row: FeedRow) -> Case | None:
    case = _quick(_CASE, row, b'"version":%d' % (row.version or 0))
    return case if case is not None and case.received_at.tzinfo is UTC else None


def _quick_entry(row: FeedRow) -> TimelineEntry | None:
    entry = _quick(_ENTRY, row, b'"refused":false')
    return entry if entry is not None and entry.device_time.tzinfo is UTC else None


def _quick(decoder: msgspec.json.Decoder[_Quick], row: FeedRow, ours: bytes) -> _Quick | None:
    """Read the usual spelling of a record in one go; None leaves it to the readers of `records`.

    What the record may not say of itself is written behind it: of two words the last one counts.
    """
    told = b',%b,"server_time":%b}' % (ours, _written(row.server_time))
    try:
        record = decoder.decode(bytes(row.body)[:-1] + told)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    at = record.server_time
    return record if at is None or at.tzinfo is UTC else None


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


def _release(row: FeedRow, body: Record) -> Release:
    return release_from(body, server_time=_time(row))


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
    "release": _release,
    "office": _office,
    "person": _person,
}
# The kinds that come by the thousand.
_QUICK: Mapping[str, Callable[[FeedRow], Received | None]] = {
    "case": _quick_case,
    "entry": _quick_entry,
}
