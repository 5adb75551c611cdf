"""What the server has delivered to this desk, row by row: the desk's half of the digest."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Delivered:
    """One row of the feed as it was kept.

    `server_hash` is what the server said of it, `kept_hash` what this desk computes from what it
    stored at that moment; both unsigned 64-bit.
    """

    scope: str
    kind: str
    uid: UUID
    case_uid: UUID | None
    server_hash: int
    kept_hash: int
