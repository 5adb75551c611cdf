"""What a list of cases can be asked, and what it shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from desktop_app.domain.cases import Channel, Classification, Status


class InboxGroup(Enum):
    """The chips above the list."""

    OPEN = "open"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    NEW = "new"
    WORKING = "working"
    FOLLOWED_UP = "followed_up"
    WAITING = "waiting"
    ENDED = "ended"


GROUP_STATUSES: dict[InboxGroup, frozenset[Status]] = {
    InboxGroup.NEW: frozenset({Status.RECEIVED}),
    InboxGroup.WORKING: frozenset(
        {Status.VERIFIED, Status.ASSIGNED, Status.IN_PROGRESS, Status.UNDER_REVIEW}
    ),
    InboxGroup.FOLLOWED_UP: frozenset({Status.FOLLOWED_UP}),
    InboxGroup.WAITING: frozenset({Status.AWAITING_REPORTER, Status.POSTPONED}),
    InboxGroup.ENDED: frozenset(
        {Status.CLOSED, Status.NOT_OUR_AUTHORITY, Status.ARCHIVED, Status.MERGED}
    ),
}


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """One question to the list: a group, and words looked for in number and title."""

    group: InboxGroup = InboxGroup.OPEN
    words: str = ""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the list; `key` is local and only good on this desk."""

    key: int
    uid: UUID
    register_number: str
    title: str
    channel: Channel
    classification: Classification
    status: Status
    village_code: str
    place: str
    confidential: bool
    received_at: datetime
    due_on: date | None
    office_uid: UUID
    assigned_office_uid: UUID | None


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many cases each group and each status holds."""

    by_group: dict[InboxGroup, int]
    by_status: dict[Status, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())
