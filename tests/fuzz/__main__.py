"""Fuzzes one target in this process: `python -m tests.fuzz NAME --seconds N ...`.

`tests.soak fuzz` starts it. An error ends nothing: it is kept once for each place, and the run goes
on. The last line is JSON that says what it came to.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import atheris

with atheris.instrument_imports(include=["desktop_app", "central_server"]):
    from tests.fuzz.mutating import mutated
    from tests.fuzz.targets import TARGETS, Target, corpus_of

_SLOW = 1.0  # seconds of CPU for one input, with coverage counted
_MEMORY_MB = 2048
_HEAD = re.compile(rb"[a-z_]{1,16}\n")


@dataclass
class Run:
    """One run of one target; `seconds` of CPU, counted from when it is made."""

    target: Target
    seconds: float
    found: Path
    tried: int = 0
    slowest: float = 0.0
    kinds: dict[str, str] = field(default_factory=dict)
    began: float = field(default_factory=time.process_time)

    def one(self, content: bytes) -> None:
        """Try one input; the run ends when its time is over."""
        before = time.process_time()
        try:
            self.target.read(content)
        except Exception as error:  # noqa: BLE001 - whatever a reader raises is what is looked for
            self._keep(_place(error), content)
        took = time.process_time() - before
        self.tried += 1
        self.slowest = max(self.slowest, took)
        if took > _SLOW:
            self._keep(f"slow: {took:.0f} s", content)
        if before - self.began > self.seconds:
            self._end()

    def _keep(self, kind: str, content: bytes) -> None:
        if kind not in self.kinds:
            name = f"{len(self.kinds)}.input"
            self.kinds[kind] = name
            (self.found / name).write_bytes(content)

    def _end(self) -> None:
        told = {
            "tried": self.tried,
            "cpu_seconds": round(time.process_time() - self.began),
            "slowest_ms": round(self.slowest * 1000),
            "findings": self.kinds,
        }
        print(json.dumps(told), flush=True)
        sys.stderr.flush()
        os._exit(1 if self.kinds else 0)  # the engine would end with words of its own


def _place(error: Exception) -> str:
    """Name an error by its kind and the innermost line of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "site-packages" not in one.filename]
    at = ours[-1]
    return f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno} {at.name}"


def _mutator(target: Target) -> Any:
    def mutate(content: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if target.is_tree and random.random() < 0.7:
            head = _HEAD.match(content) if target.has_head else None
            at = head.end() if head else 0
            new = mutated(content[:at], content[at:], random)
            if new is not None and len(new) <= most:
                return new
        changed: bytes = atheris.Mutate(content, most)
        return changed

    return mutate


def main() -> None:
    """Begin with the kept corpus and the seeds, and go on until the time is over."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("name", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=60, help="of CPU")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, required=True, help="for the corpus and findings")
    options = parser.parse_args()
    target = TARGETS[options.name]
    corpus, found = options.folder / "corpus", options.folder / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    for number, content in enumerate([*target.seeds(), *corpus_of(options.name)]):
        (corpus / f"kept-{number}").write_bytes(content)
    run = Run(target, options.seconds, found)
    engine = [
        sys.argv[0],
        f"-seed={options.seed}",
        f"-max_len={target.longest}",
        f"-rss_limit_mb={_MEMORY_MB}",
        f"-artifact_prefix={found}/",
        "-timeout=60",
        "-print_final_stats=1",
        str(corpus),
    ]
    atheris.Setup(engine, run.one, custom_mutator=_mutator(target))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
