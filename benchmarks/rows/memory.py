"""What a process holds with the inbox on screen, beside what the baseline script holds."""

from __future__ import annotations

from statistics import median

from benchmarks.fresh_process import run_module
from benchmarks.measurement import Measurement, alternate
from benchmarks.office import Office

_TIMES = 3


def measure(office: Office) -> Measurement:
    """Run both in turn, each in a process of its own."""
    database = (str(office.database), office.database_key.hex())

    def ours() -> float:
        return float(run_module("benchmarks.programs.inbox", str(office.folder)).facts["resident"])

    def bare() -> float:
        return float(run_module("benchmarks.programs.baseline", *database).facts["resident"])

    taken, limit = alternate(ours, bare, times=_TIMES, warm_up=0)
    note = f"n = {_TIMES}; at rest: list and case shown, first sync round over; no limit was set"
    return Measurement(median(taken), median(limit), note)
