"""How often a desk asks to send ten thousand changes."""

from __future__ import annotations

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync import traffic


def measure(_: Office) -> Measurement:
    """Count the requests; bare is one."""
    counted = traffic.of_push()
    return Measurement(counted.requests, 1, f"{counted.up:,} bytes up, {counted.down:,} down")
