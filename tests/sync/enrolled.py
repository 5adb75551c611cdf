"""Desks of the golden regency, enrolled at a real server and worked at through the use cases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random, SystemRandom
from typing import Protocol, Unpack
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop_app.bootstrap.lists import (
    shipped_calendar_version,
    shipped_categories,
    shipped_free_days,
    villages_of,
)
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import PendingChange
from desktop_app.domain.ids import UidMaker
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import MoveName
from desktop_app.letters.printer import PdfPrinter
from desktop_app.services.context import DeskContext
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.keep_file import keep_file
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.set_up_desk import SetUpDesk, set_up_desk
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.sync.desk import Desk, desk_of
from desktop_app.sync.engine import run_round
from desktop_app.sync.enrolment import Enrolled, enrol
from desktop_app.sync.report import Progress, RoundReport
from desktop_app.sync.transport import Transport
from tests.desk import CHEAP, PASSWORD, TestClock, an_intake
from tests.house.tree import ROOT
from tests.server_process import ServerProcess
from tests.sync.rounds import Wishes

DIRECTORY = ROOT / "tests" / "contract" / "directory.json"

AGENCY = UUID("01935d00-0000-7000-8000-0000000a0004")
VILLAGE = UUID("01935d00-0000-7000-8000-0000000a0003")
RINA = ("BBS", "01935d00-0000-7000-8000-0000000b0001")  # clerk and verifier of the district
TONO = ("BBS", "01935d00-0000-7000-8000-0000000b0006")  # clerk of the district
SARI = ("GDS", "01935d00-0000-7000-8000-0000000b0003")  # secretary of the village
HADI = ("KRN", "01935d00-0000-7000-8000-0000000b0007")  # clerk of another district


class Operated(Protocol):
    """A server as one meets it who enrols a desk: its address and its operator."""

    @property
    def url(self) -> str: ...

    def cli(self, *arguments: str) -> str: ...


@dataclass(frozen=True)
class EnrolledDesk:
    """One person at a desk that a real server knows."""

    context: DeskContext
    profile: OpenProfile
    transport: Transport

    def round(
        self, progress: Callable[[Progress], None] | None = None, **wishes: Unpack[Wishes]
    ) -> RoundReport:
        return run_round(self.transport, self.parts(), progress=progress, **wishes)

    def parts(self) -> Desk:
        """The desk as a round sees it."""
        profile = self.profile
        return desk_of(self.context, open_fetched=profile.write_fetched, counter=profile.counter)

    def good_round(self, **wishes: Unpack[Wishes]) -> RoundReport:
        """Do a round that must not meet trouble."""
        report = self.round(**wishes)
        assert report.trouble is None, (report.trouble, report.trouble.facts)
        return report

    def register(self, **changes: object) -> Case:
        request = RegisterCase(an_intake(self.context, **changes))
        return register_case(request, self.context).case

    def attach(self, content: bytes, name: str) -> tuple[str, str]:
        """Take a file into the store, as a drop on the form does."""
        return keep_file(content, name, self.context).sha256, name

    def move(self, case: Case, name: MoveName, text: str = "", office: UUID | None = None) -> None:
        move_case(MoveCase(case.uid, name, text, office), self.context)

    def note(self, case: Case, text: str, *files: tuple[bytes, str]) -> None:
        kept = tuple(keep_file(content, name, self.context) for content, name in files)
        write_entry(WriteEntry(case.uid, EntryKind.NOTE, text, kept), self.context)

    def correct(self, case: Case, *, title: str, place: str) -> None:
        request = CorrectCase(
            case.uid, title=title, category=case.category, village_code=case.village_code,
            place=place,
        )  # fmt: skip
        correct_case(request, self.context)

    def case(self, case: Case) -> Case:
        """The case as it stands here; it must be here."""
        with self.profile.read() as work:
            found = work.cases.get(case.uid)
        assert found is not None
        return found

    def knows(self, case: Case) -> bool:
        with self.profile.read() as work:
            return work.cases.get(case.uid) is not None

    def entries(self, case: Case) -> list[TimelineEntry]:
        with self.profile.read() as work:
            return work.timeline.of_case(case.uid)

    def waiting(self) -> list[PendingChange]:
        with self.profile.read() as work:
            return work.outbox.waiting(10_000)

    def rejected(self) -> list[PendingChange]:
        with self.profile.read() as work:
            return work.outbox.rejected()


@contextmanager
def a_regency(folder: Path) -> Iterator[ServerProcess]:
    """Run the golden regency's server in a process of its own."""
    folder.mkdir(exist_ok=True)
    with ServerProcess(folder) as process:
        process.cli("init", "--from", str(DIRECTORY))
        process.start()
        yield process


def code_for(server: Operated, who: tuple[str, str]) -> str:
    """Have the operator print a one-time code."""
    return server.cli("code", "--office", who[0], "--person", who[1]).strip()


@contextmanager
def an_enrolled_desk(
    folder: Path, server: Operated, who: tuple[str, str], *, line: str = ""
) -> Iterator[EnrolledDesk]:
    """Enrol a new desk; `line` is another address on which the server is reached."""
    enrolled = enrol(line or server.url, code_for(server, who), device_name="PC Loket")
    profile = Profile.create(
        folder, enrolled.person.uid, enrolled.person.name, PASSWORD, cost=CHEAP
    )
    transport = Transport(enrolled.identity.server_url)
    try:
        _set_up(enrolled, profile)
        yield EnrolledDesk(_context(enrolled, profile), profile, transport)
    finally:
        transport.close()
        profile.close()


@contextmanager
def a_copy_of(desk: EnrolledDesk, kept: Path, folder: Path) -> Iterator[EnrolledDesk]:
    """Copy a desk's folder as it lies there, and sit down at the copy."""
    shutil.copytree(kept, folder)
    context = desk.context
    profile = Profile.open(folder, context.person.uid, PASSWORD)
    transport = Transport(context.device.server_url)
    try:
        copied = replace(
            context,
            open_work=profile.write,
            open_read=profile.read,
            files=profile.files,
            keys=profile.keys,
            new_uid=UidMaker(context.clock, SystemRandom().getrandbits),
        )
        yield EnrolledDesk(copied, profile, transport)
    finally:
        transport.close()
        profile.close()


def _set_up(enrolled: Enrolled, profile: OpenProfile) -> None:
    set_up_desk(
        SetUpDesk(
            identity=enrolled.identity,
            office=enrolled.office,
            person=enrolled.person,
            letter_block=enrolled.letter_block,
            categories=shipped_categories(),
            free_days=shipped_free_days(),
            calendar_version=shipped_calendar_version(),
            epoch=enrolled.epoch,
            server_key=enrolled.server_key,
        ),
        profile.write,
    )


def _context(enrolled: Enrolled, profile: OpenProfile) -> DeskContext:
    clock = TestClock()
    return DeskContext(
        open_work=profile.write,
        open_read=profile.read,
        files=profile.files,
        keys=profile.keys,
        printer=PdfPrinter(),
        clock=clock,
        new_uid=UidMaker(clock, Random(enrolled.identity.device_uid.int).getrandbits),
        person=enrolled.person,
        office=enrolled.office,
        device=enrolled.identity,
        zone=ZoneInfo(enrolled.office.time_zone),
        villages=villages_of(enrolled.office.region_code),
    )
