"""Transactions of a program that dies at a chosen moment, as if the power went."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from desktop_app.domain.ports import OpenWork, UnitOfWork


class DeathError(Exception):
    """The power went."""


class Mortal:
    """Counts the commits of a desk; the one with the number `dies_at` is its last.

    `after` says that this commit still reached the disk.
    """

    def __init__(self, open_work: OpenWork, dies_at: int, *, after: bool) -> None:
        self.commits = 0
        self._open_work = open_work
        self._dies_at = dies_at
        self._after = after

    def __call__(self) -> Any:
        return _MortalWork(self._open_work(), self)

    def commit(self, work: UnitOfWork) -> None:
        self.commits += 1
        if self.commits == self._dies_at and not self._after:
            raise DeathError
        work.commit()
        if self.commits == self._dies_at:
            raise DeathError


class _MortalWork:
    def __init__(self, work: UnitOfWork, mortal: Mortal) -> None:
        self._work = work
        self._mortal = mortal

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
        self._mortal.commit(self._work)
