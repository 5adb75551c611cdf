"""How often a desk asks in a round that sends a hundred changes."""

from __future__ import annotations

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync import traffic


def measure(_: Office) -> Measurement:
    """Count the requests of the whole round; bare is one."""
    counted = traffic.of_delta()
    return Measurement(
        counted.requests,
        1,
        f"{counted.up:,} bytes up, {counted.down:,} down, its own records among them",
    )
