"""What a change need not say twice: left out on the line, read as if it had been said.

A hundred changes of status are mostly identifiers, and those do not pack. Both sides use this page;
docs/sync-protocol.md, "What a change may leave out".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop_app.domain.changes import Operation
from desktop_app.domain.ids import time_in
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MOVES, Move


def _entry_of(kind: EntryKind, *, move: Move | None = None) -> Mapping[str, Any]:
    """Return what an entry usually says beside the identifiers and the time of its change."""
    return {
        "kind": kind.value,
        "public": move.public if move else False,
        "text": "",
        "move": move.name.value if move else "",
        "to_status": move.target.value if move else None,
        "to_office_uid": None,
    }


_ENTRY_ADD = Operation.ENTRY_ADD.value
_CASE_MOVE = Operation.CASE_MOVE.value
_ENTRIES: Mapping[str, Mapping[str, Any]] = {
    _ENTRY_ADD: _entry_of(EntryKind.NOTE),
    _CASE_MOVE: _entry_of(EntryKind.MOVED),
    Operation.CASE_SET.value: _entry_of(EntryKind.CORRECTED),
    Operation.CASE_VOID.value: _entry_of(EntryKind.VOIDED),
    Operation.CASE_REVIVE.value: _entry_of(EntryKind.REVIVED),
    Operation.ATTACHMENT_LINK.value: _entry_of(EntryKind.FILE),
    Operation.LETTER_ISSUE.value: _entry_of(EntryKind.LETTER),
    Operation.REPORTER_SET.value: _entry_of(EntryKind.IDENTITY_CORRECTED),
    Operation.REPORTER_RESTRICT.value: _entry_of(EntryKind.IDENTITY_RESTRICTED),
    Operation.REPORTER_ERASE.value: _entry_of(EntryKind.IDENTITY_ERASED),
    Operation.RELEASE_GIVE.value: _entry_of(EntryKind.RELEASED),
    Operation.RELEASE_END.value: _entry_of(EntryKind.WITHHELD),
}
_MOVES: Mapping[str, Mapping[str, Any]] = {
    name.value: _entry_of(EntryKind.MOVED, move=move) for name, move in MOVES.items()
}
# The server knows the name of the person, and the office of the device that sends.
_KNOWN_THERE = ("person_name", "office_uid")


@dataclass(frozen=True, slots=True)
class Head:
    """What a change says outside of its body: identifiers, as written or as read, and a time."""

    op: str
    uid: str | UUID
    case: str | UUID
    person: str | UUID
    at: str


def usual_entity(op: str, *, uid: UUID, case: UUID) -> UUID:
    """Return what a change is about when it does not say: its case, or the entry it adds."""
    return uid if op == _ENTRY_ADD else case


def usual_time(uid: UUID) -> str:
    """Return when a change was made that does not say; empty when its `uid` tells no time."""
    made_at = time_in(uid)
    return made_at.isoformat() if made_at else ""


def brief_body(head: Head, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out of the entry in a body what goes without saying."""
    if head.op not in _ENTRIES:
        return body
    usual = _usual_entry(head, body)
    if head.op == _ENTRY_ADD:
        return _brief(body, usual)
    entry = body.get("entry")
    return {**body, "entry": _brief(entry, usual)} if isinstance(entry, dict) else body


def full_body(head: Head, body: Mapping[str, Any], *, office: str | UUID) -> Mapping[str, Any]:
    """Say all that the entry in a body left out, but for the name of its author, which is empty.

    `office` is that of the device that sent it, written or read as the head. Raises what
    `records.UNREADABLE` lists.
    """
    if head.op not in _ENTRIES:
        return body
    usual = {"person_name": "", "office_uid": office, **_usual_entry(head, body)}
    if head.op == _ENTRY_ADD:
        return {**usual, **body}
    return {**body, "entry": {**usual, **body["entry"]}}


def _usual_entry(head: Head, body: Mapping[str, Any]) -> dict[str, Any]:
    usual = _ENTRIES[head.op]
    if head.op == _CASE_MOVE and isinstance(name := body.get("move"), str):
        usual = _MOVES.get(name, usual)
    return {
        "uid": head.uid,
        "case_uid": head.case,
        "person_uid": head.person,
        "device_time": head.at,
        **usual,
    }


def _brief(entry: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in entry.items()
        if name not in _KNOWN_THERE and (name not in usual or usual[name] != value)
    }
