"""A new desk gets its office, its first person, its letter and its lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.categories import Category
from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.domain.people import Office, Person
from desktop_app.domain.ports import OpenWork


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day off; `kind` is "holiday" or "joint_leave"."""

    day: date
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class SetUpDesk:
    """What enrolment gave, and the lists that ship with the program.

    With `epoch` and `server_key` a desk can write a bundle before it ever had a line.
    """

    identity: DeviceIdentity
    office: Office
    person: Person
    letter_block: LetterBlock
    categories: Iterable[Category]
    free_days: Iterable[FreeDay]
    calendar_version: str
    epoch: str = ""
    server_key: bytes = b""


def set_up_desk(request: SetUpDesk, open_work: OpenWork) -> None:
    """Store all of it in one transaction, so that a desk is set up wholly or not at all."""
    with open_work() as work:
        work.directory.put_office(request.office)
        work.directory.put_person(request.person)
        for category in request.categories:
            work.reference.put_category(category)
        for free in request.free_days:
            work.reference.put_free_day(free.day, free.name, free.kind)
        work.reference.set_calendar_version(request.calendar_version)
        work.numbers.put_letter_block(request.letter_block)
        work.state.set_identity(request.identity)
        work.state.set_sync_marks(SyncMarks({}, request.epoch))
        work.state.set_server_key(request.server_key)
        work.commit()
