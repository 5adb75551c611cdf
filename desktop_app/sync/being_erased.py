"""Rows of a case whose reporter was erased here, while the server does not know it yet.

They would bring the person back. So what is here keeps its words, and what is new comes without
whom the erasure means; the server tells all of it anew when it has heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.erasure import (
    CASE_WORDS,
    Traces,
    erased_case,
    erased_entry,
    erased_release,
    struck_file,
)
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.services.personal_data.struck_changes import meant_by
from desktop_app.sync.feed import Item, Received

_Kind = TypeVar("_Kind", TimelineEntry, Release)


def is_being_erased(waiting: Sequence[PendingChange]) -> bool:
    """Say whether this desk has erased who reported, and the server does not know yet."""
    return any(change.operation is Operation.REPORTER_ERASE for change in waiting)


def without_reporter(item: Item, waiting: Sequence[PendingChange], work: UnitOfWork) -> Item:
    """Return a row of such a case as it is to be stored; `waiting` is what waits of the case."""
    traces = Traces(*(one for change in waiting for one in meant_by(change)))
    return replace(item, record=_record(item.record, traces, work))


def _record(record: Received | None, traces: Traces, work: UnitOfWork) -> Received | None:
    match record:
        case Case():
            here = work.cases.get(record.uid)
            words = {} if here is None else {name: getattr(here, name) for name in CASE_WORDS}
            return replace(erased_case(record, traces), **words)
        case Reporter():
            return Reporter(record.case_uid)
        case TimelineEntry():
            entry = _of(record, work.timeline.of_case(record.case_uid))
            return replace(record, text=entry.text) if entry else erased_entry(record, traces, ())
        case Attachment():
            file = work.attachments.get(record.uid)
            struck = struck_file(record, traces)
            return replace(file, server_time=record.server_time) if file else struck
        case Release():
            release = _of(record, work.releases.of_case(record.case_uid))
            struck_release = erased_release(record, traces)
            return replace(record, reason=release.reason) if release else struck_release
        case _:
            return record


def _of(record: _Kind, here: Sequence[_Kind]) -> _Kind | None:
    return next((one for one in here if one.uid == record.uid), None)
