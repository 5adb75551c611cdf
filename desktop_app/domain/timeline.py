"""The append-only story of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from desktop_app.domain.cases import Status

TEXT_LENGTH = 20_000


class EntryKind(Enum):
    """What happened."""

    REGISTERED = "registered"
    MOVED = "moved"
    NOTE = "note"
    REPLY = "reply"
    PROGRESS = "progress"
    CORRECTED = "corrected"
    FILE = "file"
    LETTER = "letter"
    VOIDED = "voided"
    REVIVED = "revived"
    RELEASED = "released"
    WITHHELD = "withheld"
    IDENTITY_RELEASED = "identity_released"
    IDENTITY_WITHHELD = "identity_withheld"
    IDENTITY_CORRECTED = "identity_corrected"
    IDENTITY_RESTRICTED = "identity_restricted"
    IDENTITY_UNRESTRICTED = "identity_unrestricted"
    IDENTITY_ERASED = "identity_erased"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened: who, which office, when by the device and by the server.

    `public` entries may be shown to the reporter; a reply is never edited once written. Nothing is
    ever changed in it, but for an erasure that strikes out who reported.
    `to_status` is set on moves, `move` names the row of the workflow table. `refused` is known to
    this desk alone: the server did not take the change that this entry tells of.
    """

    uid: UUID
    case_uid: UUID
    kind: EntryKind
    person_uid: UUID
    person_name: str
    office_uid: UUID
    device_time: datetime
    public: bool = False
    text: str = ""
    move: str = ""
    to_status: Status | None = None
    to_office_uid: UUID | None = None
    server_time: datetime | None = None
    refused: bool = False
