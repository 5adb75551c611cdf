"""The messages that carry the audit trail."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop_app.domain.audit import AuditEntry, Link, entry_record
from desktop_app.sync import wire

MOST_ENTRIES = 500


class AuditAnswer(msgspec.Struct, frozen=True):
    """How far the server keeps the chain, None where it lacks what comes before.

    `parted` is the number after which a copy of this desk went another way.
    """

    kept: int | None
    parted: int | None


def entries_body(
    chain: bytes, entries: Sequence[AuditEntry], signature: bytes, *, loose: bool
) -> bytes:
    """Bring at most MOST_ENTRIES entries that follow each other, the last of them signed."""
    body = {
        "schema": wire.SCHEMA,
        "chain": chain.hex(),
        "entries": [entry_record(entry) for entry in entries],
        "signature": wire.base64_text(signature),
    }
    return msgspec.json.encode(body | ({"loose": True} if loose else {}))


def points_body(chain: bytes, points: Sequence[Link]) -> bytes:
    """Ask which of these places the server has."""
    named = [[point.number, point.hash.hex()] for point in points]
    return msgspec.json.encode({"schema": wire.SCHEMA, "chain": chain.hex(), "points": named})
