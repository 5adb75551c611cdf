"""`python3 dev.py soak api`: many requests made from the contract, at a server that runs.

Exit code 0 says that every answer was one of the document and none a failure of the server.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.openapi.machine import Hammer, run_histories
from tests.openapi.running import a_hammered_server

_AT_ONCE = 1000  # cases, after which it tells how far it is


def main(arguments: Sequence[str]) -> int:
    """Run what the command line says; the last line sums it up."""
    parser = argparse.ArgumentParser(prog="dev.py soak api", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same requests")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    with (
        TemporaryDirectory(prefix="loket-api-") as folder,
        a_hammered_server(Path(folder)) as hammer,
    ):
        seed_number = options.seed
        try:
            while hammer.cases < options.cases:
                left = options.cases - hammer.cases
                run_histories(hammer, cases=min(left, _AT_ONCE), seed_number=seed_number)
                seed_number += 1
                print(f"so far {_sum(hammer)}", flush=True)
        except KeyboardInterrupt:
            print("cut short")
        for line in hammer.distribution():
            print(line)
        for where, words in hammer.breaches.items():
            print(f"{where}: {words}")
        print(f"{time.monotonic() - started:.0f} s")
        print(_sum(hammer))
        return 1 if hammer.breaches else 0


def _sum(hammer: Hammer) -> str:
    failures = sum(n for key, n in hammer.told.items() if int(key[-3:]) >= 500)
    return f"{hammer.cases} cases, {failures} answers of 5xx, {len(hammer.breaches)} breaches"
