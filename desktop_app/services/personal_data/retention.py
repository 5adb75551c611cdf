"""Erases who reported cases that ended so long ago that nobody needs it any more.

Never by itself: a person sees first what is due, takes out what must stay, and lets it run.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.cases import Classification
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.long_work import Cancelled, Progress, never, tell_nobody
from desktop_app.domain.permissions import Right
from desktop_app.domain.retention import LONGEST_MONTHS, EndedCase, RetentionRules, due
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.personal_data.erase_reporter import (
    EraseReporter,
    erase_reporter,
    preview_erasure,
)

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

    What is no longer due is left: a case may have been reopened, or restricted, meanwhile.
    """
    rules = retention_rules(context)
    still_due = {one.case_uid for one in preview_retention(context)}
    erased = 0
    for number, case in enumerate(cases):
        if cancelled():
            return RetentionRun(erased, 0, cancelled=True)
        if case.case_uid in still_due and _erased(case, rules, context, with_files=with_files):
            erased += 1
        progress(number + 1, len(cases))
    return RetentionRun(erased, len(cases) - erased)


def _erased(
    case: EndedCase, rules: RetentionRules, context: DeskContext, *, with_files: bool
) -> bool:
    reason = _REASON.format(months=rules[case.classification])
    try:
        files = preview_erasure(case.case_uid, context).files if with_files else ()
        erase_reporter(
            EraseReporter(case.case_uid, reason, frozenset(file.uid for file in files)), context
        )
    except ExpectedError as error:
        if error.trouble in {Trouble.RECORD_GONE, Trouble.RECORD_CHANGED}:
            return False
        raise
    return True
