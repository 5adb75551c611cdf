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

_KINDS: Mapping[str, EntryKind] = {
    Operation.CASE_SET.value: EntryKind.CORRECTED,
    Operation.CASE_MOVE.value: EntryKind.MOVED,
    Operation.CASE_VOID.value: EntryKind.VOIDED,
    Operation.CASE_REVIVE.value: EntryKind.REVIVED,
    Operation.ENTRY_ADD.value: EntryKind.NOTE,
    Operation.ATTACHMENT_LINK.value: EntryKind.FILE,
    Operation.LETTER_ISSUE.value: EntryKind.LETTER,
}
_MOVES: Mapping[str, Move] = {name.value: move for name, move in MOVES.items()}
# The server knows the name of the person, and the office of the device that sends.
_KNOWN_THERE = ("person_name", "office_uid")


@dataclass(frozen=True, slots=True)
class Head:
    """What a change says outside of its body, as it is written: identifiers, and a time."""

    op: str
    uid: str
    case: str
    person: str
    at: str


def usual_entity(op: str, *, uid: UUID, case: UUID) -> UUID:
    """Return what a change is about when it does not say: its case, or the entry it adds."""
    return uid if op == Operation.ENTRY_ADD.value else case


def usual_time(uid: UUID) -> str:
    """Return when a change was made that does not say; empty when its `uid` tells no time."""
    made_at = time_in(uid)
    return made_at.isoformat() if made_at else ""


def brief_body(head: Head, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out of the entry in a body what goes without saying."""
    if head.op not in _KINDS:
        return body
    usual = _usual_entry(head, body)
    if head.op == Operation.ENTRY_ADD.value:
        return _brief(body, usual)
    entry = body.get("entry")
    return {**body, "entry": _brief(entry, usual)} if isinstance(entry, dict) else body


def full_body(head: Head, body: Mapping[str, Any], *, office: UUID) -> Mapping[str, Any]:
    """Say all that the entry in a body left out, but for the name of its author, which is empty.

    `office` is that of the device that sent it. Raises what `records.UNREADABLE` lists.
    """
    if head.op not in _KINDS:
        return body
    usual = {"person_name": "", "office_uid": str(office), **_usual_entry(head, body)}
    if head.op == Operation.ENTRY_ADD.value:
        return {**usual, **body}
    return {**body, "entry": {**usual, **body["entry"]}}


def _usual_entry(head: Head, body: Mapping[str, Any]) -> dict[str, Any]:
    is_move = head.op == Operation.CASE_MOVE.value
    move = _move_of(body) if is_move else None
    return {
        "uid": head.uid,
        "case_uid": head.case,
        "kind": _KINDS[head.op].value,
        "person_uid": head.person,
        "device_time": head.at,
        "public": move.public if move else False,
        "text": "",
        "move": move.name.value if move else "",
        "to_status": move.target.value if move else None,
        "to_office_uid": None,
    }


def _move_of(body: Mapping[str, Any]) -> Move | None:
    name = body.get("move")
    return _MOVES.get(name) if isinstance(name, str) else None


def _brief(entry: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in entry.items()
        if name not in _KNOWN_THERE and (name not in usual or usual[name] != value)
    }
