"""What an erasure leaves of changes that lie on this desk: waiting, refused or kept for a while."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.changes import ChangeState, FieldConflict, Operation, PendingChange
from desktop_app.domain.erasure import CASE_WORDS, MOST_KNOWN, STRUCK, Traces, erased_file
from desktop_app.domain.records import (
    UNREADABLE,
    attachment_from,
    attachment_record,
    entry_record,
    reporter_from,
    reporter_record,
)
from desktop_app.domain.reporters import IDENTITY_FIELDS, NAMED_BESIDE_CASE, Reporter
from desktop_app.domain.timeline import TimelineEntry

KNOWN = "known"  # in an erasure: whom it strikes out, until the server has heard it
_WRITTEN = frozenset({"text", "reason", *CASE_WORDS})


def erasure_body(
    entry: TimelineEntry, known: Sequence[Reporter], attachments: Iterable[UUID] = ()
) -> dict[str, Any]:
    """Write an erasure as it is queued, with whom it means."""
    records = (reporter_record(one) for one in known[:MOST_KNOWN])
    return {
        "attachments": sorted(map(str, attachments)),
        KNOWN: [{name: record[name] for name in IDENTITY_FIELDS} for record in records],
        "entry": entry_record(entry),
    }


def meant_by(change: PendingChange) -> Iterator[Reporter]:
    """Yield whom an erasure strikes out, as long as the server has not heard it."""
    for fields in change.body.get(KNOWN, ()):
        yield Reporter(change.case_uid, **fields)


def without_known(change: PendingChange) -> PendingChange:
    """Return an erasure that the server has taken without whom it told it to look for."""
    return replace(change, body={name: v for name, v in change.body.items() if name != KNOWN})


def told_before(
    now: Reporter, changes: Iterable[PendingChange], conflicts: Iterable[FieldConflict]
) -> Iterator[Reporter]:
    """Yield who reported as this desk once wrote it, or was told that somebody else had."""
    stands = reporter_record(now)
    for change in changes:
        match change.operation:
            case Operation.CASE_CREATE:
                told = [change.body.get("reporter")]
            case Operation.REPORTER_PUT:
                told = [change.body]
            case Operation.REPORTER_SET:
                told = [change.body.get("base"), change.body.get("set")]
            case _:
                told = []
        for fields in told:
            yield from _reporter(stands, fields)
    for one in conflicts:
        name = NAMED_BESIDE_CASE.get(one.field)
        for value in (one.mine, one.theirs) if name else ():
            yield from _reporter(stands, {name: value})


def _reporter(stands: Mapping[str, Any], fields: Any) -> Iterator[Reporter]:
    if isinstance(fields, Mapping):
        try:
            yield reporter_from({**stands, **fields})
        except UNREADABLE:
            return  # of another version of the program


def linked_file(change: PendingChange) -> Attachment | None:
    """Return the file that a change links, where it does and can be read."""
    if change.operation is not Operation.ATTACHMENT_LINK:
        return None
    try:
        return attachment_from(change.body["attachment"])
    except UNREADABLE:
        return None  # of another version of the program


def without_file(change: PendingChange, attachments: Collection[UUID]) -> PendingChange:
    """Return a change that links none of these files, which are erased."""
    if change.operation is Operation.ATTACHMENT_LINK and change.entity_uid in attachments:
        return replace(change, body=_without_file(change.body))
    return change


def struck_change(change: PendingChange, traces: Traces) -> PendingChange:
    """Return a change without whoever reported; the server may be offered it again."""
    body = _struck(change.body, traces)
    match change.operation:
        case Operation.CASE_CREATE:
            body.pop("reporter", None)
        case Operation.REPORTER_PUT:
            body = reporter_record(Reporter(change.case_uid))
        case Operation.REPORTER_SET:
            body |= {name: dict.fromkeys(body[name], "") for name in ("set", "base")}
        case Operation.REPORTER_ERASE if change.state is not ChangeState.WAITING:
            body.pop(KNOWN, None)  # one that was refused: another has been taken
        case Operation.ATTACHMENT_LINK:
            body["attachment"] = _struck_name(body.get("attachment"), traces)
        case _:
            pass
    return replace(change, body=body)


def struck_conflict(conflict: FieldConflict, traces: Traces) -> FieldConflict | None:
    """Return a value that did not stand without them; None where it was about them alone."""
    if conflict.field in NAMED_BESIDE_CASE:
        return None
    mine, theirs = (
        traces.struck(value) if isinstance(value, str) else value
        for value in (conflict.mine, conflict.theirs)
    )
    return replace(conflict, mine=mine, theirs=theirs)


def _without_file(body: dict[str, Any]) -> dict[str, Any]:
    try:
        record = attachment_record(erased_file(attachment_from(body["attachment"])))
        return {**body, "attachment": record, "entry": {**body["entry"], "text": STRUCK}}
    except UNREADABLE:
        return {}  # of another version of the program: better unreadable than not erased


def _struck_name(record: Any, traces: Traces) -> Any:
    if isinstance(record, dict) and isinstance(record.get("name"), str):
        return {**record, "name": traces.struck(record["name"])}
    return record


def _struck(body: Mapping[str, Any], traces: Traces) -> dict[str, Any]:
    return {name: _struck_value(name, value, traces) for name, value in body.items()}


def _struck_value(name: str, value: Any, traces: Traces) -> Any:
    match value:
        case str():
            return traces.struck(value) if name in _WRITTEN else value
        case dict():
            return _struck(value, traces)
        case list():
            return [_struck_value(name, one, traces) for one in value]
        case _:
            return value
