"""What every history of one process shares; none of it remembers anything of a history."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from tests.soak.loop import EventLoop
from tests.soak.statements import CompiledStatements


class Machinery:
    """The loop that servers run in, and what was compiled; use it as a context manager."""

    def __init__(self) -> None:
        self.loop = EventLoop()
        self.statements = CompiledStatements()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.loop.close()
