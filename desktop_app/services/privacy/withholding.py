"""Notes on each case from whom at this office it is kept."""

from __future__ import annotations

from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.people import Office
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.releases import released_to
from desktop_app.domain.withholding import kept_from


def complained_offices(case: Case, work: UnitOfWork) -> tuple[UUID, ...]:
    """Return the office complained about and that of the official, each once."""
    named = (case.complained_office_uid, _office_of_official(case, work))
    return tuple(dict.fromkeys(uid for uid in named if uid is not None))


def withheld_from(case: Case, work: UnitOfWork) -> tuple[UUID, ...]:
    """Return those of them that no higher office has released it to."""
    named = complained_offices(case, work)
    told = released_to(work.releases.of_case(case.uid)) if named else ()
    return tuple(uid for uid in named if uid not in told)


def note_kept_from(case: Case, home: Office, work: UnitOfWork) -> None:
    """Keep a case from those here whom it complains about; `work` must be for nobody's eyes."""
    official_office = _office_of_official(case, work)
    concerns = home.uid in {case.complained_office_uid, official_office}
    told = released_to(work.releases.of_case(case.uid)) if concerns else ()
    work.cases.set_kept_from(case.uid, kept_from(case, home, official_office, told))


def _office_of_official(case: Case, work: UnitOfWork) -> UUID | None:
    if case.complained_person_uid is None:
        return None
    official = work.directory.person(case.complained_person_uid)
    return None if official is None else official.office_uid
