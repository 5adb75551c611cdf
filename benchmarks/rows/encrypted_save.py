"""From the key that saves to the painted card with the number, encrypted beside plain."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.encryption.seats import measure_deed
from benchmarks.encryption.twins import twins_of
from benchmarks.measurement import Measurement
from benchmarks.office import Office

_TIMES = 20


def measure(office: Office) -> Measurement:
    """Save reports one after the other; bare is the same desk without a key."""
    note = "Ctrl+S in an office of 100,000; bare is the plain twin"
    with TemporaryDirectory() as folder:
        twins = twins_of(office).copy(Path(folder))
        return measure_deed(twins, "save", times=_TIMES, note=note)
