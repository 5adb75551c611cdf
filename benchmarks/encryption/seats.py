"""A process at each of the twins, told in turn what to do, so that drift hits both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from benchmarks.encryption.twins import TWIN_CASES, Twins
from benchmarks.fresh_process import ROOT, ProcessFailedError
from benchmarks.measurement import Measurement, alternate, medians

_PATIENCE_S = 60.0


class Seat:
    """One window that obeys; `signed_in` are the seconds from Enter without the hash."""

    def __init__(self, profile: Path, *, plain: bool) -> None:
        program = [sys.executable, "-m", "benchmarks.programs.twin", str(profile), str(TWIN_CASES)]
        self._process = subprocess.Popen(
            [*program, "--plain"] if plain else program,
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._input = cast("IO[str]", self._process.stdin)
        self._output = cast("IO[str]", self._process.stdout)
        self.signed_in = self._heard()

    def seconds_of(self, deed: str) -> float:
        """Have something done and return how long it took until it was painted."""
        print(deed, file=self._input, flush=True)
        return self._heard()

    def close(self) -> None:
        """Close the window as its person would."""
        self._process.communicate(timeout=_PATIENCE_S)

    def _heard(self) -> float:
        line = self._output.readline()
        if not line:
            raise ProcessFailedError(f"a twin ended with {self._process.wait(_PATIENCE_S)}")
        return float(json.loads(line)["seconds"])


@contextmanager
def seated(twins: Twins) -> Iterator[tuple[Seat, Seat]]:
    """Sit down at both, the encrypted one first."""
    with ExitStack() as stack:
        seats = []
        for profile, plain in ((twins.encrypted, False), (twins.plain, True)):
            seats.append(Seat(profile, plain=plain))
            stack.callback(seats[-1].close)
        yield seats[0], seats[1]


def measure_deed(twins: Twins, deed: str, *, times: int, note: str) -> Measurement:
    """Have both do the same in turn."""
    with seated(twins) as (encrypted, plain):
        taken = alternate(
            lambda: encrypted.seconds_of(deed), lambda: plain.seconds_of(deed), times=times
        )
    return medians(*taken, note)
