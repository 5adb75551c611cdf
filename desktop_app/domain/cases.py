"""What a case is: what the reporter said, what the desk made of it, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol
from uuid import UUID

from desktop_app.domain.deadlines import DueDates
from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.typed_text import typed

TITLE_LENGTH = 150
WORDS_LENGTH = 20_000
PLACE_LENGTH = 300
_OLDEST_EVENT_DAYS = 3653


class Channel(Enum):
    """How a report reached the desk."""

    WALK_IN = "walk_in"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    LETTER = "letter"
    SP4N_LAPOR = "sp4n_lapor"
    CALL_CENTER_112 = "call_center_112"
    LAPOR_MASBUP = "lapor_masbup"
    LAPORGUB = "laporgub"
    SOCIAL_MEDIA = "social_media"
    OGAN_LOPIAN = "ogan_lopian"
    SMARTDPU = "smartdpu"
    EMAIL = "email"
    SUGGESTION_BOX = "suggestion_box"


class Classification(Enum):
    """What kind of report it is (SP4N-LAPOR!)."""

    COMPLAINT = "complaint"
    ASPIRATION = "aspiration"
    INFORMATION_REQUEST = "information_request"


class Status(Enum):
    """Where a case stands; `domain.workflow` says how it moves."""

    RECEIVED = "received"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    AWAITING_REPORTER = "awaiting_reporter"
    POSTPONED = "postponed"
    NOT_OUR_AUTHORITY = "not_our_authority"
    ARCHIVED = "archived"
    MERGED = "merged"
    UNDER_REVIEW = "under_review"


ENDED = frozenset({Status.CLOSED, Status.NOT_OUR_AUTHORITY, Status.ARCHIVED, Status.MERGED})
PAUSED = frozenset({Status.AWAITING_REPORTER})


class Placed(Protocol):
    """Where a case lies: what decides which offices see it and work on it."""

    @property
    def office_uid(self) -> UUID: ...

    @property
    def assigned_office_uid(self) -> UUID | None: ...

    @property
    def complained_office_uid(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Case:
    """One case as an office knows it; the identity block is a record of its own.

    `complained_person_uid` is an official of the directory; `complained_about` names anybody.

    `reporter_title` and `reporter_words` never change, but for an erasure; `title`, `category`,
    `village_code` and `place` are the desk's. `version` is the server's count of changes, 0 before
    it saw the case.
    """

    uid: UUID
    register_number: str
    office_uid: UUID
    channel: Channel
    classification: Classification
    reporter_title: str
    reporter_words: str
    title: str
    category: str
    village_code: str
    place: str
    happened_on: date | None
    happened_words: str
    anonymous: bool
    confidential: bool
    complained_office_uid: UUID | None
    complained_about: str
    status: Status
    assigned_office_uid: UUID | None
    due: DueDates
    paused_since: date | None
    received_at: datetime
    registered_by: UUID
    has_reply: bool = False
    complained_person_uid: UUID | None = None
    identity_state: IdentityState = IdentityState.OPEN
    version: int = 0
    server_time: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.status not in ENDED

    @property
    def due_on(self) -> date | None:
        """The date the desk must meet next; None when nothing runs."""
        match self.status:
            case Status.RECEIVED:
                return self.due.verification
            case Status.VERIFIED | Status.ASSIGNED | Status.UNDER_REVIEW:
                return self.due.resolution if self.has_reply else self.due.response
            case Status.IN_PROGRESS | Status.FOLLOWED_UP:
                return self.due.resolution
            case _:
                return None

    def is_overdue(self, today: date) -> bool:
        """Say whether the next date has passed; late work is never locked."""
        return self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class CaseText:
    """What a clerk types about the matter itself, before it is a case."""

    title: str = ""
    words: str = ""
    classification: Classification = Classification.COMPLAINT
    category: str = ""
    village_code: str = ""
    place: str = ""
    happened_on: date | None = None
    happened_words: str = ""
    complained_office_uid: UUID | None = None
    complained_person_uid: UUID | None = None
    complained_about: str = ""

    def problems(self, today: date) -> list[Problem]:
        """List everything that stops a save, in the order of the form."""
        return [
            *_missing("words", self.words),
            *_too_long("words", self.words, WORDS_LENGTH),
            *_missing("title", self.title),
            *_too_long("title", self.title, TITLE_LENGTH),
            *_missing("category", self.category),
            *_too_long("place", self.place, PLACE_LENGTH),
            *_doubtful_day("happened_on", self.happened_on, today),
            *_too_long("happened_words", self.happened_words, PLACE_LENGTH),
            *_too_long("complained_about", self.complained_about, PLACE_LENGTH),
        ]


def _missing(field: str, words: str) -> list[Problem]:
    return [] if typed(words) else [Problem(field, ProblemCode.REQUIRED)]


def _too_long(field: str, words: str, most: int) -> list[Problem]:
    return [Problem(field, ProblemCode.TOO_LONG)] if len(words) > most else []


def _doubtful_day(field: str, day: date | None, today: date) -> list[Problem]:
    if day is None:
        return []
    if day > today:
        return [Problem(field, ProblemCode.IN_THE_FUTURE)]
    if (today - day).days > _OLDEST_EVENT_DAYS:
        return [Problem(field, ProblemCode.LONG_AGO, warning=True)]
    return []
