"""The bytes that ten thousand changes of one kilobyte take to send."""

from __future__ import annotations

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync import traffic


def measure(_: Office) -> Measurement:
    """Count both sides of the line; bare is one packed body."""
    counted = traffic.of_push()
    return Measurement(
        counted.up,
        counted.bare,
        f"up with all headers; {counted.down:,} bytes down; bare is one packed body",
    )
