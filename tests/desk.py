"""A desk for tests: real use cases on a real encrypted profile, a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.bootstrap.lists import (
    shipped_calendar_version,
    shipped_categories,
    shipped_free_days,
    villages_of,
)
from desktop_app.domain.cases import CaseText, Channel
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.ids import UidMaker
from desktop_app.domain.people import Office, OfficeKind, Person, Role
from desktop_app.letters.printer import PdfPrinter
from desktop_app.services.context import DeskContext
from desktop_app.services.lookups import Lookups, read_lookups
from desktop_app.services.register_case import RegisterCase, Registered, register_case
from desktop_app.services.set_up_desk import SetUpDesk, set_up_desk
from desktop_app.storage.key_wrap import Cost
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.storage.unit_of_work import seen_by
from tests import builders

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
PASSWORD = "rahasia-contoh"


class TestClock:
    """Stands still until it is moved."""

    __test__ = False

    def __init__(self, now: datetime = builders.NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@dataclass(frozen=True)
class Desk:
    """One signed-in person at one desk."""

    context: DeskContext
    lookups: Lookups
    clock: TestClock
    profile: OpenProfile
    folder: Path

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Keep a property that fails from printing every village of the regency."""
        printer.text(f"<desk of {self.context.office.name}>")

    def with_roles(self, *roles: Role) -> DeskContext:
        """The same desk with somebody of other roles at it."""
        person = replace(self.context.person, roles=frozenset(roles))
        return replace(self.context, person=person)

    def registered(self, **changes: object) -> Registered:
        """A case registered through the use case, like the counter would."""
        return register_case(RegisterCase(an_intake(self.context, **changes)), self.context)


def an_intake(context: DeskContext, **changes: object) -> IntakeDraft:
    """A filled intake form; keywords replace fields of the draft or of its text."""
    text = CaseText(
        title="Lampu jalan padam",
        words="Lampu di depan sekolah padam sejak Rabu malam.",
        category="street_lighting",
        village_code="33.03.09.2001",
        place="RT 02 RW 03",
    )
    draft = IntakeDraft(
        uid=context.new_uid(),
        channel=Channel.WALK_IN,
        reporter_name="Contoh Pelapor",
        reporter_phone="0812-3456-7890",
        text=text,
    )
    of_text = {name: value for name, value in changes.items() if hasattr(text, name)}
    of_draft = {name: value for name, value in changes.items() if name not in of_text}
    return replace(draft, text=replace(text, **of_text), **of_draft)  # type: ignore[arg-type]  # names


@contextmanager
def a_desk(
    folder: Path,
    *,
    person: Person | None = None,
    office: Office | None = None,
    neighbours: tuple[Office, ...] = (),
    signer: Person | None = None,
) -> Iterator[Desk]:
    """Make a profile in `folder` and sit down at it; a clerk and verifier of the district desk."""
    clock = TestClock()
    sitting = person or builders.a_person(
        uid=builders.VERIFIER_UID, roles=frozenset({Role.CLERK, Role.VERIFIER})
    )
    at = office or builders.an_office()
    profile = Profile.create(folder / "profile", sitting.uid, sitting.name, PASSWORD, cost=CHEAP)
    try:
        identity = builders.an_identity(office_uid=at.uid)
        set_up_desk(
            SetUpDesk(
                identity=identity,
                office=at,
                person=sitting,
                letter_block=builders.a_letter_block(),
                categories=shipped_categories(),
                free_days=shipped_free_days(),
                calendar_version=shipped_calendar_version(),
            ),
            profile.write,
        )
        with profile.write() as work:
            for neighbour in neighbours or (a_village(), an_agency()):
                work.directory.put_office(neighbour)
            if signer is not None:
                work.directory.put_person(signer)
            work.commit()
        context = DeskContext(
            open_work=seen_by(profile.write, sitting.uid),
            open_read=seen_by(profile.read, sitting.uid),
            files=profile.files,
            keys=profile.keys,
            printer=PdfPrinter(),
            clock=clock,
            new_uid=UidMaker(clock, Random(7).getrandbits),
            person=sitting,
            office=at,
            device=identity,
            zone=ZoneInfo(at.time_zone),
            villages=villages_of(at.region_code),
        )
        yield Desk(context, read_lookups(context), clock, profile, folder / "profile")
    finally:
        profile.close()


def a_village() -> Office:
    """The village office beside the district desk."""
    return builders.an_office(
        uid=builders.VILLAGE_UID,
        code="GDS",
        name="Desa Gandasuli",
        kind=OfficeKind.VILLAGE,
        region_code="33.03.09.2001",
        parent_uid=builders.DISTRICT_UID,
    )


def an_agency() -> Office:
    """The transport agency of the regency."""
    return builders.an_office(
        uid=builders.AGENCY_UID,
        code="DINHUB",
        name="Dinas Perhubungan",
        kind=OfficeKind.AGENCY,
        region_code="",
        parent_uid=builders.REGENCY_UID,
    )
