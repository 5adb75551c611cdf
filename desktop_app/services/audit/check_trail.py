"""Looks whether the audit trail is as it was written: a little at each start, all on demand."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.audit import AuditKind, Link
from desktop_app.domain.audit_check import ChainCheck, Finding
from desktop_app.domain.audit_trail import FROM_THE_FIRST
from desktop_app.domain.long_work import Cancelled, Progress, never, tell_nobody
from desktop_app.domain.notices import Notice, NoticeKind
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import OpenWork, UnitOfWork
from desktop_app.services.audit.noting import note
from desktop_app.services.audit.short_reads import rows_between
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """What a check found among `checked` entries; it may have been cancelled before the end."""

    checked: int
    findings: tuple[Finding, ...]
    cancelled: bool = False


def check_everything(
    context: DeskContext, *, progress: Progress = tell_nobody, cancelled: Cancelled = never
) -> TrailCheck:
    """Check every entry for a person who asks; `progress` is told numbers; NOT_ALLOWED.

    That it was checked, and how many faults there were, is an entry itself.
    """
    demand(Right.SEE_TRAIL, context)
    check, reached = _checked(
        context.open_read, from_mark=False, progress=progress, cancelled=cancelled
    )
    if not check.cancelled:
        with context.open_work() as work:
            facts = {"entries": str(check.checked), "faults": str(len(check.findings))}
            note(AuditKind.TRAIL_CHECKED, context, work=work, facts=facts)
            _remember(check, reached, context, work)
            work.commit()
    return check


def check_what_is_new(context: DeskContext, *, cancelled: Cancelled = never) -> TrailCheck:
    """Check what came since the last check that found all whole; people are told of a fault."""
    check, reached = _checked(
        context.open_read, from_mark=True, progress=tell_nobody, cancelled=cancelled
    )
    if reached.number and not check.cancelled:
        with context.open_work() as work:
            _remember(check, reached, context, work)
            work.commit()
    return check


def _checked(
    open_read: OpenWork, *, from_mark: bool, progress: Progress, cancelled: Cancelled
) -> tuple[TrailCheck, Link]:
    with open_read() as work:
        head = work.audit.head()
        beyond = work.audit.beyond(head.number)
        start = work.audit.checked() if from_mark else Link()
        kept = work.audit.kept()
    check = ChainCheck(start, [kept] if kept.number >= start.number else [])
    stretches = rows_between(open_read, start.number or FROM_THE_FIRST, head.number)
    while not cancelled():
        rows = next(stretches, None)
        if rows is None:
            check.end_at(head, beyond)
            return TrailCheck(check.checked, tuple(check.findings)), head
        check.look_at(rows)
        progress(rows[-1].number, head.number)
    return TrailCheck(check.checked, tuple(check.findings), cancelled=True), head


def _remember(check: TrailCheck, reached: Link, context: DeskContext, work: UnitOfWork) -> None:
    if not check.findings:
        work.audit.set_checked(reached)
    elif all(one.kind is not NoticeKind.TRAIL_BROKEN for one in work.notices.all()):
        facts = {"number": str(check.findings[0].first), "count": str(len(check.findings))}
        work.notices.add(
            Notice(context.new_uid(), NoticeKind.TRAIL_BROKEN, context.clock(), facts=facts)
        )
