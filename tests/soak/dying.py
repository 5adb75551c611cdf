"""A desk whose process dies at a chosen commit, and a printer that costs no time."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self, cast

from desktop_app.domain.documents import OfficialLetter, Receipt
from desktop_app.domain.ports import OpenWork, UnitOfWork
from tests.soak.faults import KilledError


class Death:
    """When the desk dies: at the commit that many commits ahead, before it or just after."""

    def __init__(self) -> None:
        self._commits_left: int | None = None
        self._after = False

    def comes(self, commits_ahead: int, *, after: bool) -> None:
        self._commits_left = commits_ahead
        self._after = after

    def is_called_off(self) -> None:
        self._commits_left = None

    @property
    def is_ahead(self) -> bool:
        return self._commits_left is not None

    def at_commit(self, work: UnitOfWork) -> None:
        """Commit, unless the desk is dead before it could; raises KilledError when it dies."""
        is_due = self._commits_left == 0
        if self._commits_left is not None:
            self._commits_left -= 1
        if is_due and not self._after:
            raise KilledError
        work.commit()
        if is_due:
            raise KilledError


class MortalWork:
    """A transaction of a desk that may die."""

    def __init__(self, work: UnitOfWork, death: Death) -> None:
        self._work = work
        self._death = death

    def __enter__(self) -> Self:
        self._work.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._work.__exit__(kind, error, trace)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        self._death.at_commit(self._work)


def mortal(open_work: OpenWork, death: Death) -> OpenWork:
    """Return what opens transactions that the desk may not survive."""

    def opened() -> UnitOfWork:
        return cast("UnitOfWork", MortalWork(open_work(), death))

    return opened


class PlainPrinter:
    """Writes what a letter says and draws nothing: letters are proved elsewhere."""

    def receipt(self, receipt: Receipt) -> bytes:
        return f"%PDF-1.4 {receipt!r}".encode()

    def official_letter(self, letter: OfficialLetter) -> bytes:
        return f"%PDF-1.4 {letter!r}".encode()
