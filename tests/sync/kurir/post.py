"""A stick on its way between a desk without a line and one that has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.notices import NoticeKind
from desktop_app.sync.kurir.carrying import carry_bundle
from desktop_app.sync.kurir.taking import take_answer
from desktop_app.sync.kurir.writing import write_bundle
from desktop_app.sync.report import RoundReport
from desktop_app.sync.server import CentralServer
from tests.sync.enrolled import EnrolledDesk

PHOTO = b"\xff\xd8\xff\xe0" + b"jembatan retak " * 20_000


class Post:
    """A stick, the desk that writes on it, and the one that carries it to the server."""

    def __init__(self, folder: Path, desk: EnrolledDesk, carrier: EnrolledDesk) -> None:
        self.folder = folder
        self.desk = desk
        self.carrier = carrier
        self._written = 0

    def write(self, name: str = "", who: EnrolledDesk | None = None) -> Path:
        self._written += 1
        path = self.folder / f"{name or self._written}.kurir"
        write_bundle((who or self.desk).parts(), path)
        return path

    def carry(self, bundle: Path) -> Path:
        return carry_bundle(server_of(self.carrier), bundle)

    def take(self, answer: Path) -> RoundReport:
        return take_answer(self.desk.parts(), answer)

    def round_trip(self) -> RoundReport:
        """Write, carry and take; nothing may go wrong."""
        report = self.take(self.carry(self.write()))
        assert report.trouble is None, (report.trouble, report.trouble.facts)
        return report


def server_of(desk: EnrolledDesk) -> CentralServer:
    return CentralServer(desk.transport, desk.context.device)


def state_of(desk: EnrolledDesk) -> tuple[object, ...]:
    """Everything a bundle may change on a desk, but for the bundles it remembers."""
    with desk.profile.read() as work:
        return (
            [change.uid for change in work.outbox.waiting(10_000)],
            [change.uid for change in work.outbox.rejected()],
            work.transfers.uploads(),
            work.state.sync_marks(),
            work.cases.count(),
            work.state.last_server_time(),
            work.rounds.last(100),
        )


def notices_of(desk: EnrolledDesk) -> list[NoticeKind]:
    with desk.profile.read() as work:
        return [notice.kind for notice in work.notices.all()]


def trouble_of(call: Callable[..., object], *arguments: object) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        call(*arguments)
    return caught.value
