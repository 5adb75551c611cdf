"""Let somebody of the office in by a one-time code: a new colleague, or one who forgot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import CODE_LASTS
from desktop_app.domain.people import Person
from desktop_app.domain.permissions import Right
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand


@dataclass(frozen=True, slots=True)
class GivenCode:
    """What is read out to somebody; it is shown once and kept nowhere."""

    person: Person
    code: str
    until: datetime


def let_in(person_uid: UUID, context: DeskContext) -> GivenCode:
    """Give somebody a code; a password of theirs goes on until they choose another one.

    Raises NOT_ALLOWED, RECORD_GONE (nobody of this office, or not in service), and what writing a
    file may meet.
    """
    demand(Right.LET_IN, context)
    with context.open_read() as work:
        person = work.directory.person(person_uid)
    if person is None or not person.active or person.office_uid != context.office.uid:
        raise ExpectedError(Trouble.RECORD_GONE)
    until = context.clock() + CODE_LASTS
    note_alone(AuditKind.CODE_GIVEN, context, facts={"whom": str(person.uid)})
    return GivenCode(person, context.keys.give_code(person.uid, person.name, until), until)
