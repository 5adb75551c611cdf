"""What a row measures: our value and the bare limit, taken in turn so that drift hits both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row's outcome in seconds or bytes; `note` says how often and what else matters."""

    value: float
    bare: float
    note: str


def alternate(
    ours: Callable[[], float], bare: Callable[[], float], *, times: int, warm_up: int = 2
) -> tuple[list[float], list[float]]:
    """Call both in turn, the first `warm_up` of each uncounted; each call returns its own time."""
    taken = [(ours(), bare()) for _ in range(warm_up + times)][warm_up:]
    return [mine for mine, _ in taken], [limit for _, limit in taken]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def medians(ours: Sequence[float], bare: Sequence[float], note: str = "") -> Measurement:
    """Sum up seconds by their medians; the note begins with how many and the slowest."""
    facts = f"n = {len(ours)}, slowest {max(ours) * 1000:.0f} ms"
    return Measurement(median(ours), median(bare), f"{facts}; {note}" if note else facts)
