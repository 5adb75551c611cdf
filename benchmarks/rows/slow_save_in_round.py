"""How long the slowest saves take while a round of ten thousand runs."""

from __future__ import annotations

from statistics import quantiles

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync.saves_in_round import seconds_of_saves

_P99 = 98  # of the 99 cuts


def measure(_: Office) -> Measurement:
    """Take the p99 of saves with their outbox rows; bare is the same while nothing runs."""
    during, at_rest = seconds_of_saves()
    value, bare = (quantiles(seconds, n=100)[_P99] for seconds in (during, at_rest))
    note = f"n = {len(during)}, p99, slowest {max(during) * 1000:.0f} ms"
    return Measurement(value, bare, note)
