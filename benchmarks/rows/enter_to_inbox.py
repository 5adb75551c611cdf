"""From Enter on the password to an inbox that is painted and takes a key, in fresh processes."""

from __future__ import annotations

from statistics import median

from benchmarks.fresh_process import run_compiled, write_bytecode
from benchmarks.measurement import Measurement, medians
from benchmarks.office import Office

_TIMES = 7
_PROGRAM = "benchmarks.programs.inbox"


def measure(office: Office) -> Measurement:
    """Sign in several times; the bare limit opens the file and runs the same statements."""
    write_bytecode(_PROGRAM, str(office.folder))
    facts = [run_compiled(_PROGRAM, str(office.folder)).facts for _ in range(_TIMES)]
    hashes = [float(each["hash_seconds"]) for each in facts]
    return medians(
        [each["seconds"] - each["hash_seconds"] for each in facts],
        [each["bare_seconds"] for each in facts],
        f"without the password hash (argon2id), which took {median(hashes) * 1000:.0f} ms",
    )
