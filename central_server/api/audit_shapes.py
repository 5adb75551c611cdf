"""Bodies about the audit trail, as OpenAPI shows them; docs/audit.md says what an entry is."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from central_server.api.shapes import Base64, Count, Shape, Version
from desktop_app.domain.audit import LARGEST_NUMBER

MOST_ENTRIES = 500
MOST_POINTS = 64
_SIGNATURE_BYTES = 64
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Code = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]
Fact = Annotated[str, Field(pattern="^[A-Za-z0-9_.,:+/-]{0,1000}$")]


class SentEntry(Shape):
    """One entry; the hash is over these keys sorted, without spaces, and no others."""

    v: Literal[1]
    n: Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
    at: Annotated[str, Field(description="UTC, to the microsecond")]
    device: UUID
    person: UUID | None
    kind: Code
    case: UUID | None
    facts: dict[Code, Fact]
    prev: Sha256

    def record(self) -> dict[str, Any]:
        """Return it as it was sent."""
        return self.model_dump(mode="json")


class AuditRequest(Shape):
    """Entries that follow each other, with a signature of the last; or places, to ask how far."""

    version: Version
    chain: Annotated[Sha256, Field(description="the hash of the first entry")]
    entries: Annotated[list[SentEntry], Field(max_length=MOST_ENTRIES, default_factory=list)]
    signature: Annotated[Base64, Field(max_length=_SIGNATURE_BYTES)] = b""
    loose: bool = False
    points: Annotated[
        list[tuple[Count, Sha256]], Field(max_length=MOST_POINTS, default_factory=list)
    ]


class AuditAnswer(Shape):
    """`kept`: how far the chain is kept, null where what comes before the entries is not.

    `parted`: the number after which this chain and that of a copy of the desk go different ways.
    """

    kept: Count | None
    parted: Count | None
