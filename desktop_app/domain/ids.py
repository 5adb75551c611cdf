"""Identifiers made where a thing is made: UUID version 7 (RFC 9562, 5.7)."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VERSION = 7
_TAIL_BITS = 74
_TAIL_MASK = (1 << _TAIL_BITS) - 1


def uuid7(milliseconds: int, tail: int) -> UUID:
    """Lay out 48 bits of Unix milliseconds and 74 free bits as a version 7 UUID."""
    high = tail >> 62 & 0xFFF
    low = tail & ((1 << 62) - 1)
    number = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    return UUID(int=number)


def time_in(uid: UUID) -> datetime | None:
    """Return when a version 7 UUID was made, in UTC to the millisecond; None for any other.

    None too where that lies beyond the year 9999, as only a made-up one tells.
    """
    if uid.version != _VERSION:
        return None
    try:
        return _UNIX_EPOCH + timedelta(milliseconds=uid.int >> 80)
    except OverflowError:
        return None


def to_the_millisecond(moment: datetime) -> datetime:
    """Leave off what a version 7 UUID cannot tell of a time."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def succeeding(uid: UUID) -> UUID:
    """Return the identifier under which a refused change is sent again.

    It is of the same time, and the same on every copy of a disk, so that only one of them is done.
    """
    tail = int.from_bytes(hashlib.sha256(uid.bytes).digest()) & _TAIL_MASK
    return uuid7(uid.int >> 80, tail)


class UidMaker:
    """Makes identifiers that never go backwards, even when the PC's clock does."""

    def __init__(self, clock: Callable[[], datetime], random_bits: Callable[[int], int]) -> None:
        self._clock = clock
        self._random_bits = random_bits
        self._lock = threading.Lock()
        self._last = (0, 0)

    def __call__(self) -> UUID:
        """Return the next identifier; a stopped or late clock only raises the free bits."""
        now = int(self._clock().timestamp() * 1000)
        with self._lock:
            milliseconds, tail = self._last
            if now > milliseconds:
                milliseconds, tail = now, self._random_bits(_TAIL_BITS)
            else:
                tail += 1 + self._random_bits(32)
                if tail > _TAIL_MASK:
                    milliseconds, tail = milliseconds + 1, self._random_bits(_TAIL_BITS)
            self._last = (milliseconds, tail)
            return uuid7(milliseconds, tail)
