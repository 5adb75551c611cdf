"""The messages of the sync protocol as typed data; what does not fit is nonsense and is refused.

A row or answer that is well-formed but means nothing is judged on its own, further in: one such
row never takes the rest of its page with it.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec

from desktop_app.domain.brief_changes import Head, brief_body, usual_entity
from desktop_app.domain.changes import PendingChange
from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ids import time_in
from desktop_app.domain.records import LARGEST_COUNT, UNREADABLE, moment

SCHEMA = 2
LARGEST_BODY = 4 * 1024 * 1024  # bytes, before compression
MOST_BYTES_OF_CHANGES = LARGEST_BODY - 4096  # what is written around them, the mark among it
MOST_CHANGES = 2000
MOST_BUCKETS = 16
MOST_ITEMS = 500
_KEY_BYTES = 32
# Numbers that no reader of JSON tells apart, and no database keeps, are none of the protocol.
Whole = Annotated[int, msgspec.Meta(ge=-LARGEST_COUNT, le=LARGEST_COUNT)]
Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_COUNT)]
# A desk that has heard of no epoch yet shows this one, and is told.
_NO_EPOCH = str(UUID(int=0))


class ErrorDetail(msgspec.Struct, frozen=True):
    """Why a whole request failed; the message is for engineers and is not read here."""

    code: str


class ErrorAnswer(msgspec.Struct, frozen=True):
    """The body of every status other than 2xx, with what some codes say beside it."""

    error: ErrorDetail
    epoch: str | None = None
    offset: Count | None = None
    device: str | None = None
    speaks: list[Whole] | None = None


class HealthAnswer(msgspec.Struct, frozen=True):
    """Who answers at this address, and which versions of the protocol it speaks."""

    name: str
    schema: Whole
    server_id: UUID
    time: str
    speaks: list[Whole] | None = None


class EnrolledDevice(msgspec.Struct, frozen=True):
    """What the server calls this desk."""

    uid: UUID
    letter: str


class NumberRange(msgspec.Struct, frozen=True):
    """Letter numbers leased to this desk; `expires_on` is a date."""

    year: Whole
    first: Whole
    last: Whole
    expires_on: str


class Former(msgspec.Struct, frozen=True):
    """Which device a desk that enrols again was, and the epoch it knows."""

    device: UUID
    epoch: str


class Forgotten(msgspec.Struct, frozen=True):
    """Which device a desk was whose server does not know it any more, and the mark it holds."""

    device: UUID
    mark: str


class EnrolAnswer(msgspec.Struct, frozen=True):
    """What a one-time code, or a renewal, buys; `kurir_key` is base64."""

    server_id: UUID
    epoch: str
    device: EnrolledDevice
    office: dict[str, Any]
    person: dict[str, Any]
    letter_block: NumberRange
    kurir_key: str
    time: str


class ChallengeAnswer(msgspec.Struct, frozen=True):
    """What the device must sign to get a token."""

    challenge: str


class TokenAnswer(msgspec.Struct, frozen=True):
    """A token; the server says with 401 when it has expired. `kurir_key` is base64."""

    token: str
    kurir_key: str


class Clash(msgspec.Struct, frozen=True):
    """One field that two people set: both values as records write them, and who wrote `theirs`."""

    field: str
    mine: Any = None
    theirs: Any = None
    by: str | None = None
    office: str | None = None
    at: str | None = None


class ChangeAnswer(msgspec.Struct, frozen=True):
    """What the server did with one change; `outcome` tells it of a repeated one."""

    uid: UUID
    answer: str
    outcome: str | None = None
    version: Whole | None = None
    code: str | None = None
    words: str | None = None
    fields: list[Clash] | None = None
    current: dict[str, Any] | None = None


class PushAnswer(msgspec.Struct, frozen=True):
    """One answer for each change, and the sealed receipt of this push."""

    answers: list[ChangeAnswer]
    mark: str
    epoch: str
    time: str


class FeedRow(msgspec.Struct, frozen=True):
    """One record as it stands, or `gone`: no longer for this desk.

    The `body` stays as it was written until it is read: what is hashed are these very bytes.
    """

    scope: str
    seq: Count
    kind: str
    id: str
    case: str | None = None
    gone: bool = False
    version: Whole | None = None
    server_time: str | None = None
    hash: str | None = None
    body: msgspec.Raw = msgspec.Raw()


class ScopeDigest(msgspec.Struct, frozen=True):
    """The digest of one scope; the sum is 16 hexadecimal digits."""

    count: Count
    sum: str


class PullAnswer(msgspec.Struct, frozen=True):
    """A page of the feed; `cursors` say how far it reaches. The last one carries the digests."""

    rows: list[FeedRow]
    cursors: dict[str, Count]
    more: bool
    epoch: str
    time: str
    digest: dict[str, ScopeDigest] | None = None


class DigestAnswer(msgspec.Struct, frozen=True):
    """Count and sum of each of the 256 buckets of a scope, as of its number `seq`."""

    seq: Count
    buckets: list[tuple[Count, str]]


class RowName(msgspec.Struct, frozen=True):
    """One row of the feed without its record; `hash` is null where it is gone."""

    kind: str
    id: str
    gone: bool = False
    hash: str | None = None


class DigestRowsAnswer(msgspec.Struct, frozen=True):
    """The rows of the buckets asked for, as of the scope's number `seq`."""

    seq: Count
    rows: list[RowName]


class RowsAnswer(msgspec.Struct, frozen=True):
    """Rows as they stand, asked for by name."""

    rows: list[FeedRow]


class LetterBlocksAnswer(msgspec.Struct, frozen=True):
    """Every block of this device and year that has not expired."""

    blocks: list[NumberRange]


class PartAnswer(msgspec.Struct, frozen=True):
    """How many bytes of a file the server has now."""

    offset: Count


T = TypeVar("T")


def read(kind: type[T], body: bytes) -> T:
    """Read one message; SERVER_NONSENSE when it is not JSON or not of this shape."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error


def moment_of(text: str) -> datetime:
    """Read when the server answered; SERVER_NONSENSE when it is no time."""
    try:
        return moment(text)
    except UNREADABLE as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error


def enrol_body(
    code: str, public_key: bytes, device_name: str, *, before: Former | None = None
) -> bytes:
    """Write the request for enrolment; the key is 32 bytes Ed25519."""
    asked = {
        "schema": SCHEMA,
        "code": code,
        "public_key": base64_text(public_key),
        "device_name": device_name,
    }
    return msgspec.json.encode(asked if before is None else asked | {"before": before})


def renew_body(public_key: bytes, device_name: str, *, before: Forgotten | None = None) -> bytes:
    """Ask for a new identity for this desk, with a key of its own."""
    asked = {
        "schema": SCHEMA,
        "public_key": base64_text(public_key),
        "device_name": device_name,
    }
    return msgspec.json.encode(asked if before is None else asked | {"before": before})


def challenge_body(device_uid: UUID) -> bytes:
    """Ask for something to sign."""
    return msgspec.json.encode({"device": device_uid})


def token_body(device_uid: UUID, challenge: str, signature: bytes) -> bytes:
    """Show the signed challenge."""
    return msgspec.json.encode(
        {"device": device_uid, "challenge": challenge, "signature": base64_text(signature)}
    )


def written_change(change: PendingChange, *, knows_erased: bool = False) -> bytes:
    """Write one change as it stands in a push, without its number and what goes without saying.

    What is alike in many changes stands together, so that it packs best. `knows_erased` says that
    this desk has heard that who reported the case was erased, and struck them out of this.
    """
    op, uid, case = change.operation.value, change.uid, change.case_uid
    at = change.made_at.isoformat()
    head = Head(op, str(uid), str(case), str(change.person_uid), at)
    written: dict[str, Any] = {
        "op": op,
        "person": head.person,
        "body": brief_body(head, change.body),
    }
    if change.operation_version != 1:
        written["v"] = change.operation_version
    if change.made_at != time_in(uid):
        written["at"] = at
    if knows_erased:
        written["erased"] = True
    written |= {"uid": head.uid, "case": head.case}
    if change.transaction != uid:
        written["tx"] = str(change.transaction)
    if change.entity_uid != usual_entity(op, uid=uid, case=case):
        written["entity"] = str(change.entity_uid)
    return msgspec.json.encode(written)


def push_beginning(written: Sequence[tuple[int, bytes]]) -> bytes:
    """Join written changes, each with its number, into all of a request but its end."""
    return msgspec.json.encode({"changes": list(_numbered(written))})[:-1]


def push_end(marks: SyncMarks) -> bytes:
    """Write what a request says after its changes, as that is known last."""
    standing = _standing(marks) | ({"unsure": True} if marks.unsure else {})
    return b"," + msgspec.json.encode(standing)[1:]


def push_body(written: Sequence[tuple[int, bytes]], marks: SyncMarks) -> bytes:
    """Write a whole request."""
    return push_beginning(written) + push_end(marks)


def _numbered(written: Sequence[tuple[int, bytes]]) -> Iterator[msgspec.Raw]:
    """Say a number where it is not one more than the one before."""
    before = None
    for number, change in written:
        follows = before is not None and number == before + 1
        yield msgspec.Raw(change if follows else b'{"n":%d,' % number + change[1:])
        before = number


def pull_body(marks: SyncMarks, *, waiting: int, limit: int) -> bytes:
    """Ask for at most `limit` rows after these cursors; `waiting` changes are not sent yet.

    A push without an answer waits for one even if its changes were settled on another way.
    """
    waiting = max(waiting, int(marks.unsure))
    return msgspec.json.encode(
        _standing(marks) | {"waiting": waiting, "cursors": marks.cursors, "limit": limit}
    )


def digest_body(marks: SyncMarks, scope: str) -> bytes:
    """Ask for the digest of each bucket of a scope."""
    return msgspec.json.encode(_standing(marks) | {"scope": scope})


def digest_rows_body(marks: SyncMarks, scope: str, buckets: Sequence[int]) -> bytes:
    """Ask for the rows of at most MOST_BUCKETS buckets by name and hash."""
    return msgspec.json.encode(_standing(marks) | {"scope": scope, "buckets": list(buckets)})


def rows_body(marks: SyncMarks, scope: str, items: Collection[tuple[str, str]]) -> bytes:
    """Ask for at most MOST_ITEMS rows by kind and id."""
    named = [{"kind": kind, "id": uid} for kind, uid in items]
    return msgspec.json.encode(_standing(marks) | {"scope": scope, "items": named})


def letter_blocks_body(marks: SyncMarks, year: int, *, last: int, left: int) -> bytes:
    """Ask for letter numbers; `last` is the highest known of that year, `left` how many wait."""
    return msgspec.json.encode(
        {"schema": SCHEMA, "epoch": _epoch(marks), "year": year, "last": last, "left": left}
    )


def _standing(marks: SyncMarks) -> dict[str, Any]:
    return {"schema": SCHEMA, "epoch": _epoch(marks), "mark": marks.mark}


def _epoch(marks: SyncMarks) -> str:
    return marks.epoch or _NO_EPOCH


def base64_text(content: bytes) -> str:
    """Write bytes as the protocol does."""
    return base64.b64encode(content).decode("ascii")


def key_from(text: str) -> bytes:
    """Read the base64 of 32 bytes; raises ValueError."""
    key = base64.b64decode(text, validate=True)
    if len(key) != _KEY_BYTES:
        raise ValueError("32 bytes expected")
    return key
