"""Whether a change costs the server more when it stores more cases."""

from __future__ import annotations

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync.change_cost import cost_among


def measure(_: Office) -> Measurement:
    """Measure beside 1,000 (bare), 10,000 and 100,000 cases."""
    return cost_among((1_000, 10_000, 100_000))
