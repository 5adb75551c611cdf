"""Changes of who reported: put, corrected, restricted, erased; all by the office that took it."""

from __future__ import annotations

from dataclasses import replace

from central_server.case_store import StandingCase
from central_server.push import refusals
from central_server.push.bench import Bench
from central_server.push.bodies import Erasure, IdentityCorrection, Restriction, WhoReported
from central_server.push.change import Change, Clash, Outcome
from central_server.push.merging import merged
from desktop_app.domain.changes import Answer
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import reporter_from, reporter_record
from desktop_app.domain.reporters import BESIDE_CASE, IdentityState, Reporter
from desktop_app.domain.timeline import EntryKind


def put_reporter(change: Change, body: WhoReported, bench: Bench) -> Outcome:
    """`reporter.put`: the whole block, whatever stands."""
    bench.person_of(change)
    case = _open_case(change, bench)
    if body.reporter.case_uid != case.uid:
        raise refusals.unreadable()
    bench.keep_reporter(body.reporter)
    return bench.done(change)


def set_reporter(change: Change, body: IdentityCorrection, bench: Bench) -> Outcome:
    """`reporter.set`: each field by itself; where somebody was faster, the value here stands.

    An erasure leaves a correction that waits with nothing in it: that is nothing to do.
    """
    person = bench.person_of(change)
    case = _open_case(change, bench)
    entry = bench.checked_entry(change, body.entries[0], {EntryKind.IDENTITY_CORRECTED})
    block = bench.standing.blocks.get(case.uid)
    reporter = None if block is None else block.reporter
    current = reporter_record(reporter or Reporter(case.uid))
    wanted = {name: new for name, new in body.wanted.items() if new != body.base[name]}
    merge = merged(current, body.base, wanted)
    clashes = tuple(
        Clash(
            BESIDE_CASE[name],
            body.wanted[name],
            current[name],
            bench.author_of(case, BESIDE_CASE[name]),
        )
        for name in merge.clashing
    )
    if merge.taken:
        bench.keep_reporter(reporter_from({**current, **merge.taken}))
        for name in merge.taken:
            bench.note_author(case, BESIDE_CASE[name], person)
    bench.add_entry(entry)
    done = bench.done(change)
    return done._replace(answer=Answer.CONFLICT, clashes=clashes) if clashes else done


def restrict_reporter(change: Change, body: Restriction, bench: Bench) -> Outcome:
    """`reporter.restrict`: kept but shown to no other office, or shown again."""
    bench.person_of(change)
    case = bench.case_of(change)
    _demand(Right.PERSONAL_DATA, case, change, bench)
    if case.case.identity_state is IdentityState.ERASED:
        raise refusals.identity_closed()
    kind, state = _RESTRICTED if body.restricted else _OPEN
    bench.add_entry(bench.checked_entry(change, body.entries[0], {kind}))
    if case.case.identity_state is not state:
        after = bench.replace_case(case, replace(case.case, identity_state=state))
        bench.tell_reporter_anew(after)
    return bench.done(change)


def erase_reporter(change: Change, body: Erasure, bench: Bench) -> Outcome:
    """`reporter.erase`: gone for good, also of a case that was taken back; again is once."""
    bench.person_of(change)
    case = bench.seen_case(change)
    _demand(Right.PERSONAL_DATA, case, change, bench)
    bench.add_entry(bench.checked_entry(change, body.entries[0], {EntryKind.IDENTITY_ERASED}))
    bench.erase_reporter(case, body.attachments, body.known)
    return bench.done(change)


_RESTRICTED = EntryKind.IDENTITY_RESTRICTED, IdentityState.RESTRICTED
_OPEN = EntryKind.IDENTITY_UNRESTRICTED, IdentityState.OPEN


def _open_case(change: Change, bench: Bench) -> StandingCase:
    case = bench.case_of(change)
    _demand(Right.CORRECT_IDENTITY, case, change, bench)
    if case.case.identity_state is not IdentityState.OPEN:
        raise refusals.identity_closed()
    return case


def _demand(right: Right, case: StandingCase, change: Change, bench: Bench) -> None:
    if case.office_uid != bench.home.uid:
        raise refusals.not_in_scope()
    bench.demand_on(right, case, change)
