"""What a round found out that people must know of or act on; kept until somebody has seen it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID


class NoticeKind(Enum):
    """What happened; the words are in `ui`.

    RENUMBERED: another PC had printed the same register number (facts `old`, `new`): hand out a new
    receipt. REVIVED: a case taken back here was worked on elsewhere and is back (fact `by`).
    IDENTITY_RENEWED: this PC was a copy or restored; it has a new letter (facts `old`, `new`).
    SERVER_RESTORED: the server had lost what was sent since its copy; it was sent again.
    ENROLLED_AGAIN: the server had forgotten this PC, which joined it again (facts `old`, `new`).
    TRAIL_BROKEN: entries of the audit trail here were altered or removed (facts `number`, the first
    of them, and `count`).
    """

    RENUMBERED = "renumbered"
    REVIVED = "revived"
    IDENTITY_RENEWED = "identity_renewed"
    SERVER_RESTORED = "server_restored"
    ENROLLED_AGAIN = "enrolled_again"
    TRAIL_BROKEN = "trail_broken"


@dataclass(frozen=True, slots=True)
class Notice:
    """One such fact; `facts` carry no personal data but names of officials."""

    uid: UUID
    kind: NoticeKind
    noticed_at: datetime
    case_uid: UUID | None = None
    facts: dict[str, str] = field(default_factory=dict)
