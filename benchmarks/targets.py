"""The promises: which rows there are and what each must reach."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from benchmarks import rows

TARGETS = Path(__file__).with_name("targets.toml")
# How many of a unit make one second, one byte or one request, in which rows measure.
UNITS: Mapping[str, float] = {"s": 1.0, "ms": 1000.0, "MB": 1e-6, "kB": 1e-3, "requests": 1.0}


@dataclass(frozen=True, slots=True)
class Target:
    """One promise; `words` as they were given, a limit in `unit` or as a ratio to the bare one.

    `or_more` is how much above the bare one the value may always be, whatever the ratio. A `long`
    one takes many minutes and is measured only when it is asked for.
    """

    name: str
    words: str
    unit: str
    limit_value: float | None = None
    limit_ratio: float | None = None
    or_more: float | None = None
    long: bool = False

    def is_met(self, value: float, ratio: float) -> bool:
        """Judge a value in `unit`; a promise without a limit is met when it was measured."""
        if self.limit_value is not None and value > self.limit_value:
            return False
        if self.or_more is not None and value - value / ratio <= self.or_more:
            return True
        return self.limit_ratio is None or ratio <= self.limit_ratio


def read_targets(path: Path = TARGETS) -> dict[str, Target]:
    """Read the promises by name, in their order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["row"]
    return {entry["name"]: _target(**entry) for entry in entries}


def not_built(path: Path = TARGETS) -> dict[str, str]:
    """Read what is promised for later: its words by name."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["not_built"]
    return {entry["name"]: entry["target"] for entry in entries}


def row_names() -> set[str]:
    """Name every row that can be measured, without loading any."""
    return {module.name for module in iter_modules(rows.__path__)}


def _target(target: str, **rest: Any) -> Target:
    return Target(words=target, **rest)
