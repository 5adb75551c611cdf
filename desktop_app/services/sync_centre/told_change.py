"""What a queued change says, part by part, for lists that people read and for the export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.permissions import Right, may
from desktop_app.domain.reporters import BESIDE_CASE, IdentityState
from desktop_app.services.context import DeskContext

_WRITTEN_IN_CASE = ("title", "reporter_words", "place", "happened_words", "complained_about")


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One thing a change says: `name` of a field or `text`, and its value as JSON has it."""

    name: str
    value: Any


def told(change: PendingChange, *, with_identity: bool) -> tuple[ToldPart, ...]:
    """List what was typed or chosen in a change; an identity only `with_identity`."""
    body = change.body
    parts: tuple[ToldPart, ...]
    match change.operation:
        case Operation.CASE_CREATE:
            parts = _parts(body.get("case"), *_WRITTEN_IN_CASE)
            parts += _identity(body.get("reporter")) if with_identity else ()
        case Operation.CASE_SET:
            parts = _parts(body.get("set"), *sorted(body.get("set", ())))
        case Operation.CASE_MOVE:
            parts = _parts(body, "move") + _parts(body.get("entry"), "text", "to_office_uid")
        case Operation.REPORTER_PUT:
            parts = _identity(body) if with_identity else ()
        case Operation.REPORTER_SET:
            parts = _identity(body.get("set")) if with_identity else ()
        case Operation.ENTRY_ADD:
            parts = _parts(body, "text")
        case Operation.ATTACHMENT_LINK:
            name = (body.get("attachment") or {}).get("name")
            parts = (ToldPart("file", name),)
        case Operation.LETTER_ISSUE:
            parts = _parts(body.get("letter"), "number", "subject", "addressee")
        case Operation.LETTER_VOID:
            parts = (*_parts(body, "sequence"), ToldPart("text", body.get("reason")))
        case _:
            parts = _parts(body.get("release"), "to_office_uid", "until")
            parts += _parts(body.get("entry"), "text")
    return tuple(part for part in parts if part.value not in ("", None))


def may_read_identity_of(change: PendingChange, case: Case | None, context: DeskContext) -> bool:
    """Say whether the identity inside a change may be shown to this person.

    Only the office that took a case writes its identity, also when the case is no longer here.
    """
    if not may(context.actor, Right.SEE_IDENTITY):
        return False
    if case is not None:
        is_open = case.identity_state is IdentityState.OPEN
        return case.office_uid == context.office.uid and is_open
    if change.operation is Operation.CASE_CREATE:
        case_record = change.body.get("case") or {}
        return bool(case_record.get("office_uid") == str(context.office.uid))
    return True


def entries_of(change: PendingChange) -> tuple[UUID, ...]:
    """Return the timeline entries that tell of a change; none where its body names none."""
    body = change.body
    match change.operation:
        case Operation.ENTRY_ADD:
            return (change.entity_uid,)
        case Operation.CASE_CREATE:
            entries = body.get("entries", ())
        case _:
            entries = (body.get("entry") or {},)
    return tuple(UUID(entry["uid"]) for entry in entries if "uid" in entry)


def _parts(record: Mapping[str, Any] | None, *names: str) -> tuple[ToldPart, ...]:
    """Read what is there: what another version of the program queued must be told all the same."""
    return tuple(ToldPart(name, (record or {}).get(name)) for name in names)


def _identity(record: Mapping[str, Any] | None) -> tuple[ToldPart, ...]:
    known = record or {}
    return tuple(ToldPart(told, known.get(name)) for name, told in BESIDE_CASE.items())
