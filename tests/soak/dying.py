"""A desk whose process dies at a chosen commit, and a printer that costs no time."""

from __future__ import annotations

from desktop_app.domain.documents import OfficialLetter, Receipt, RecoverySheet, Report
from desktop_app.domain.ports import UnitOfWork
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


class PlainPrinter:
    """Writes what a letter says and draws nothing: letters are proved elsewhere."""

    def receipt(self, receipt: Receipt) -> bytes:
        return f"%PDF-1.4 {receipt!r}".encode()

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        return f"%PDF-1.4 {sheet!r}".encode()

    def official_letter(self, letter: OfficialLetter) -> bytes:
        return f"%PDF-1.4 {letter!r}".encode()

    def report(self, report: Report) -> bytes:
        return f"%PDF-1.4 {report!r}".encode()
