"""`python -m benchmarks [--long] [NAME …]`: measures rows into build/bench.json.

Rows that take many minutes are measured with `--long` or by name; what they showed last is kept in
docs/evidence/.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.fresh_process import ROOT, ProcessFailedError, run_module
from benchmarks.machine import load_words, machine_lines
from benchmarks.measurement import Measurement
from benchmarks.office import CASES
from benchmarks.office_building import build_office
from benchmarks.result import (
    Result,
    figures_line,
    lines_without_figures,
    result_of,
    table_lines,
    write_results,
)
from benchmarks.targets import Target, read_targets

_BENCH = ROOT / "build" / "bench.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write; 0 even if a target is missed, 1 when a row broke off."""
    targets = read_targets()
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(targets))
    parser.add_argument("--long", action="store_true", help="rows that take many minutes as well")
    asked = parser.parse_args(arguments)
    names = asked.names or [name for name in targets if asked.long or not targets[name].long]
    unknown = [name for name in names if name not in targets]
    if unknown:
        parser.error(f"no row {', '.join(unknown)}; there are {', '.join(targets)}")
    print("\n".join(machine_lines()), flush=True)
    with TemporaryDirectory(prefix="loket-bench-", ignore_cleanup_errors=True) as folder:
        print(f"building an office with {CASES:,} cases", flush=True)
        office = build_office(Path(folder) / "office")
        results, broken = _measure([targets[name] for name in names], office.folder)
    print("\n" + "\n".join(table_lines(results)))
    print(
        "\n".join(lines_without_figures([targets[name] for name in targets if name not in names]))
    )
    write_results(results, _BENCH)
    missed = [result.target.name for result in results if not result.met]
    print(f"\nat the end: {load_words()}; written to {_BENCH.relative_to(ROOT).as_posix()}")
    print(f"missed: {', '.join(missed)}" if missed else "every measured target is met")
    if broken:
        print(f"broken off: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def _measure(targets: Sequence[Target], office: Path) -> tuple[list[Result], list[str]]:
    """Measure each row in a process of its own; return the results and the names that broke."""
    results: list[Result] = []
    broken: list[str] = []
    for target in targets:
        print(f"measuring {target.name}", flush=True)
        try:
            facts = run_module("benchmarks.one_row", target.name, str(office)).facts
        except ProcessFailedError as error:
            print(error, file=sys.stderr, flush=True)
            broken.append(target.name)
        else:
            results.append(result_of(target, Measurement(**facts)))
            print(figures_line(results[-1]), flush=True)  # whoever stops here has seen this much
    return results, broken


if __name__ == "__main__":
    sys.exit(main())
