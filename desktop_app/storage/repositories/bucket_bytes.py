"""The digests of all buckets of a scope as one value: 16 bytes each, count, then sum.

To turn all 256 into numbers and back takes longer than a small page of the feed does otherwise, so
they stay bytes where only a few of them change.
"""

from __future__ import annotations

from struct import Struct, unpack

from desktop_app.domain.digest import BUCKETS, Digest

_DIGEST = Struct(">QQ")
NO_RECORDS = bytes(_DIGEST.size * BUCKETS)


def digests_in(written: bytes) -> list[Digest]:
    """Return the digest of each bucket."""
    return [Digest(*numbers) for numbers in _DIGEST.iter_unpack(written)]


def digest_over(written: bytes) -> Digest:
    """Return the digest of all buckets together."""
    numbers = unpack(f">{len(written) // 8}Q", written)
    return Digest(sum(numbers[::2]), sum(numbers[1::2]) % 2**64)


def change_bucket(written: bytearray, bucket: int, change: Digest) -> None:
    """Add to one of the digests written here."""
    place = bucket * _DIGEST.size
    digest = Digest(*_DIGEST.unpack_from(written, place)).joined(change)
    _DIGEST.pack_into(written, place, digest.count, digest.sum)
