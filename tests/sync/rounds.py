"""A desk with a real encrypted profile that can do rounds with any server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypedDict, Unpack
from uuid import uuid4

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import FieldConflict, PendingChange
from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.notices import Notice
from desktop_app.domain.ports import UnitOfWork
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.sync.desk import Desk
from desktop_app.sync.engine import run_round
from desktop_app.sync.report import Pace, Progress, RoundReport
from desktop_app.sync.transport import Patience, Transport
from tests.builders import CLERK_UID, NOW, a_letter_block, an_office
from tests.desk import CHEAP, PASSWORD
from tests.sync.scripted_server import EPOCH

PATIENT = Patience(connect=5.0, read=5.0)


class Wishes(TypedDict, total=False):
    """What a round may be asked beside the usual."""

    files_allowed: bool
    may_remove_many: bool
    check_everything: bool


@dataclass
class RoundDesk:
    """A profile and its line to the server."""

    folder: Path
    profile: OpenProfile
    transport: Transport
    told: list[Progress] = field(default_factory=list)
    pace: Pace = field(default_factory=Pace)
    now: datetime = NOW

    def round(
        self, *, cancelled: Callable[[], bool] | None = None, **wishes: Unpack[Wishes]
    ) -> RoundReport:
        """Do one round and begin the next as this one advises."""
        desk = self.parts()
        if cancelled is not None:
            desk = replace(desk, cancelled=cancelled)
        return self.round_with(desk, **wishes)

    def round_with(self, desk: Desk, **wishes: Unpack[Wishes]) -> RoundReport:
        """Do one round with this in place of the desk's own parts."""
        report = run_round(
            self.transport, desk, progress=self.told.append, pace=self.pace, **wishes
        )
        self.pace = report.pace
        return report

    def parts(self) -> Desk:
        """The desk as a round sees it."""
        profile = self.profile
        return Desk(
            profile.write,
            profile.read,
            profile.files,
            clock=lambda: self.now,
            new_uid=uuid4,
            open_fetched=profile.write_fetched,
            counter=profile.counter,
        )

    def store(self, write: Callable[[UnitOfWork], object]) -> None:
        """Write something in one transaction."""
        with self.profile.write() as work:
            write(work)
            work.commit()

    def queue(self, *changes: PendingChange) -> None:
        """Put changes into the outbox."""
        with self.profile.write() as work:
            for change in changes:
                work.outbox.add(change)
            work.commit()

    def put(self, *cases: Case) -> None:
        with self.profile.write() as work:
            for case in cases:
                work.cases.put(case)
            work.commit()

    def case(self, case: Case) -> Case | None:
        """The case as it stands on this desk."""
        with self.profile.read() as work:
            return work.cases.get(case.uid)

    def waiting(self) -> list[PendingChange]:
        with self.profile.read() as work:
            return work.outbox.waiting(10_000)

    def rejected(self) -> list[PendingChange]:
        with self.profile.read() as work:
            return work.outbox.rejected()

    def conflicts(self) -> list[FieldConflict]:
        with self.profile.read() as work:
            return work.conflicts.all()

    def cursors(self) -> dict[str, int]:
        return self.marks().cursors

    def marks(self) -> SyncMarks:
        with self.profile.read() as work:
            return work.state.sync_marks()

    def notices(self) -> list[Notice]:
        with self.profile.read() as work:
            return work.notices.all()

    def identity(self) -> DeviceIdentity:
        with self.profile.read() as work:
            identity = work.state.identity()
        assert identity is not None
        return identity


@contextmanager
def a_round_desk(
    folder: Path,
    identity: DeviceIdentity,
    *,
    patience: Patience = PATIENT,
    enrolled: bool = True,
) -> Iterator[RoundDesk]:
    """Make a profile that belongs to this device, unless it was never enrolled."""
    profile = Profile.create(folder, CLERK_UID, "Sari Rekaan", PASSWORD, cost=CHEAP)
    transport = Transport(identity.server_url, patience=patience)
    desk = RoundDesk(folder, profile, transport)
    try:
        if enrolled:
            desk.store(lambda work: _set_up(work, identity))
        yield desk
    finally:
        transport.close()
        desk.profile.close()


def _set_up(work: UnitOfWork, identity: DeviceIdentity) -> None:
    work.state.set_identity(identity)
    work.state.set_sync_marks(SyncMarks({}, EPOCH))
    work.directory.put_office(an_office(uid=identity.office_uid))
    work.numbers.put_letter_block(a_letter_block())
