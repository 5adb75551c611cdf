"""A case that was registered by mistake is taken back, and comes back when it was not one."""

from __future__ import annotations

from dataclasses import replace

from central_server.push import refusals
from central_server.push.bench import Bench
from central_server.push.bodies import BringingBack, TakingBack
from central_server.push.change import Change, Outcome
from desktop_app.domain.erasure import STRUCK
from desktop_app.domain.permissions import Right
from desktop_app.domain.timeline import EntryKind


def void_case(change: Change, body: TakingBack, bench: Bench) -> Outcome:
    """`case.void`: gone from every scope, unless somebody has worked on it meanwhile.

    Whoever takes back what was taken back and erased will never hear of the erasure: their words
    go whole.
    """
    bench.person_of(change)
    case = bench.seen_case(change)
    if case.office_uid != bench.home.uid:
        raise refusals.not_in_scope()
    bench.demand_on(Right.VOID, case, change)
    entry = bench.checked_entry(change, body.entries[0], {EntryKind.VOIDED})
    if not entry.text.strip():
        raise refusals.unreadable()
    if case.voided_at is None:
        timeline = bench.standing.timelines.get(case.uid)
        if timeline is not None and timeline.count > body.seen:
            raise refusals.edited_since()
        bench.replace_case(case, case.case, voided_at=bench.now)
    elif case.is_erased and not change.knows_erased:
        entry = replace(entry, text=STRUCK)
    bench.add_entry(entry)
    return bench.done(change)


def revive_case(change: Change, body: BringingBack, bench: Bench) -> Outcome:
    """`case.revive`: the office that took a case back takes that back."""
    bench.person_of(change)
    case = bench.seen_case(change)
    if case.office_uid != bench.home.uid:
        raise refusals.not_in_scope()
    bench.demand_on(Right.VOID, case, change)
    entry = bench.checked_entry(change, body.entries[0], {EntryKind.REVIVED})
    if case.voided_at is not None:
        bench.replace_case(case, case.case)
    bench.add_entry(entry)
    return bench.done(change)
