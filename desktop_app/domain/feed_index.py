"""What the server has delivered to this desk, row by row: the desk's half of the digest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from desktop_app.domain.digest import Digest


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


class FeedIndex(Protocol):
    """What the server delivered; `digests` and `buckets` cost the same however much that is."""

    def put(self, rows: Sequence[Delivered]) -> None: ...
    def knows_case(self, case_uid: UUID) -> bool:
        """Whether anything of a case was delivered and is not gone."""

    def cases_without(self) -> list[UUID]:
        """The cases that are here and were not delivered; looks at every case."""

    def remove(self, scope: str, kind: str, uid: UUID) -> None: ...
    def remove_case(self, scope: str, case_uid: UUID) -> None:
        """Forget everything that belongs to a case; asked before the case itself is removed."""

    def clear(self) -> None: ...
    def digests(self) -> Mapping[str, Digest]:
        """The digest of each scope of which anything was ever delivered."""

    def buckets(self, scope: str) -> list[Digest]:
        """The digest of each of the 256 buckets."""

    def in_buckets(self, scope: str, buckets: Collection[int]) -> list[Delivered]: ...
