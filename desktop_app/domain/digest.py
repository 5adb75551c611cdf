"""What both sides compare after a round: how many records a scope holds, and the sum of them all.

The sum is kept by adding and taking away, so its cost does not grow with what is stored.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.records import Record

BUCKETS = 256
_MODULUS = 2**64
_HASH_BYTES = 8
_HASH_TEXT = re.compile("[0-9a-f]{16}")
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Digest:
    """Number of records and the sum of their hashes modulo 2^64."""

    count: int = 0
    sum: int = 0

    def plus(self, record_hash: int) -> Digest:
        """Return the digest with one record more."""
        return Digest(self.count + 1, (self.sum + record_hash) % _MODULUS)

    def minus(self, record_hash: int) -> Digest:
        """Return the digest with one record less."""
        return Digest(self.count - 1, (self.sum - record_hash) % _MODULUS)

    def joined(self, other: Digest) -> Digest:
        """Return the digest of both together."""
        return Digest(self.count + other.count, (self.sum + other.sum) % _MODULUS)


def record_hash(kind: str, uid: UUID, version: int, body: Record) -> int:
    """Return the unsigned 64-bit hash of one record as it travels."""
    return written_hash(kind, uid, version, canonical(body))


def written_hash(kind: str, uid: UUID, version: int, written: str) -> int:
    """Return the hash of a record that `canonical` has written already."""
    text = f"{kind}\n{uid}\n{version}\n{written}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:_HASH_BYTES], "big")


def canonical(body: Record) -> str:
    """Write a record as JSON in the one spelling that is hashed."""
    return _ENCODER.encode(body)


def bucket_of(uid: UUID) -> int:
    """Return the bucket of a record: the last byte of its uid, which is random in every version."""
    return uid.int % BUCKETS


def hash_text(number: int) -> str:
    """Write a hash or a sum as 16 hexadecimal digits."""
    return f"{number:016x}"


def hash_from(text: str) -> int:
    """Read 16 hexadecimal digits; raises ValueError."""
    if not _HASH_TEXT.fullmatch(text):
        raise ValueError("16 hexadecimal digits expected")
    return int(text, 16)
