"""Remembers what was typed and is not on the disk, for whoever leaves the work."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Unkept:
    """What the disk would not take; told and asked in the lane that writes, and outlives pages."""

    def __init__(self) -> None:
        self._what: set[Hashable] = set()

    def watch(self, what: Hashable, keep: Callable[[], T]) -> T:
        """Run `keep`, and count `what` as not kept until that goes well; raises what it raises."""
        self._what.add(what)
        kept = keep()
        self._what.discard(what)
        return kept

    def __bool__(self) -> bool:
        return bool(self._what)
