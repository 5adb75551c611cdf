"""`python3 dev.py soak fuzz`: every reader of foreign bytes, each for its minutes of CPU.

Each target runs in a process of its own, which counts coverage. Exit code 0 says that no input was
found that a reader does not know how to refuse. With `--keep` the corpus in tests/data/fuzz is
written anew.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fuzz.keeping import keep
from tests.fuzz.targets import TARGETS, corpus_of
from tests.house.tree import ROOT

_COVERED = re.compile(r"cov: (\d+) ft: (\d+)")
_IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What became of one target; `covered` are edges and features as libFuzzer counts them."""

    name: str
    told: dict[str, Any]
    covered: tuple[int, int]

    def line(self) -> str:
        edges, features = self.covered
        told = self.told
        return (
            f"{self.name:<16} {told['cpu_seconds']:>6,} s {told['tried']:>12,} inputs"
            f" {edges:>5} edges {features:>6,} features, slowest {told['slowest_ms']:,} ms,"
            f" {len(told['findings'])} found"
        )


def main(arguments: Sequence[str]) -> int:
    """Run what the command line says; the last line sums it up."""
    options = _options(arguments)
    names = options.only or list(TARGETS)
    with _folder(options.folder) as folder, ThreadPoolExecutor(options.processes) as pool:
        run = partial(_run, folder=folder, seconds=options.minutes * 60, seed=options.seed)
        done = list(pool.map(run, names))
        for fuzzed in done if options.keep else ():
            corpus = (folder / fuzzed.name / "corpus").iterdir()
            inputs = [*(path.read_bytes() for path in corpus), *corpus_of(fuzzed.name)]
            print(f"{fuzzed.name}: {keep(fuzzed.name, inputs)} inputs kept", flush=True)
    for fuzzed in done:
        for place, content in fuzzed.told["findings"].items():
            print(f"{fuzzed.name}: {place}: {content!r}")
    found = sum(len(fuzzed.told["findings"]) for fuzzed in done)
    seconds = sum(fuzzed.told["cpu_seconds"] for fuzzed in done)
    print(f"{len(done)} targets, {seconds / 60:.0f} minutes of CPU, {found} found")
    return 1 if found else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py soak fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20, help="of CPU for each target")
    parser.add_argument("--seed", type=int, default=1)
    names = ", ".join(TARGETS)
    parser.add_argument("--only", nargs="+", choices=TARGETS, metavar="NAME", help=names)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keeps all that is gathered, to go on with")
    parser.add_argument("--keep", action="store_true", help="write tests/data/fuzz anew")
    return parser.parse_args(arguments)


@contextmanager
def _folder(wanted: Path | None) -> Iterator[Path]:
    if wanted is not None:
        yield wanted.resolve()
        return
    with TemporaryDirectory(prefix="loket-fuzz-") as folder:
        yield Path(folder)


def _run(name: str, *, folder: Path, seconds: float, seed: int) -> Fuzzed:
    """Fuzz one target; RuntimeError where the engine itself ended the process."""
    own = folder / name
    own.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.fuzz", name]
    command += ["--seconds", str(seconds), "--seed", str(seed), "--folder", str(own)]
    # Files that readers are given are written a thousand times a second.
    scratch = {"TMPDIR": str(_IN_MEMORY)} if _IN_MEMORY.is_dir() else {}
    with (own / "words").open("w+", encoding="utf-8", errors="replace") as words:
        ran = subprocess.run(
            command, cwd=ROOT, env=os.environ | scratch, stdout=subprocess.PIPE, stderr=words,
            check=False, encoding="utf-8",
        )  # fmt: skip
        words.seek(0)
        said = words.read()
    if ran.returncode not in {0, 1}:
        raise RuntimeError(f"{name} ended with {ran.returncode}:\n{said[-2000:]}")
    told = json.loads(ran.stdout.splitlines()[-1])
    told["findings"] = {
        place: (own / "found" / file).read_bytes() for place, file in told["findings"].items()
    }
    edges, features = (_COVERED.findall(said) or [(0, 0)])[-1]
    fuzzed = Fuzzed(name, told, (int(edges), int(features)))
    print(fuzzed.line(), flush=True)
    return fuzzed
