"""Cuts what a round writes into pieces, so that no save waits long for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from desktop_app.domain.ports import Counter

T = TypeVar("T")

# A transaction of this many rows takes four milliseconds; one of MOST_AT_ONCE thirty, at less cost.
MOST_WHILE_BUSY = 40


def slices(rows: Sequence[T], most: int, counter: Counter) -> Iterator[Sequence[T]]:
    """Yield at most so many rows at a time, and fewer while people save one thing after another.

    There is one, empty, when there are no rows.
    """
    first = 0
    while True:
        size = min(most, MOST_WHILE_BUSY) if counter.is_busy() else most
        yield rows[first : first + size]
        first += size
        if first >= len(rows):
            return
