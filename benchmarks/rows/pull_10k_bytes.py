"""The bytes that ten thousand cases take to reach a new desk."""

from __future__ import annotations

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync import traffic


def measure(_: Office) -> Measurement:
    """Count both sides of the line; bare is one packed body."""
    counted = traffic.of_pull()
    return Measurement(
        counted.down,
        counted.bare,
        f"down with all headers; {counted.up:,} bytes up; bare is one packed body",
    )
