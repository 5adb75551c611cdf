"""What every history of one process shares; none of it remembers anything of a history."""

from __future__ import annotations

from copy import copy
from types import TracebackType
from typing import Self

from fastapi import FastAPI
from starlette.datastructures import State

from central_server.api.access import Parts
from central_server.app import application
from tests.soak.loop import EventLoop
from tests.soak.statements import CompiledStatements


class Machinery:
    """The loop that servers run in, their paths, and what was compiled; a context manager."""

    def __init__(self) -> None:
        self.loop = EventLoop()
        self.statements = CompiledStatements()
        self._application = application()

    def application_on(self, parts: Parts) -> FastAPI:
        """Return the application with parts of its own.

        To put the paths together takes longer than a round, and servers that die start anew.
        """
        app = copy(self._application)
        app.state = State({"parts": parts})
        return app

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.loop.close()
