"""What an open desk does with its server: rounds, tests of the connection, bundles by kurir."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.long_work import Cancelled
from desktop_app.sync.connection import try_connection
from desktop_app.sync.desk import Desk
from desktop_app.sync.engine import run_round
from desktop_app.sync.report import Pace, Progress, RoundReport
from desktop_app.ui.shell.doors import (
    BundleReport,
    CheckedStep,
    ConnectionStep,
    RoundEnd,
    RoundProgress,
    RoundStage,
)

if TYPE_CHECKING:
    from desktop_app.sync.transport import Transport


class Rounds:
    """Runs one thing after the other in the network lane.

    Keeps the connection and the pace from round to round.
    """

    def __init__(self, desk: Desk, server_url: str) -> None:
        self._desk = desk
        self._server_url = server_url
        self._line: Transport | None = None
        self._pace = Pace()

    def run(
        self,
        *,
        progress: Callable[[RoundProgress], None] | None = None,
        cancelled: Cancelled | None = None,
        files_allowed: bool = True,
        may_remove_many: bool = False,
        check_everything: bool = False,
    ) -> RoundEnd:
        """Do one round; trouble is in what it returns, never raised."""
        report = run_round(
            self._transport(),
            self._desk if cancelled is None else replace(self._desk, cancelled=cancelled),
            progress=None if progress is None else lambda told: progress(_progress(told)),
            pace=self._pace,
            files_allowed=files_allowed,
            may_remove_many=may_remove_many,
            check_everything=check_everything,
        )
        self._pace = report.pace
        return _end(report)

    def check_connection(self, tell: Callable[[CheckedStep], None]) -> None:
        """Try the connection; each step is told as it turns out."""
        transport, clock = self._transport(), self._desk.clock
        identity = self._identity()
        for tried in try_connection(self._server_url, identity, transport=transport, clock=clock):
            tell(CheckedStep(ConnectionStep(tried.step.value), tried.trouble, tried.facts))

    def enrol_again(self, code: str) -> None:
        """Join the server again, which has forgotten this desk."""
        from desktop_app.sync.enrolling_again import enrol_again

        enrol_again(self._desk, self._server_url, code)
        self._transport().token = ""

    def write_bundle(self, path: Path) -> BundleReport:
        """Write what waits here into a file that another desk can carry."""
        from desktop_app.sync.kurir.writing import write_bundle

        written = write_bundle(self._desk, path)
        return BundleReport(
            written.changes, written.files, written.changes_left, written.files_left
        )

    def carry_bundle(self, path: Path) -> Path:
        """Bring a bundle of any desk to the server; return the file with its answer."""
        from desktop_app.sync.kurir.carrying import carry_bundle
        from desktop_app.sync.server import CentralServer

        return carry_bundle(CentralServer(self._transport(), self._identity()), path)

    def take_answer(self, path: Path, *, may_remove_many: bool = False) -> RoundEnd:
        """Take in what came back."""
        from desktop_app.sync.kurir.taking import take_answer

        return _end(take_answer(self._desk, path, may_remove_many=may_remove_many))

    def close(self) -> None:
        """Let go of the connection."""
        if self._line is not None:
            self._line.close()

    def _transport(self) -> Transport:
        # The network's libraries cost start-up time that only a first round should pay.
        from desktop_app.sync.transport import Transport

        if self._line is None:
            authority = self._identity().server_authority
            self._line = Transport(self._server_url, authority=authority)
        return self._line

    def _identity(self) -> DeviceIdentity:
        """Return who this desk is now: a copied one gets another identity in its next round."""
        with self._desk.open_read() as work:
            identity = work.state.identity()
        if identity is None:
            raise ExpectedError(Trouble.NOT_ENROLLED)
        return identity


def _progress(told: Progress) -> RoundProgress:
    return RoundProgress(RoundStage(told.stage.value), told.done, told.total)


def _end(report: RoundReport) -> RoundEnd:
    return RoundEnd(
        touched=report.touched,
        trouble=report.trouble,
        cancelled=report.cancelled,
        record=report.record,
        bytes_per_second=report.bytes_per_second,
    )
