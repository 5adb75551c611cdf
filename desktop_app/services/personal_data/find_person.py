"""Find what the office holds about one person, who asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.nik import plain_nik
from desktop_app.domain.permissions import Right
from desktop_app.domain.personal_data import PersonSought
from desktop_app.domain.phone import PhoneError, normalise_phone
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.typed_text import typed
from desktop_app.domain.workflow import may_act_on
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.privacy.disclosing import may_tell
from desktop_app.services.privacy.reveal_identity import masked


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What was typed of somebody, as they wrote it."""

    nik: str = ""
    phone: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that somebody reported; `marks` say by what they were found: nik, phone, name.

    `state` is what may be done with who reported it. Numbers are masked; the title is None of a
    confidential case that this person has not opened today.
    """

    case_uid: UUID
    register_number: str
    title: str | None
    received_at: datetime
    reporter: Reporter
    marks: tuple[str, ...]
    state: IdentityState


def find_person(wanted: TypedPerson, context: DeskContext) -> tuple[FoundCase, ...]:
    """List the cases this office took from somebody, the newest first; noted in the audit trail.

    Raises NOT_ALLOWED, PROBLEMS (fields `phone`, `name`).
    """
    demand(Right.PERSONAL_DATA, context)
    sought = _sought(wanted)
    # Every name is looked at: nobody's save waits for that.
    with context.open_read() as work:
        found = [
            FoundCase(
                case_uid=case.uid,
                register_number=case.register_number,
                title=case.title if may_tell(case, context, work) else None,
                received_at=context.local(case.received_at),
                reporter=masked(reporter),
                marks=marks,
                state=case.identity_state,
            )
            for reporter in work.reporters.like(sought)
            if (marks := sought.marks_of(reporter))
            and (case := work.cases.get(reporter.case_uid)) is not None
            and may_act_on(Right.PERSONAL_DATA, case, context.actor)
        ]
    facts = {"what": "person_sought", "found": str(len(found))}
    note_alone(AuditKind.SEEN, context, facts=facts)
    return tuple(sorted(found, key=lambda one: one.received_at, reverse=True))


def _sought(wanted: TypedPerson) -> PersonSought:
    phone = wanted.phone.strip()
    try:
        phone = normalise_phone(phone) if phone else ""
    except PhoneError as error:
        raise ExpectedError(Trouble.PROBLEMS, problems=(Problem("phone", error.code),)) from None
    sought = PersonSought(plain_nik(wanted.nik).strip(), phone, typed(wanted.name))
    if sought.is_empty:
        problem = Problem("name", ProblemCode.REQUIRED)
        raise ExpectedError(Trouble.PROBLEMS, problems=(problem,))
    return sought
