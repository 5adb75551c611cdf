"""Lists of values that are too long for one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_MOST_AT_ONCE = 500  # SQLite takes some ten thousand values in one statement
_Value = TypeVar("_Value")


def in_parts(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """Cut a list into parts of which each goes into a statement of its own."""
    for first in range(0, len(values), _MOST_AT_ONCE):
        yield values[first : first + _MOST_AT_ONCE]
