"""The audit trail: what was done with people's data, each entry tied to the one before by SHA-256.

`line` says the exact bytes that are hashed, version 1; docs/audit.md says them to inspectors. An
entry holds codes, counts and identifiers, never words that somebody typed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from desktop_app.domain.digest import canonical
from desktop_app.domain.records import Record

VERSION = 1
LARGEST_NUMBER = 2**53
BEGINNING = bytes(32)  # what the first entry of a chain names as the one before it
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_VALUE = re.compile(r"[A-Za-z0-9_.,:+/-]{0,1000}")
_HASH = re.compile("[0-9a-f]{64}")


class AuditKind(Enum):
    """What somebody did; what exactly is in the facts of the entry."""

    CHAIN_BEGUN = "chain_begun"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    WRONG_TRIES = "wrong_tries"
    PASSWORD_CHANGED = "password_changed"
    CODE_GIVEN = "code_given"
    CODE_USED = "code_used"
    RECOVERY_CODE_MADE = "recovery_code_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    SHUT_OUT = "shut_out"
    SEEN = "seen"
    CHANGED = "changed"
    PRINTED = "printed"
    EXPORTED = "exported"
    REVEALED = "revealed"
    RELEASED = "released"
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"
    SETTINGS_CHANGED = "settings_changed"
    TRAIL_CHECKED = "trail_checked"
    TRAIL_PARTED = "trail_parted"


@dataclass(frozen=True, slots=True)
class Noted:
    """What happened, before it has its place in the chain.

    `person_uid` is None where nobody had signed in. `facts` are codes: no spaces, nothing that was
    typed; anything else raises ValueError.
    """

    kind: AuditKind
    at: datetime
    device_uid: UUID
    person_uid: UUID | None
    case_uid: UUID | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not are_facts(self.facts):
            raise ValueError("facts of the audit trail are codes")


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a chain: the number of an entry, from 1, and its hash; 0 is before the first."""

    number: int = 0
    hash: bytes = BEGINNING


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry as it is kept; `kind` may be of a later program, `at` is UTC to the microsecond."""

    number: int
    at: datetime
    device_uid: UUID
    person_uid: UUID | None
    kind: str
    case_uid: UUID | None
    facts: Mapping[str, str]
    previous: bytes

    @property
    def line(self) -> str:
        """The entry as the one line of JSON that is hashed."""
        return canonical(entry_record(self))

    @property
    def hash(self) -> bytes:
        """The SHA-256 of its line."""
        return hash_of(self.line)

    @property
    def link(self) -> Link:
        return Link(self.number, self.hash)


def hash_of(line: str) -> bytes:
    """Return the SHA-256 of a line without its end."""
    return hashlib.sha256(line.encode()).digest()


def signed_words(server_id: UUID, link: Link) -> bytes:
    """Say what a device signs of the newest entry of its chain; the server's id ties it to one."""
    return f"loket-aduan audit {server_id} {link.number} {link.hash.hex()}".encode()


def following(head: Link, noted: Noted) -> AuditEntry:
    """Give what happened its place after the head of a chain."""
    return AuditEntry(
        number=head.number + 1,
        at=noted.at.astimezone(UTC),
        device_uid=noted.device_uid,
        person_uid=noted.person_uid,
        kind=noted.kind.value,
        case_uid=noted.case_uid,
        facts=dict(sorted(noted.facts.items())),
        previous=head.hash,
    )


def are_facts(value: object) -> bool:
    """Say whether these are facts that an entry may hold."""
    return isinstance(value, Mapping) and all(
        isinstance(name, str)
        and isinstance(text, str)
        and _CODE.fullmatch(name)
        and _VALUE.fullmatch(text)
        for name, text in value.items()
    )


def entry_record(entry: AuditEntry) -> dict[str, Any]:
    """Write an entry as it travels and is hashed."""
    return {
        "v": VERSION,
        "n": entry.number,
        "at": entry.at.isoformat(timespec="microseconds"),
        "device": str(entry.device_uid),
        "person": None if entry.person_uid is None else str(entry.person_uid),
        "kind": entry.kind,
        "case": None if entry.case_uid is None else str(entry.case_uid),
        "facts": dict(entry.facts),
        "prev": entry.previous.hex(),
    }


def entry_from(record: Record) -> AuditEntry:
    """Read an entry; ValueError where writing it again would not give the same line."""
    try:
        entry = AuditEntry(
            number=record["n"],
            at=datetime.fromisoformat(record["at"]),
            device_uid=UUID(record["device"]),
            person_uid=None if record["person"] is None else UUID(record["person"]),
            kind=record["kind"],
            case_uid=None if record["case"] is None else UUID(record["case"]),
            facts=record["facts"],
            previous=bytes.fromhex(record["prev"]),
        )
        is_sound = (
            type(entry.number) is int
            and 0 < entry.number <= LARGEST_NUMBER
            and entry.at.utcoffset() == timedelta()
            and len(entry.previous) == len(BEGINNING)
            and bool(_CODE.fullmatch(entry.kind))
            and are_facts(entry.facts)
            and entry_record(entry) == record
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("not an audit entry") from error
    if not is_sound:
        raise ValueError("not an audit entry")
    return entry


def hash_from(text: str) -> bytes:
    """Read a SHA-256 in lower-case hexadecimal; ValueError."""
    if not _HASH.fullmatch(text):
        raise ValueError("a SHA-256 in hexadecimal expected")
    return bytes.fromhex(text)
