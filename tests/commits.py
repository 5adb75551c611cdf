"""Real transactions whose commit a test does itself, or does not: how programs die."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, cast

from desktop_app.domain.ports import OpenWork, UnitOfWork

Commit = Callable[[UnitOfWork], None]


class _Watched:
    """Works like the transaction it holds, until it should become durable."""

    def __init__(self, work: UnitOfWork, commit: Commit) -> None:
        self._work = work
        self._commit = commit

    def __enter__(self) -> Self:
        self._work.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._work.__exit__(kind, error, trace)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        self._commit(self._work)


def committing(open_work: OpenWork, commit: Commit) -> OpenWork:
    """Return what opens the same transactions and has this commit them."""

    def opened() -> UnitOfWork:
        return cast("UnitOfWork", _Watched(open_work(), commit))

    return opened
