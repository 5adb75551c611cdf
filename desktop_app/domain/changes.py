"""Changes that travel: a small closed list whose meaning is never altered, only added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID


class Operation(Enum):
    """What a change does; a new meaning gets a new name or a higher `operation_version`."""

    CASE_CREATE = "case.create"
    CASE_SET = "case.set"
    CASE_MOVE = "case.move"
    REPORTER_PUT = "reporter.put"
    REPORTER_SET = "reporter.set"
    REPORTER_RESTRICT = "reporter.restrict"
    REPORTER_ERASE = "reporter.erase"
    ENTRY_ADD = "entry.add"
    ATTACHMENT_LINK = "attachment.link"
    LETTER_ISSUE = "letter.issue"
    CASE_VOID = "case.void"
    CASE_REVIVE = "case.revive"
    LETTER_VOID = "letter.void"
    RELEASE_GIVE = "release.give"
    RELEASE_END = "release.end"


# Those whose entity is a release, which is whole in the body.
RELEASE_OPERATIONS = frozenset({Operation.RELEASE_GIVE, Operation.RELEASE_END})


class Answer(Enum):
    """What the server did with one change.

    `LATER` is no outcome: nothing was done or kept, and the desk is to hear something first.
    """

    DONE = "done"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    LATER = "later"


# What a desk is to hear before its change is taken: that who reported the case was erased.
ERASURE_UNHEARD = "ERASURE_UNHEARD"


class ChangeState(Enum):
    """Where a change stands on the desk.

    What the server has taken is kept for a while: a server restored from an old copy asks again.
    """

    WAITING = "waiting"
    REJECTED = "rejected"
    TAKEN = "taken"


class RejectCode(Enum):
    """Why the server refused one change; stable, the words are in `ui`."""

    MOVE_NOT_ALLOWED = "MOVE_NOT_ALLOWED"
    NO_RIGHT = "NO_RIGHT"
    NOT_IN_SCOPE = "NOT_IN_SCOPE"
    CASE_UNKNOWN = "CASE_UNKNOWN"
    CASE_EXISTS = "CASE_EXISTS"
    COMPLAINED_OFFICE = "COMPLAINED_OFFICE"
    NOT_HIGHER_OFFICE = "NOT_HIGHER_OFFICE"
    ANONYMOUS = "ANONYMOUS"
    RELEASE_OUTDATED = "RELEASE_OUTDATED"
    RELEASE_DATE = "RELEASE_DATE"
    IDENTITY_CLOSED = "IDENTITY_CLOSED"
    PERSON_UNKNOWN = "PERSON_UNKNOWN"
    NUMBER_TAKEN = "NUMBER_TAKEN"
    NUMBER_NOT_LEASED = "NUMBER_NOT_LEASED"
    BODY_UNREADABLE = "BODY_UNREADABLE"
    EDITED_SINCE = "EDITED_SINCE"
    OPERATION_UNKNOWN = "OPERATION_UNKNOWN"
    SERVER_ERROR = "SERVER_ERROR"


@dataclass(frozen=True, slots=True)
class PendingChange:
    """One change to be sent.

    `sequence` counts changes of this device from 1 (0 until stored), `transaction` groups the
    changes of one save, `body` holds plain JSON values.
    """

    uid: UUID
    transaction: UUID
    operation: Operation
    entity_uid: UUID
    case_uid: UUID
    person_uid: UUID
    body: dict[str, Any]
    made_at: datetime
    operation_version: int = 1
    sequence: int = 0
    state: ChangeState = ChangeState.WAITING
    reject_code: str = ""
    reject_words: str = ""


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A value that did not stand: kept with both sides until its author has seen it.

    `mine` and `theirs` are values of the case record as JSON writes them, so that either can be
    put back; `person_uid` is the author of `mine`, `by` the name of who wrote `theirs` at `office`.
    """

    uid: UUID
    case_uid: UUID
    field: str
    mine: Any
    theirs: Any
    person_uid: UUID
    noticed_at: datetime
    by: str = ""
    office_uid: UUID | None = None
    at: datetime | None = None


def code_of(operation: Operation, body: Mapping[str, Any]) -> str:
    """Name a change without a word of what is in it: `case.move:verify`, `case.set:title+place`."""
    match operation:
        case Operation.CASE_MOVE:
            return f"{operation.value}:{body['move']}"
        case Operation.CASE_SET | Operation.REPORTER_SET:
            return f"{operation.value}:{'+'.join(sorted(body['set']))}"
        case Operation.REPORTER_RESTRICT:
            return f"{operation.value}:{'on' if body['restricted'] else 'off'}"
        case Operation.ENTRY_ADD:
            return f"{operation.value}:{body['kind']}"
        case Operation.RELEASE_GIVE | Operation.RELEASE_END:
            return f"{operation.value}:{body['release']['kind']}"
        case _:
            return str(operation.value)
