"""The NIK and the telephone of a reporter in full, on the screen, for whoever asks for them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.nik import masked_nik
from desktop_app.domain.permissions import Right
from desktop_app.domain.phone import masked_phone
from desktop_app.domain.reporters import Reporter
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext, case_or_trouble, may_see_identity
from desktop_app.services.demand import not_allowed
from desktop_app.services.privacy.disclosing import demand_opened


def masked(reporter: Reporter) -> Reporter:
    """Return who reported as screens show it at first."""
    return replace(reporter, nik=masked_nik(reporter.nik), phone=masked_phone(reporter.phone))


def reveal_identity(case_uid: UUID, context: DeskContext) -> Reporter:
    """Return who reported in full; raises RECORD_GONE, NOT_ALLOWED, REASON_WANTED."""
    with context.open_work() as work:
        case = case_or_trouble(work, case_uid)
        releases = work.releases.of_case(case.uid)
        reporter = work.reporters.get(case.uid)
        if reporter is None or not may_see_identity(case, context, releases):
            raise not_allowed(Right.SEE_IDENTITY, context)
        demand_opened(case, context, work)
        note(AuditKind.REVEALED, context, work=work, case_uid=case.uid, facts={"what": "identity"})
        work.commit()
        return reporter
