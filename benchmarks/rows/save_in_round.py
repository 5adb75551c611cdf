"""How long a save takes while a round of ten thousand runs."""

from __future__ import annotations

from statistics import median

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync.saves_in_round import seconds_of_saves


def measure(_: Office) -> Measurement:
    """Take the median of saves with their outbox rows; bare is the same while nothing runs."""
    during, at_rest = seconds_of_saves()
    return Measurement(median(during), median(at_rest), f"n = {len(during)}, median")
