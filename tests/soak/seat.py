"""One PC of a history: its profile folder, whoever sits there, its line to the server.

Everything that knows how a desk is put together stands here; it is put together as bootstrap does.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop_app.bootstrap.lists import villages_of
from desktop_app.domain.ids import UidMaker
from desktop_app.domain.places import Village
from desktop_app.domain.ports import Printer
from desktop_app.services.context import DeskContext
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.storage.profile_folder import KEYS
from desktop_app.sync.desk import Desk, desk_of
from desktop_app.sync.engine import run_round
from desktop_app.sync.report import Pace
from desktop_app.sync.transport import Transport
from tests.commits import committing
from tests.desk import PASSWORD
from tests.soak.deeds import Deed, Outcome
from tests.soak.desk_view import DeskView, view_of
from tests.soak.dying import Death
from tests.soak.ended import Ended, ended
from tests.soak.faults import KilledError
from tests.soak.hands import perform
from tests.soak.statements import CompiledStatements

_villages = cache(villages_of)


@dataclass
class _Session:
    """What lives as long as the program runs."""

    profile: OpenProfile
    context: DeskContext
    desk: Desk
    transport: Transport
    pace: Pace


class SeatHere:
    """A PC; `start` opens the program there, `kill` pulls its plug."""

    def __init__(
        self,
        folder: Path,
        connect: Callable[[], Transport],
        clock: Callable[[], datetime],
        *,
        printer: Printer,
        starts: int = 0,
        shared: CompiledStatements | None = None,
    ) -> None:
        self.folder = folder
        self._death = Death()
        self._connect = connect
        self._clock = clock
        self._printer = printer
        self._starts = starts
        self._shared = shared
        self._session: _Session | None = None

    @property
    def is_running(self) -> bool:
        return self._session is not None

    @property
    def person_uid(self) -> UUID:
        """Who sits here."""
        return self._running().context.person.uid

    def start(self) -> None:
        """Sign in; a second start is a program that was opened again."""
        self._starts += 1
        (holder,) = KeyFile(self.folder / KEYS).holders()
        person_uid = holder.uid
        profile = Profile.open(self.folder, person_uid, PASSWORD)
        if self._shared is not None:
            for engine in profile._engines:
                self._shared.share_with(engine)
        with profile.read() as work:
            identity = work.state.identity()
            person = work.directory.person(person_uid)
            assert identity is not None
            assert person is not None
            office = work.directory.office(identity.office_uid)
            assert office is not None
        chance = Random(f"{self.folder.name} {self._starts}")
        context = DeskContext(
            open_work=committing(profile.write, self._death.at_commit),
            open_read=profile.read,
            files=profile.files,
            keys=profile.keys,
            printer=self._printer,
            clock=self._clock,
            new_uid=UidMaker(self._clock, chance.getrandbits),
            person=person,
            office=office,
            device=identity,
            zone=ZoneInfo(office.time_zone),
            villages=_villages_of(office.region_code),
        )
        desk = desk_of(
            context,
            open_fetched=committing(profile.write_fetched, self._death.at_commit),
            counter=profile.counter,
        )
        self._session = _Session(profile, context, desk, self._connect(), Pace())

    def kill(self) -> None:
        """End the program as a power cut does: what was not committed is gone."""
        session, self._session = self._running(), None
        self._death.is_called_off()
        session.transport.close()
        session.profile.close()

    def dies(self, soon: int, *, after: bool) -> None:
        """Let the program die at a commit, before or just after it."""
        self._death.comes(soon, after=after)

    def lives_on(self) -> bool:
        """Call the death off; say whether it was still ahead."""
        was_ahead = self._death.is_ahead
        self._death.is_called_off()
        return was_ahead

    def perform(self, deed: Deed) -> Outcome:
        """Have somebody do this; raises KilledError when the program died over it."""
        return perform(deed, self._running().context)

    def round(self) -> Ended:
        """Do a sync round; raises KilledError when the program died in it."""
        session = self._running()
        report = run_round(session.transport, session.desk, pace=session.pace)
        session.pace = report.pace
        return ended(report)

    def view(self) -> DeskView:
        """Look at everything this PC holds."""
        return view_of(self._running().context)

    def copy_to(self, folder: Path) -> None:
        """Copy the disk of this PC, running or not."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*-shm", "lock"))

    def restore_from(self, copy: Path) -> None:
        """Put an older copy of the disk in place of what is there."""
        if self.is_running:
            self.kill()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)

    def _running(self) -> _Session:
        if self._session is None:
            raise KilledError
        return self._session


def _villages_of(region_code: str) -> dict[str, Village]:
    return _villages(".".join(region_code.split(".")[:2]))
