"""One change as it arrives, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from desktop_app.domain.brief_changes import Head
from desktop_app.domain.changes import Answer, RejectCode


class Change(NamedTuple):
    """One change of a desk; `made_at` is the desk's clock as it was sent, never used for order.

    `knows_erased` says that the desk had heard, when it wrote this, that who reported the case was
    erased.
    """

    uid: UUID
    n: int
    tx: UUID
    op: str
    op_version: int
    entity_uid: UUID
    case_uid: UUID
    person_uid: UUID
    made_at: str
    body: Any
    knows_erased: bool = False

    @property
    def head(self) -> Head:
        """Return what it says outside of its body."""
        return Head(self.op, self.uid, self.case_uid, self.person_uid, self.made_at)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the value of a field, at which office, and when the server took it."""

    person_name: str
    office_uid: UUID | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A field whose value on the server stood: both values as plain JSON, and who wrote it.

    The author is unknown only of clashes that an older server kept.
    """

    field: str
    mine: Any
    theirs: Any
    author: Author


class Outcome(NamedTuple):
    """What became of a change; `version` is that of its case afterwards, None when refused."""

    answer: Answer
    version: int | None = None
    code: str = ""
    words: str = ""
    clashes: tuple[Clash, ...] = ()


class RefusedError(Exception):
    """A change that may not be applied, and with it its whole save."""

    def __init__(self, code: RejectCode, words: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.words = words

    def outcome(self) -> Outcome:
        """Say it as the outcome of a change."""
        return Outcome(Answer.REJECTED, code=self.code.value, words=self.words)
