"""From the start of a process to the painted sign-in screen, beside the baseline script."""

from __future__ import annotations

from benchmarks.fresh_process import run_compiled, write_bytecode
from benchmarks.measurement import Measurement, alternate, medians
from benchmarks.office import Office

_TIMES = 9
_OURS = "benchmarks.programs.sign_in"
_BASELINE = "benchmarks.programs.baseline"


def measure(office: Office) -> Measurement:
    """Start both in turn, each in a process of its own."""
    database = (str(office.database), office.database_key.hex())
    write_bytecode(_OURS, str(office.profile))
    write_bytecode(_BASELINE, *database)

    def ours() -> float:
        return _seconds_to_paint(_OURS, str(office.profile))

    def bare() -> float:
        return _seconds_to_paint(_BASELINE, *database)

    note = "fresh processes with bytecode; bare is the baseline script"
    return medians(*alternate(ours, bare, times=_TIMES), note)


def _seconds_to_paint(module: str, *arguments: str) -> float:
    report = run_compiled(module, *arguments)
    return float(report.facts["painted_at"]) - report.started_at
