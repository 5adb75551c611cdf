"""From the key that goes to the next case to its painted page, encrypted beside plain."""

from __future__ import annotations

from benchmarks.encryption.seats import measure_deed
from benchmarks.encryption.twins import twins_of
from benchmarks.measurement import Measurement
from benchmarks.office import Office

_TIMES = 40


def measure(office: Office) -> Measurement:
    """Go down the list; bare is the same desk without a key."""
    note = "↓ and J in a list of 100,000; bare is the plain twin"
    return measure_deed(twins_of(office), "open", times=_TIMES, note=note)
