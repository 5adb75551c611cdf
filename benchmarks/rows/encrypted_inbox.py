"""From a click on a part of the list to its painted rows and sums, encrypted beside plain."""

from __future__ import annotations

from benchmarks.encryption.seats import measure_deed
from benchmarks.encryption.twins import twins_of
from benchmarks.measurement import Measurement
from benchmarks.office import Office

_TIMES = 20


def measure(office: Office) -> Measurement:
    """Switch between all open cases and those in work; bare is the same desk without a key."""
    note = "100,000 open cases and about 77,000 of them in turn; bare is the plain twin"
    return measure_deed(twins_of(office), "inbox", times=_TIMES, note=note)
