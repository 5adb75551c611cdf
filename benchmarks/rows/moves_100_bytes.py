"""The bytes that a hundred changes of status take to send."""

from __future__ import annotations

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync import traffic


def measure(_: Office) -> Measurement:
    """Count what goes up; bare is one packed body."""
    counted = traffic.of_moves()
    return Measurement(
        counted.up, counted.bare, f"up with all headers; {counted.requests} request(s)"
    )
