"""Bodies of requests and answers, as OpenAPI shows them.

How the records inside look is said in `desktop_app/domain/records.py`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from central_server.errors import SPOKEN, schema_new, schema_old
from central_server.pull import LARGEST_PAGE
from central_server.push.change import Change
from central_server.push.reading import is_storable
from desktop_app.domain.brief_changes import usual_entity, usual_time
from desktop_app.domain.digest import BUCKETS

_OLDEST, SCHEMA = SPOKEN
_LARGEST_COUNT = 2**53
MOST_BUCKETS = 16
MOST_ITEMS = 500


def _spoken_since(oldest: int) -> Callable[[int], int]:
    def spoken(version: int) -> int:
        if version < oldest:
            raise schema_old()
        if version > SCHEMA:
            raise schema_new()
        return version

    return spoken


def _bytes(text: object) -> bytes:
    if not isinstance(text, str) or not text.isascii():
        raise ValueError("base64 expected")
    return base64.b64decode(text, validate=True)


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError("a NUL, or half of a surrogate pair")
    return text


Version = Annotated[
    int, AfterValidator(_spoken_since(SCHEMA)), Field(alias="schema", description="always 2")
]
# Work is never locked in: a desk that is too old to receive may still send.
PushVersion = Annotated[
    int, AfterValidator(_spoken_since(_OLDEST)), Field(alias="schema", description="1 or 2")
]
Text = Annotated[str, AfterValidator(_storable)]
Base64 = Annotated[bytes, BeforeValidator(_bytes, str), Field(description="base64")]
Count = Annotated[int, Field(ge=0, le=_LARGEST_COUNT)]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
ShownMark = Annotated[Text, Field(max_length=200, description="empty before the first push")]
Record = dict[str, Any]


class Shape(BaseModel):
    """Unknown keys are ignored on both sides."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class ErrorDetail(Shape):
    """`message` is for engineers, never for the screen."""

    code: str
    message: str


class ErrorAnswer(Shape):
    """The body of every status other than 2xx; what stands beside `error` depends on its code."""

    error: ErrorDetail
    speaks: tuple[int, int] | None = None
    epoch: UUID | None = None
    offset: int | None = None
    device: UUID | None = None


class HealthAnswer(Shape):
    """Says that the server works and who it is."""

    name: Literal["loket-aduan"]
    version: int = Field(alias="schema")
    speaks: tuple[int, int]
    server_id: UUID
    time: datetime


class LetterBlock(Shape):
    """Letter numbers that only this desk may use, none after `expires_on`."""

    year: int
    first: int
    last: int
    expires_on: date


class SentChange(Shape):
    """One change; an unknown `op`, or a `body` it does not take, is answered, not an error.

    `n`, `tx`, `v`, `entity` and `at` may be left out where they go without saying. `erased` says
    that the desk had heard, when it wrote this, that who reported the case was erased.
    """

    uid: UUID
    n: Count | None = None
    tx: UUID | None = None
    op: Annotated[Text, Field(max_length=64)]
    v: Annotated[int, Field(ge=0, le=1_000)] = 1
    entity: UUID | None = None
    case: UUID
    person: UUID
    at: Annotated[Text, Field(max_length=64)] | None = None
    body: Any
    erased: bool = False

    def change(self, n: int) -> Change:
        """Return it as the push works with it, with this number if it tells none."""
        return Change(
            uid=self.uid,
            n=n if self.n is None else self.n,
            tx=self.tx or self.uid,
            op=self.op,
            op_version=self.v,
            entity_uid=self.entity or usual_entity(self.op, uid=self.uid, case=self.case),
            case_uid=self.case,
            person_uid=self.person,
            made_at=usual_time(self.uid) if self.at is None else self.at,
            body=self.body,
            knows_erased=self.erased,
        )


class PushRequest(Shape):
    """Changes in the order they were made, at most 2,000; `epoch` and `mark` from schema 2 on.

    `unsure` says that the desk does not know whether the push after `mark` was taken.
    """

    version: PushVersion
    epoch: UUID | None = None
    mark: ShownMark | None = None
    unsure: bool = False
    changes: list[SentChange]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.version > _OLDEST and (self.epoch is None or self.mark is None):
            raise ValueError("epoch and mark expected")
        if self.changes and self.changes[0].n is None:
            raise ValueError("the number of the first change expected")
        return self

    def read_changes(self) -> list[Change]:
        """Return the changes as the push works with them."""
        read: list[Change] = []
        for sent in self.changes:
            read.append(sent.change(read[-1].n + 1 if read else 0))
        return read


class FieldClash(Shape):
    """A field whose value on the server stood; `by`, `office` and `at` say who wrote that one."""

    field: str
    mine: Any
    theirs: Any
    by: str
    office: UUID | None
    at: datetime | None


class ChangeAnswer(Shape):
    """What became of a change; `outcome` is that of the first time when `answer` is repeated.

    Nothing was kept of one that is to come `later`: `code` says what its desk is to hear first.
    """

    uid: UUID
    answer: Literal["done", "repeated", "conflict", "rejected", "later"]
    outcome: Literal["done", "conflict", "rejected"] | None = None
    version: int | None = None
    code: str | None = None
    words: str | None = None
    fields: list[FieldClash] | None = None
    current: Record | None = None


class PushAnswer(Shape):
    """One answer for each change, in the order sent; `mark` from schema 2 on."""

    answers: list[ChangeAnswer]
    mark: str | None = None
    epoch: UUID
    time: datetime


class Reading(Shape):
    """What every request of schema 2 that only reads begins with."""

    version: Version
    epoch: UUID
    mark: ShownMark


class PullRequest(Reading):
    """How far the device has read each of its scopes; a missing one counts as 0."""

    waiting: Count = 0
    cursors: dict[str, Count] = Field(default_factory=dict)
    limit: Annotated[int, Field(ge=1)] = LARGEST_PAGE


class PulledRow(Shape):
    """A record as it stands; without a body and hash when it is gone from the scope."""

    scope: str
    seq: int
    kind: Literal[
        "case", "entry", "reporter", "attachment", "letter", "release", "office", "person"
    ]  # fmt: skip
    id: UUID
    case: UUID | None
    gone: bool
    version: int
    server_time: datetime
    hash: Hash | None = None
    body: Record | None = None


class ScopeDigest(Shape):
    """Number of rows that are not gone and the sum of their hashes modulo 2^64."""

    count: int
    sum: Hash


class PullAnswer(Shape):
    """A page and how far it reaches; ask again while `more`. The last page carries the digests."""

    rows: list[PulledRow]
    cursors: dict[str, int]
    more: bool
    digest: dict[str, ScopeDigest] | None = None
    epoch: UUID
    time: datetime


class DigestRequest(Reading):
    """Which scope to compare."""

    scope: Text


class DigestAnswer(Shape):
    """Count and sum of each of 256 buckets, as of the newest number of the scope."""

    seq: int
    buckets: list[tuple[int, Hash]]
    epoch: UUID


class DigestRowsRequest(Reading):
    """Which buckets differ, at most 16."""

    scope: Text
    buckets: Annotated[
        list[Annotated[int, Field(ge=0, lt=BUCKETS)]], Field(max_length=MOST_BUCKETS)
    ]


class ListedRow(Shape):
    """A row of a bucket; without a hash when it is gone from the scope."""

    kind: str
    id: UUID
    gone: bool
    hash: Hash | None


class DigestRowsAnswer(Shape):
    """Every row of the buckets asked for."""

    seq: int
    rows: list[ListedRow]
    epoch: UUID


class Item(Shape):
    """A row by name."""

    kind: Text
    id: UUID


class RowsRequest(Reading):
    """Which rows to read again, at most 500."""

    scope: Text
    items: Annotated[list[Item], Field(max_length=MOST_ITEMS)]


class RowsAnswer(Shape):
    """Those of the rows that the scope knows, as in a pull."""

    rows: list[PulledRow]
    epoch: UUID


class LetterBlocksRequest(Shape):
    """`last` is the highest number of the year that the desk knows of, `left` what it may give."""

    version: Version
    epoch: UUID
    year: Annotated[int, Field(ge=1, le=9999)]
    last: Count
    left: Count


class LetterBlocksAnswer(Shape):
    """Every block of this device and year that has not expired."""

    blocks: list[LetterBlock]
    epoch: UUID
