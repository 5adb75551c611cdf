"""A program that dies at a chosen commit, as if the power went."""

from __future__ import annotations

from desktop_app.domain.ports import UnitOfWork


class DeathError(Exception):
    """The power went."""


class Mortal:
    """Counts commits; the one with the number `dies_at` is the last.

    `after` says that this commit still reached the disk.
    """

    def __init__(self, dies_at: int, *, after: bool) -> None:
        self._commits = 0
        self._dies_at = dies_at
        self._after = after

    def commit(self, work: UnitOfWork) -> None:
        """Commit, unless the power went before; raises DeathError when it goes."""
        self._commits += 1
        if self._commits == self._dies_at and not self._after:
            raise DeathError
        work.commit()
        if self._commits == self._dies_at:
            raise DeathError
