"""An invented desk that needs no server, and cases for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

from desktop_app.bootstrap.desk import open_desk, system_clock
from desktop_app.bootstrap.lists import (
    shipped_calendar_version,
    shipped_categories,
    shipped_free_days,
)
from desktop_app.domain.cases import Case, CaseText, Channel
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.domain.people import Office, OfficeKind, Person, Role
from desktop_app.services.context import DeskContext
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.set_up_desk import SetUpDesk, set_up_desk
from desktop_app.storage.key_wrap import Cost
from desktop_app.storage.profile import Profile

PASSWORD = "uji-mandiri-1234"
# Nobody listens there: the discard port, on this PC.
_NO_SERVER = "http://127.0.0.1:9"
_DEVICE_UID = UUID("00000000-0000-7000-8000-0000000e0001")
_SERVER_ID = UUID("00000000-0000-7000-8000-0000000e0002")
_OFFICE = Office(
    uid=UUID("00000000-0000-7000-8000-0000000e0003"),
    code="UJI",
    name="Kecamatan Uji Mandiri",
    kind=OfficeKind.DISTRICT,
    region_code="33.03.09",
    regency_name="Kabupaten Rekaan",
    district_name="Uji Mandiri",
    address="Jalan Rekaan Nomor 99",
    place="Rekaan",
    letter_unit="UJI",
)
_PERSON = Person(
    uid=UUID("00000000-0000-7000-8000-0000000e0004"),
    office_uid=_OFFICE.uid,
    name="Petugas Uji",
    roles=frozenset({Role.CLERK, Role.VERIFIER, Role.SIGNER}),
    position="Petugas Loket",
)
_LETTERS = 50
# What an invented password guards need not be dear; the check of the encryption pays the full.
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)


def make_desk(folder: Path, cost: Cost = CHEAP) -> None:
    """Make a profile with its office, its person and the lists that ship."""
    profile = Profile.create(folder, _PERSON.uid, _PERSON.name, PASSWORD, cost=cost)
    year = system_clock().year
    try:
        set_up_desk(
            SetUpDesk(
                identity=DeviceIdentity(
                    device_uid=_DEVICE_UID,
                    letter="A",
                    office_uid=_OFFICE.uid,
                    server_url=_NO_SERVER,
                    server_id=_SERVER_ID,
                    private_key=bytes(range(32)),
                ),
                office=_OFFICE,
                person=_PERSON,
                letter_block=LetterBlock(
                    year, first=1, last=_LETTERS, next_number=1, expires_on=date(year, 12, 31)
                ),
                categories=shipped_categories(),
                free_days=shipped_free_days(),
                calendar_version=shipped_calendar_version(),
            ),
            profile.write,
        )
    finally:
        profile.close()


@contextmanager
def sitting_at(folder: Path, password: str = PASSWORD) -> Iterator[DeskContext]:
    """Sit down at the desk that `make_desk` made there."""
    desk = open_desk(folder, _PERSON.uid, password, clock=system_clock)
    try:
        yield desk.context
    finally:
        desk.close()


def registered(context: DeskContext, title: str, words: str) -> Case:
    """Take an invented report at the counter."""
    draft = IntakeDraft(
        uid=context.new_uid(),
        channel=Channel.WALK_IN,
        reporter_name="Contoh Pelapor",
        text=CaseText(
            title=title,
            words=words,
            category="roads_bridges",
            village_code=next(iter(context.villages), ""),
            place="RT 99 RW 99",
        ),
    )
    return register_case(RegisterCase(draft, date_confirmed=True), context).case
