"""A higher office lets the office complained about know of a case, or takes that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.people import Office, OfficeKind
from desktop_app.domain.permissions import Right, may
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import entry_record
from desktop_app.domain.releases import (
    LONGEST,
    REASON_LENGTH,
    Release,
    ReleaseKind,
    entry_kind_of,
    is_above,
    release_record,
    standing_releases,
)
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.typed_text import text_problems, typed
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext, Done, Save, begin_save, case_or_trouble
from desktop_app.services.demand import demand, not_allowed
from desktop_app.services.entries import new_entry
from desktop_app.services.privacy.withholding import complained_offices, withheld_from


@dataclass(frozen=True, slots=True)
class GiveRelease:
    """Let an office know; `until` is the last day, of an identity alone."""

    case_uid: UUID
    kind: ReleaseKind
    to_office_uid: UUID | None
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class EndRelease:
    """Take back what an office was let know."""

    case_uid: UUID
    kind: ReleaseKind
    to_office_uid: UUID | None
    reason: str


def may_release_case(to_office: UUID, context: DeskContext, work: UnitOfWork) -> bool:
    """Say whether this person may let that office know of a case that complains about it."""
    offices = {office.uid: office for office in work.directory.offices()}
    is_higher = is_above(context.office.uid, to_office, offices)
    return is_higher and may(context.actor, Right.RELEASE)


def may_release_identity(case: Case, context: DeskContext) -> bool:
    """Say whether this person may let another office know who reported."""
    is_ours = case.office_uid == context.office.uid and not case.anonymous
    is_open = case.identity_state is IdentityState.OPEN
    return is_ours and is_open and may(context.actor, Right.RELEASE)


def give_release(request: GiveRelease, context: DeskContext) -> Done:
    """Store the release with its entry and queue both; raises RECORD_GONE, NOT_ALLOWED, PROBLEMS.

    An office that does not have the case is not told who reported it, nor one complained about.
    """
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        _demand(request.kind, request.to_office_uid, case, context, work=work)
        problems = text_problems(request.reason, REASON_LENGTH)
        if request.kind is ReleaseKind.IDENTITY:
            problems += _identity_problems(request, case, context, work=work)
        elif request.to_office_uid not in withheld_from(case, work):
            problems.append(Problem("office", ProblemCode.OFFICE_UNKNOWN))
        return _stored(request, case, context, work=work, problems=problems)


def end_release(request: EndRelease, context: DeskContext) -> Done:
    """Take back every release to that office that stands; raises as `give_release` does."""
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        _demand(request.kind, request.to_office_uid, case, context, work=work)
        standing = [
            release
            for release in standing_releases(work.releases.of_case(case.uid), request.kind)
            if release.to_office_uid == request.to_office_uid
        ]
        if not standing:
            raise ExpectedError(Trouble.RECORD_CHANGED)
        problems = text_problems(request.reason, REASON_LENGTH)
        return _stored(request, case, context, work=work, problems=problems, ended=standing)


def _demand(
    kind: ReleaseKind, to: UUID | None, case: Case, context: DeskContext, *, work: UnitOfWork
) -> None:
    demand(Right.RELEASE, context)
    if kind is ReleaseKind.CASE:
        allowed = to is not None and may_release_case(to, context, work)
    else:
        allowed = may_release_identity(case, context)
    if not allowed:
        raise not_allowed(Right.RELEASE, context)


def _stored(
    request: GiveRelease | EndRelease,
    case: Case,
    context: DeskContext,
    *,
    work: UnitOfWork,
    problems: list[Problem],
    ended: list[Release] | None = None,
) -> Done:
    if problems or request.to_office_uid is None:
        raise ExpectedError(Trouble.PROBLEMS, problems=tuple(problems))
    save = begin_save(context, work, case.uid)
    for given in (None,) if ended is None else ended:
        _store(request, request.to_office_uid, save, given)
    return save.finish()


def _store(request: GiveRelease | EndRelease, to: UUID, save: Save, ends: Release | None) -> None:
    person = save.context.person
    release = Release(
        uid=save.context.new_uid(),
        case_uid=save.case_uid,
        kind=request.kind,
        to_office_uid=to,
        reason=typed(request.reason),
        until=request.until if isinstance(request, GiveRelease) else None,
        ends=None if ends is None else ends.uid,
        person_uid=person.uid,
        person_name=person.name,
        office_uid=save.context.office.uid,
        made_at=save.at,
    )
    entry = new_entry(save, entry_kind_of(release), text=release.reason, to_office_uid=to)
    save.work.releases.put_all([release])
    save.work.timeline.put(entry)
    operation = Operation.RELEASE_GIVE if ends is None else Operation.RELEASE_END
    body = {"release": release_record(release), "entry": entry_record(entry)}
    save.queue(operation, release.uid, body, uid=entry.uid)
    facts = {
        "what": release.kind.value,
        "office": str(to),
        "ends": "no" if ends is None else "yes",
        "until": release.until.isoformat() if release.until else "",
    }
    note(
        AuditKind.RELEASED,
        save.context,
        work=save.work,
        case_uid=save.case_uid,
        facts=facts,
        at=save.at,
    )


def _identity_problems(
    request: GiveRelease, case: Case, context: DeskContext, *, work: UnitOfWork
) -> list[Problem]:
    found: list[Problem] = []
    office = None
    if request.to_office_uid is None:
        found.append(Problem("office", ProblemCode.REQUIRED))
    else:
        office = work.directory.office(request.to_office_uid)
        if request.to_office_uid in complained_offices(case, work):
            found.append(Problem("office", ProblemCode.COMPLAINED_OFFICE))
        elif office is None or not _has(office, case):
            found.append(Problem("office", ProblemCode.OFFICE_UNKNOWN))
    today = context.today()
    if request.until is None or not today <= request.until < today + LONGEST:
        found.append(Problem("until", ProblemCode.REQUIRED))
    return found


def _has(office: Office, case: Case) -> bool:
    return office.kind is OfficeKind.REGENCY or office.uid == case.assigned_office_uid
