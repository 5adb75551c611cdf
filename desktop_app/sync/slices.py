"""Cuts what a round writes into pieces, so that no save waits long for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event
from typing import TypeVar

from desktop_app.domain.ports import Counter

T = TypeVar("T")

# A transaction of this many rows takes three milliseconds, one of a whole slice twenty.
MOST_WHILE_BUSY = 25
# Python runs one of us at a time: a save that begins while a round computes gets no further than
# where the round writes, and would wait there each time.
_REST = 0.005  # seconds


def slices(rows: Sequence[T], most: int, counter: Counter) -> Iterator[Sequence[T]]:
    """Yield at most so many rows at a time; fewer, and with rests, while saves have to wait.

    There is one, empty, when there are no rows.
    """
    first = 0
    while True:
        is_busy = counter.is_busy()
        size = min(most, MOST_WHILE_BUSY) if is_busy else most
        yield rows[first : first + size]
        first += size
        if first >= len(rows):
            return
        if is_busy:
            Event().wait(_REST)
