"""How often a new desk asks to receive ten thousand cases."""

from __future__ import annotations

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync import traffic


def measure(_: Office) -> Measurement:
    """Count the requests after sign-in; bare is one."""
    counted = traffic.of_pull()
    return Measurement(counted.requests, 1, f"{counted.up:,} bytes up, {counted.down:,} down")
