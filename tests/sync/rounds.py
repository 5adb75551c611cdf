"""A desk with a real encrypted profile that can do rounds with any server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import FieldConflict, PendingChange
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.ports import UnitOfWork
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.sync.engine import run_round
from desktop_app.sync.report import Progress, RoundReport
from desktop_app.sync.transport import Patience, Transport
from tests.builders import CLERK_UID, NOW
from tests.desk import CHEAP, PASSWORD

PATIENT = Patience(connect=5.0, read=5.0)


@dataclass
class RoundDesk:
    """A profile and its line to the server."""

    profile: OpenProfile
    transport: Transport
    told: list[Progress] = field(default_factory=list)
    batch: int = 500

    def round(self, *, cancelled: Callable[[], bool] | None = None) -> RoundReport:
        """Do one round and begin the next as this one advises."""
        report = run_round(
            self.transport,
            self.profile.write,
            files=self.profile.files,
            clock=lambda: NOW,
            new_uid=uuid4,
            progress=self.told.append,
            cancelled=cancelled,
            batch=self.batch,
        )
        self.batch = report.batch
        return report

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
        with self.profile.read() as work:
            return work.state.sync_marks().cursors


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
    try:
        desk = RoundDesk(profile, transport)
        if enrolled:
            desk.store(lambda work: work.state.set_identity(identity))
        yield desk
    finally:
        transport.close()
        profile.close()
