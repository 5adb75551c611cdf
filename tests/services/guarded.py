"""How a use case is called that needs a right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext
from tests.desk import Desk

Call = Callable[[DeskContext], object]


@dataclass(frozen=True)
class Guarded:
    """What a use case needs; `ready` makes what it works on and returns the call."""

    right: Right
    ready: Callable[[Desk], Call]
