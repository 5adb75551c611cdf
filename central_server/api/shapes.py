"""Bodies of requests and answers, as OpenAPI shows them.

How the records inside look is said in `desktop_app/domain/records.py`.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from central_server.errors import unknown_schema
from central_server.pull import LARGEST_PAGE
from central_server.push.change import Change
from central_server.push.reading import is_storable

SCHEMA = 1
_LARGEST_COUNT = 2**53


def _spoken(version: int) -> int:
    if version != SCHEMA:
        raise unknown_schema()
    return version


def _bytes(text: object) -> bytes:
    if not isinstance(text, str) or not text.isascii():
        raise ValueError("base64 expected")
    return base64.b64decode(text, validate=True)


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError("a NUL, or half of a surrogate pair")
    return text


Version = Annotated[int, AfterValidator(_spoken), Field(alias="schema", description="always 1")]
Text = Annotated[str, AfterValidator(_storable)]
Base64 = Annotated[bytes, BeforeValidator(_bytes, str), Field(description="base64")]
Count = Annotated[int, Field(ge=0, le=_LARGEST_COUNT)]
Record = dict[str, Any]


class Shape(BaseModel):
    """Unknown keys are ignored on both sides."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class ErrorDetail(Shape):
    """`message` is for engineers, never for the screen."""

    code: str
    message: str


class ErrorAnswer(Shape):
    """The body of every status other than 2xx."""

    error: ErrorDetail


class HealthAnswer(Shape):
    """Says that the server works and who it is."""

    name: Literal["loket-aduan"]
    version: int = Field(alias="schema")
    server_id: UUID
    time: datetime


class EnrolRequest(Shape):
    """A desk's one-time code and the public half of its Ed25519 key, 32 bytes."""

    version: Version
    code: Annotated[Text, Field(max_length=64)]
    public_key: Annotated[Base64, Field(min_length=32, max_length=32)]
    device_name: Annotated[Text, Field(max_length=200)]


class EnrolledDevice(Shape):
    """The desk as the server knows it."""

    uid: UUID
    letter: str


class LetterBlock(Shape):
    """Letter numbers that only this desk may use."""

    year: int
    first: int
    last: int


class EnrolAnswer(Shape):
    """What a desk needs to begin."""

    server_id: UUID
    epoch: UUID
    device: EnrolledDevice
    office: Record
    person: Record
    letter_block: LetterBlock
    time: datetime


class ChallengeRequest(Shape):
    """Which device asks."""

    device: UUID


class ChallengeAnswer(Shape):
    """What the device signs."""

    challenge: str


class TokenRequest(Shape):
    """A challenge and its signature, 64 bytes Ed25519."""

    device: UUID
    challenge: str = Field(max_length=200)
    signature: Annotated[Base64, Field(max_length=64)]


class TokenAnswer(Shape):
    """A bearer token."""

    token: str
    expires_at: datetime


class SentChange(Shape):
    """One change; an unknown `op`, or a `body` it does not take, is answered, not an error."""

    uid: UUID
    n: Count
    tx: UUID
    op: Annotated[Text, Field(max_length=64)]
    v: Annotated[int, Field(ge=0, le=1_000)]
    entity: UUID
    case: UUID
    person: UUID
    at: Annotated[Text, Field(max_length=64)]
    body: Any

    def change(self) -> Change:
        """Return it as the push works with it."""
        return Change(
            uid=self.uid,
            n=self.n,
            tx=self.tx,
            op=self.op,
            op_version=self.v,
            entity_uid=self.entity,
            case_uid=self.case,
            person_uid=self.person,
            made_at=self.at,
            body=self.body,
        )


class PushRequest(Shape):
    """Changes in the order they were made, at most 500."""

    version: Version
    changes: list[SentChange]


class FieldClash(Shape):
    """A field whose value on the server stood."""

    field: str
    mine: Any
    theirs: Any


class ChangeAnswer(Shape):
    """What became of a change; `outcome` is that of the first time when `answer` is repeated."""

    uid: UUID
    answer: Literal["done", "repeated", "conflict", "rejected"]
    outcome: Literal["done", "conflict", "rejected"] | None = None
    version: int | None = None
    code: str | None = None
    words: str | None = None
    fields: list[FieldClash] | None = None
    current: Record | None = None


class PushAnswer(Shape):
    """One answer for each change, in the order sent."""

    answers: list[ChangeAnswer]
    epoch: UUID
    time: datetime


class PullRequest(Shape):
    """How far the device has read each of its scopes; a missing one counts as 0."""

    version: Version
    cursors: dict[str, Count] = Field(default_factory=dict)
    limit: Annotated[int, Field(ge=1)] = LARGEST_PAGE


class PulledRow(Shape):
    """A record as it stands; without a body when it is gone from the scope."""

    scope: str
    seq: int
    kind: Literal["case", "entry", "reporter", "attachment", "letter", "office", "person"]
    id: UUID
    case: UUID | None
    gone: bool
    version: int
    server_time: datetime
    body: Record | None = None


class PullAnswer(Shape):
    """A page and how far it reaches; ask again while `more`."""

    rows: list[PulledRow]
    cursors: dict[str, int]
    more: bool
    epoch: UUID
    time: datetime
