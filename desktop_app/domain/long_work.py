"""Work that takes a while: whom it tells how far it is, and whom it asks whether to stop."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]  # how much is done, of how much
Cancelled = Callable[[], bool]


def never() -> bool:
    """Let the work go on to its end."""
    return False


def tell_nobody(_done: int, _total: int) -> None:
    """Keep to oneself how far the work is."""
