"""Rows of the feed turned into records: pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
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
    reporter_from,
)
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.sync.wire import FeedRow

Received = Case | Reporter | TimelineEntry | Attachment | Letter | Office | Person


class UnreadableRowError(Exception):
    """A row is not what its kind says."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row as read: a record, or None for a row that is gone or of a kind unknown here.

    `case_uid` is the case it belongs to; offices and people belong to none.
    """

    record: Received | None
    case_uid: UUID | None
    case_is_gone: bool = False


def item_of(row: FeedRow) -> Item:
    """Read one row; raises UnreadableRowError."""
    try:
        case_uid = None if row.case is None else UUID(row.case)
        if row.gone:
            # The rows of what belongs to a case say the same thing again.
            is_case = row.kind == "case"
            return Item(None, UUID(row.id) if is_case else case_uid, case_is_gone=is_case)
        reader = _READERS.get(row.kind)
        record = None if reader is None else reader(row, row.body or {})
    except UNREADABLE as error:
        raise UnreadableRowError from error
    return Item(record, case_uid)


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
