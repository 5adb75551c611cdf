"""The messages of the sync protocol as typed data; what does not fit is nonsense and is refused.

A row or answer that is well-formed but means nothing is judged on its own, further in: one such
row never takes the rest of its page with it.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from desktop_app.domain.changes import PendingChange
from desktop_app.domain.errors import ExpectedError, Trouble

SCHEMA = 1
LARGEST_BODY = 1024 * 1024  # bytes, before compression
MOST_BYTES_OF_CHANGES = LARGEST_BODY - 64  # what is written around them
MOST_CHANGES = 500


class ErrorDetail(msgspec.Struct, frozen=True):
    """Why a whole request failed; the message is for engineers and is not read here."""

    code: str


class ErrorAnswer(msgspec.Struct, frozen=True):
    """The body of every status other than 2xx."""

    error: ErrorDetail


class HealthAnswer(msgspec.Struct, frozen=True):
    """Who answers at this address."""

    name: str
    schema: int
    server_id: UUID


class EnrolledDevice(msgspec.Struct, frozen=True):
    """What the server calls this desk."""

    uid: UUID
    letter: str


class NumberRange(msgspec.Struct, frozen=True):
    """Letter numbers leased to this desk."""

    year: int
    first: int
    last: int


class EnrolAnswer(msgspec.Struct, frozen=True):
    """What a one-time code buys."""

    server_id: UUID
    epoch: str
    device: EnrolledDevice
    office: dict[str, Any]
    person: dict[str, Any]
    letter_block: NumberRange
    time: str


class ChallengeAnswer(msgspec.Struct, frozen=True):
    """What the device must sign to get a token."""

    challenge: str


class TokenAnswer(msgspec.Struct, frozen=True):
    """A token; the server says with 401 when it has expired."""

    token: str


class Clash(msgspec.Struct, frozen=True):
    """One field that two people set: both values as they stand in records."""

    field: str
    mine: Any = None
    theirs: Any = None


class ChangeAnswer(msgspec.Struct, frozen=True):
    """What the server did with one change; `outcome` tells it of a repeated one."""

    uid: UUID
    answer: str
    outcome: str | None = None
    version: int | None = None
    code: str | None = None
    words: str | None = None
    fields: list[Clash] | None = None
    current: dict[str, Any] | None = None


class PushAnswer(msgspec.Struct, frozen=True):
    """One answer for each change."""

    answers: list[ChangeAnswer]
    epoch: str
    time: str


class FeedRow(msgspec.Struct, frozen=True):
    """One record as it stands, or `gone`: no longer for this desk."""

    scope: str
    seq: int
    kind: str
    id: str
    case: str | None = None
    gone: bool = False
    version: int | None = None
    server_time: str | None = None
    body: dict[str, Any] | None = None


class PullAnswer(msgspec.Struct, frozen=True):
    """A page of the feed; `cursors` say how far it reaches in each scope."""

    rows: list[FeedRow]
    cursors: dict[str, int]
    more: bool
    epoch: str
    time: str


T = TypeVar("T")


def read(kind: type[T], body: bytes) -> T:
    """Read one message; SERVER_NONSENSE when it is not JSON or not of this shape."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error


def enrol_body(code: str, public_key: bytes, device_name: str) -> bytes:
    """Write the request for enrolment; the key is 32 bytes Ed25519."""
    return msgspec.json.encode(
        {
            "schema": SCHEMA,
            "code": code,
            "public_key": base64_text(public_key),
            "device_name": device_name,
        }
    )


def challenge_body(device_uid: UUID) -> bytes:
    """Ask for something to sign."""
    return msgspec.json.encode({"device": device_uid})


def token_body(device_uid: UUID, challenge: str, signature: bytes) -> bytes:
    """Show the signed challenge."""
    return msgspec.json.encode(
        {"device": device_uid, "challenge": challenge, "signature": base64_text(signature)}
    )


def written_change(change: PendingChange) -> bytes:
    """Write one change as it stands in a push."""
    return msgspec.json.encode(
        {
            "uid": change.uid,
            "n": change.sequence,
            "tx": change.transaction,
            "op": change.operation.value,
            "v": change.operation_version,
            "entity": change.entity_uid,
            "case": change.case_uid,
            "person": change.person_uid,
            "at": change.made_at.isoformat(),
            "body": change.body,
        }
    )


def push_body(written: Sequence[bytes]) -> bytes:
    """Join written changes into one request."""
    return msgspec.json.encode(
        {"schema": SCHEMA, "changes": [msgspec.Raw(change) for change in written]}
    )


def pull_body(cursors: Mapping[str, int], limit: int) -> bytes:
    """Ask for at most `limit` rows after these cursors."""
    return msgspec.json.encode({"schema": SCHEMA, "cursors": dict(cursors), "limit": limit})


def base64_text(content: bytes) -> str:
    """Write bytes as the protocol does."""
    return base64.b64encode(content).decode("ascii")
