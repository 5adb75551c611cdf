"""Many desks at one server, a few at a time or all at once, each in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any

from benchmarks.sync.wire_desks import WireDesk
from desktop_app.domain.cases import Case

Pushes = Sequence[tuple[WireDesk, list[dict[str, Any]]]]


def at_once(works: Sequence[Callable[[], None]]) -> list[float]:
    """Begin all of these at one moment; return the seconds of each, raising the first trouble."""
    gate = threading.Barrier(len(works))

    def timed(work: Callable[[], None]) -> float:
        gate.wait()
        begun = perf_counter()
        work()
        return perf_counter() - begun

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(timed, works))


def registrations(desk: WireDesk, pattern: Case, count: int) -> list[dict[str, Any]]:
    """Write that many changes: cases, each with a note."""
    changes = []
    for _ in range(count // 2):
        created = desk.new_case(pattern)
        changes += [created, desk.note(created["case"])]
    return changes
