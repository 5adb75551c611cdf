"""Erases who reported cases that ended so long ago that nobody needs it any more.

Never by itself: a person sees first what is due, takes out what must stay, and lets it run.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.cases import Classification
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.long_work import Cancelled, Progress, never, tell_nobody
from desktop_app.domain.permissions import Right
from desktop_app.domain.retention import LONGEST_MONTHS, EndedCase, RetentionRules, due
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_in
from desktop_app.services.personal_data.erased_files import take_erased_files

_FACT = "retention_months"
_REASON = "Masa simpan data pelapor {months} bulan sesudah laporan berakhir telah lewat."


@dataclass(frozen=True, slots=True)
class RetentionRun:
    """How many identities were erased; `left` had changed since the preview, and stay."""

    erased: int
    left: int
    cancelled: bool = False


def retention_rules(context: DeskContext) -> RetentionRules:
    """Return the months of this desk; nothing is ever due before somebody chose them."""
    with context.open_read() as work:
        written = work.state.fact(_FACT) or {}
    return {
        kind: written[kind.value]
        for kind in Classification
        if isinstance(written.get(kind.value), int)
    }


def set_retention_rules(rules: RetentionRules, context: DeskContext) -> None:
    """Choose them for this desk; raises NOT_ALLOWED, ValueError out of bounds."""
    demand(Right.SET_UP_OFFICE, context)
    if not all(1 <= months <= LONGEST_MONTHS for months in rules.values()):
        raise ValueError(rules)
    written = {kind.value: months for kind, months in rules.items()}
    with context.open_work() as work:
        told = ",".join(f"{name}:{months}" for name, months in sorted(written.items()))
        facts = {"what": "retention", "months": told}
        note(AuditKind.SETTINGS_CHANGED, context, work=work, facts=facts)
        work.state.set_fact(_FACT, written or None)
        work.commit()


def preview_retention(context: DeskContext) -> tuple[EndedCase, ...]:
    """List what is due today, the oldest first; raises NOT_ALLOWED."""
    demand(Right.PERSONAL_DATA, context)
    rules = retention_rules(context)
    if not rules:
        return ()
    with context.open_read() as work:
        ended = work.ended_cases.of_office(context.office.uid)
        return tuple(due(rules, ended, context.local(context.clock())))


def run_retention(
    cases: Collection[EndedCase],
    context: DeskContext,
    *,
    with_files: bool,
    progress: Progress = tell_nobody,
    cancelled: Cancelled = never,
) -> RetentionRun:
    """Erase who reported these cases, each in a save of its own; raises NOT_ALLOWED.

    What is no longer due when its turn comes is left: a case may have been reopened, or restricted,
    meanwhile.
    """
    demand(Right.PERSONAL_DATA, context)
    rules = retention_rules(context)
    erased = 0
    for number, case in enumerate(cases):
        if cancelled():
            return RetentionRun(erased, 0, cancelled=True)
        erased += _erased(case.case_uid, rules, context, with_files=with_files)
        progress(number + 1, len(cases))
    with suppress(ExpectedError):  # another program holds one: the next round takes it
        take_erased_files(context.open_work, context.open_read, context.files)
    return RetentionRun(erased, len(cases) - erased)


def _erased(
    case_uid: UUID, rules: RetentionRules, context: DeskContext, *, with_files: bool
) -> bool:
    with context.open_work() as work:
        case = work.ended_cases.get(case_uid)
        if case is None or not due(rules, [case], context.local(context.clock())):
            return False
        files = work.attachments.of_case(case_uid) if with_files else ()
        reason = _REASON.format(months=rules[case.classification])
        erase_in(work, EraseReporter(case_uid, reason, frozenset(f.uid for f in files)), context)
    return True
