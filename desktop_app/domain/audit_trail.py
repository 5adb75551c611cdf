"""What the use cases need of the audit trail; storage provides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from desktop_app.domain.audit import AuditKind, Link, Noted
from desktop_app.domain.audit_check import StoredEntry

FROM_THE_FIRST = -(2**63)  # a number that somebody put in may lie below 1


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which entries are wanted; `since` is the first moment, `until` the first one too late."""

    person_uid: UUID | None = None
    case_uid: UUID | None = None
    kind: AuditKind | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The newest entry of a chain, signed (Ed25519) by the desk that wrote it.

    `chain` is the hash of the first entry; the signature is over `domain.audit.signed_words`.
    """

    chain: bytes
    link: Link
    server_id: UUID
    device_uid: UUID
    public_key: bytes
    signature: bytes


class AuditTrail(Protocol):
    """The chain of what was done with people's data; nothing in it can be changed or removed."""

    def note(self, noted: Noted) -> None:
        """Put what happened behind the newest entry."""

    def head(self) -> Link:
        """The newest entry, as it is kept beside the entries; number 0 where there is none."""

    def signed_head(self) -> SignedHead | None:
        """The newest entry under the signature of this desk; None of a desk without a server."""

    def chain(self) -> bytes:
        """The hash of the first entry, which names the chain; empty where there is none."""

    def kept(self) -> Link:
        """How far the server has the chain."""

    def waits(self) -> bool:
        """Say whether there is anything that the server has not; asked by every round."""

    def set_kept(self, link: Link) -> None: ...
    def doubt_kept(self) -> None:
        """Send the newest entry again: whether the server has what comes before is to be asked."""

    def checked(self) -> Link:
        """How far the chain was found whole."""

    def set_checked(self, link: Link) -> None: ...
    def links(self, numbers: Sequence[int]) -> list[Link]:
        """The places of those of these entries that are here, in their order."""

    def stored(self, *, first: int, last: int, most: int) -> list[StoredEntry]:
        """Entries of these numbers as they lie here, readable or not, in their order."""

    def beyond(self, number: int) -> StoredEntry | None:
        """The entry of the highest number above this one."""

    def page(self, query: AuditQuery, *, before: int | None, most: int) -> list[StoredEntry]:
        """The newest first, below the number `before`; nothing of cases kept from the reader."""
