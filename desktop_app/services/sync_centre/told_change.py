"""What a queued change says, part by part, for lists that people read and for the export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.permissions import Right, has_right
from desktop_app.services.context import DeskContext

_WRITTEN_IN_CASE = ("title", "reporter_words", "place", "happened_words", "complained_about")
_IDENTITY = ("name", "phone", "address", "nik")


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One thing a change says: `name` of a field or `text`, and its value as JSON has it."""

    name: str
    value: Any


def told(change: PendingChange, *, with_identity: bool) -> tuple[ToldPart, ...]:
    """List what was typed or chosen in a change; an identity only `with_identity`."""
    body = change.body
    parts: list[ToldPart] = []
    match change.operation:
        case Operation.CASE_CREATE:
            parts = [ToldPart(name, body["case"][name]) for name in _WRITTEN_IN_CASE]
            parts += _identity(body.get("reporter") or {}) if with_identity else []
        case Operation.CASE_SET:
            parts = [ToldPart(name, value) for name, value in sorted(body["set"].items())]
        case Operation.CASE_MOVE:
            parts = [ToldPart("move", body["move"]), ToldPart("text", body["entry"]["text"])]
            parts.append(ToldPart("to_office_uid", body["entry"]["to_office_uid"]))
        case Operation.REPORTER_PUT:
            parts = list(_identity(body)) if with_identity else []
        case Operation.ENTRY_ADD:
            parts = [ToldPart("text", body["text"])]
        case Operation.ATTACHMENT_LINK:
            parts = [ToldPart("file", body["attachment"]["name"])]
        case Operation.LETTER_ISSUE:
            letter = body["letter"]
            parts = [ToldPart(name, letter[name]) for name in ("number", "subject", "addressee")]
        case Operation.CASE_VOID | Operation.CASE_REVIVE:
            parts = [ToldPart("text", body["entry"]["text"])]
        case Operation.LETTER_VOID:
            parts = [ToldPart("sequence", body["sequence"]), ToldPart("text", body["reason"])]
    return tuple(part for part in parts if part.value not in ("", None))


def may_read_identity_of(change: PendingChange, case: Case | None, context: DeskContext) -> bool:
    """Say whether the identity inside a change may be shown to this person.

    Only the office that took a case writes its identity, also when the case is no longer here.
    """
    if not has_right(context.person.roles, Right.SEE_IDENTITY):
        return False
    if case is not None:
        return case.office_uid == context.office.uid
    if change.operation is Operation.CASE_CREATE:
        return bool(change.body["case"]["office_uid"] == str(context.office.uid))
    return True


def entries_of(change: PendingChange) -> tuple[UUID, ...]:
    """Return the timeline entries that tell of a change."""
    body = change.body
    if change.operation is Operation.ENTRY_ADD:
        return (change.entity_uid,)
    entries = body.get("entries") if change.operation is Operation.CASE_CREATE else None
    if entries is None:
        entries = [body["entry"]] if "entry" in body else []
    return tuple(UUID(entry["uid"]) for entry in entries)


def _identity(record: dict[str, Any]) -> Iterable[ToldPart]:
    return (ToldPart(f"reporter_{name}", record.get(name)) for name in _IDENTITY)
