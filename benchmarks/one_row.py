"""Measures one row in this process and prints it: `python -m benchmarks.one_row NAME OFFICE`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks.measurement import Measurement
from benchmarks.office import Office


def main(name: str, folder: str) -> None:
    """Measure the row of this name in the office of this folder."""
    measured: Measurement = import_module(f"benchmarks.rows.{name}").measure(Office(Path(folder)))
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main(*sys.argv[1:])
