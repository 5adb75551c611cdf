"""How often a device or an address may ask; kept in each process for itself.

Nothing correct depends on it: docs/decisions/0025-limits-live-in-each-process.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from central_server.errors import too_often

_MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`sustained` requests a second for long, `burst` of them at once after a rest."""

    sustained: float
    burst: float


@dataclass(frozen=True, slots=True)
class RateLimits:
    """Every rate of `device` and of `address` must hold; none at all means no limit."""

    device: tuple[Rate, ...]
    address: tuple[Rate, ...]


# A device may ask 20 times a second for a minute, 5 times a second for long; an address that has
# shown no token once a second, and at once for a whole office that is switched on.
USUAL_LIMITS = RateLimits(device=(Rate(20, 40), Rate(5, 900)), address=(Rate(1, 30),))
NO_LIMITS = RateLimits(device=(), address=())


@dataclass(slots=True)
class _Bucket:
    """What is left of each rate, as of `filled_at` (seconds)."""

    left: list[float]
    filled_at: float


@dataclass(slots=True)
class Turnstile:
    """Counts who asks; any thread may."""

    rates: tuple[Rate, ...]
    clock: Callable[[], datetime]
    _buckets: dict[Hashable, _Bucket] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def pass_through(self, who: Hashable) -> None:
        """Count a request; raises RequestError BUSY with the seconds to wait."""
        if not self.rates:
            return
        now = self.clock().timestamp()
        with self._lock:
            bucket = self._filled(who, now)
            missing = [
                (1 - left) / rate.sustained
                for rate, left in zip(self.rates, bucket.left, strict=True)
                if left < 1
            ]
            if missing:
                raise too_often(math.ceil(max(missing)))
            bucket.left = [left - 1 for left in bucket.left]

    def _filled(self, who: Hashable, now: float) -> _Bucket:
        """Return the bucket of somebody, with what has come in since the last time."""
        full = [rate.burst for rate in self.rates]
        bucket = self._buckets.get(who)
        if bucket is None:
            if len(self._buckets) >= _MOST_REMEMBERED:
                self._forget_the_rested(now)
            bucket = self._buckets[who] = _Bucket(full, now)
        passed = max(0.0, now - bucket.filled_at)  # a clock may be set back
        bucket.left = [
            min(rate.burst, left + passed * rate.sustained)
            for rate, left in zip(self.rates, bucket.left, strict=True)
        ]
        bucket.filled_at = now
        return bucket

    def _forget_the_rested(self, now: float) -> None:
        """Forget who has not asked for so long that nothing is known of them any more."""
        rest = max(rate.burst / rate.sustained for rate in self.rates)
        self._buckets = {
            who: bucket for who, bucket in self._buckets.items() if now - bucket.filled_at < rest
        }
