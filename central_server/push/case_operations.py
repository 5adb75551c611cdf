"""Changes of a case itself: made, corrected, moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from central_server.case_store import StandingCase
from central_server.push import refusals
from central_server.push.bench import Bench
from central_server.push.bodies import Correction, NewCase, Step
from central_server.push.change import Change, Clash, Outcome
from central_server.push.loading import DECIDE_WHO_KNOWS
from central_server.push.merging import merged
from central_server.push.reading import reading
from desktop_app.domain.cases import PAUSED, Case, Status
from desktop_app.domain.changes import Answer
from desktop_app.domain.deadlines import WorkCalendar
from desktop_app.domain.moves import moved
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import CORRECTABLE, Record, case_from, case_record, standing_record
from desktop_app.domain.register_number import parse_register_number
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import Move, Needs, judge

_NO_CALENDAR = WorkCalendar(frozenset(), "")


def create_case(change: Change, body: NewCase, bench: Bench) -> Outcome:
    """`case.create`: a case as it was received, its first entries and who reported."""
    person = bench.person_of(change)
    bench.demand(Right.REGISTER, change)
    case = body.case
    if change.case_uid in bench.standing.cases:
        raise refusals.case_exists()
    if (case.office_uid, case.registered_by) != (bench.home.uid, person.uid):
        raise refusals.unreadable()
    if body.reporter is not None and body.reporter.case_uid != case.uid:
        raise refusals.unreadable()
    _check_new(case, change, bench)
    bench.add_case(case)
    for entry in body.entries:
        bench.add_entry(bench.checked_entry(change, entry, {EntryKind.REGISTERED}))
    if body.reporter is not None:
        bench.keep_reporter(body.reporter)
    return bench.done(change)


def set_fields(change: Change, body: Correction, bench: Bench) -> Outcome:
    """`case.set`: each field by itself; where somebody was faster, the value here stands."""
    person = bench.person_of(change)
    case = bench.case_of(change)
    bench.demand_on(Right.CORRECT, case, change)
    entry = bench.checked_entry(change, body.entries[0], {EntryKind.CORRECTED})
    if not body.wanted.keys() <= CORRECTABLE or not body.wanted.keys() <= body.base.keys():
        raise refusals.unreadable()
    current = case.record
    # Read and written once, so that one value has one spelling on all three sides.
    wanted = _as_written(current, body.wanted)
    base = _as_written(current, {name: body.base[name] for name in wanted})
    merge = merged(current, base, wanted)
    clashes = tuple(
        Clash(name, wanted[name], current[name], bench.author_of(case, name))
        for name in merge.clashing
    )
    if merge.taken:
        corrected = case_from({**current, **merge.taken})
        if "complained_office_uid" in merge.taken:
            bench.demand_office(corrected.complained_office_uid)
            _check_no_longer_withheld(case, change, bench)
        after = bench.replace_case(case, corrected)
        if not DECIDE_WHO_KNOWS.isdisjoint(merge.taken):
            bench.tell_reporter_anew(after)
        for name in merge.taken:
            bench.note_author(case, name, person)
    bench.add_entry(entry)
    done = bench.done(change)
    return done._replace(answer=Answer.CONFLICT, clashes=clashes) if clashes else done


def _check_no_longer_withheld(case: StandingCase, change: Change, bench: Bench) -> None:
    """Who no longer stands as complained about may be told: that is a release by another name."""
    before = case.complained_office_uid
    if before is not None and before in case.withheld_from:
        bench.demand(Right.RELEASE, change)
        bench.demand_higher(before)


def move_case(change: Change, body: Step, bench: Bench) -> Outcome:
    """`case.move`: one row of the table of moves, judged on the case as it stands now."""
    actor = bench.actor_of(change)
    standing = bench.case_of(change)
    case, move = standing.case, body.move
    with reading():
        told = {n: body.standing[n] for n in standing_record(case) if n in body.standing}
        wanted = case_from({**standing.record, **told})
    entry = bench.checked_entry(change, body.entries[0], {EntryKind.MOVED})
    verdict = judge(move.name, case, actor)
    if not verdict.allowed:
        raise refusals.move_refused(verdict, case)
    _check_told(move, wanted, entry)
    if move.needs is Needs.OFFICE:
        _check_assigned(wanted.assigned_office_uid, standing, bench)
    bench.replace_case(standing, _stepped(case, move, wanted))
    bench.add_entry(entry)
    return bench.done(change)


def _check_new(case: Case, change: Change, bench: Bench) -> None:
    fresh = (case.status, case.assigned_office_uid, case.paused_since, case.has_reply)
    if case.uid != change.case_uid or fresh != (Status.RECEIVED, None, None, False):
        raise refusals.unreadable()
    if case.identity_state is not IdentityState.OPEN:
        raise refusals.unreadable()
    number = parse_register_number(case.register_number)
    if number is None or str(number) != case.register_number:
        raise refusals.unreadable()
    if number.office_code != bench.home.code:
        raise refusals.unreadable()
    bench.demand_office(case.complained_office_uid)


def _check_told(move: Move, wanted: Case, entry: TimelineEntry) -> None:
    """The entry must tell of this very move, with what the move needs."""
    told = (entry.move, entry.to_status, wanted.status)
    if told != (move.name.value, move.target, move.target):
        raise refusals.unreadable()
    if move.needs in {Needs.REASON, Needs.RESULT} and not entry.text.strip():
        raise refusals.unreadable()
    if move.needs is Needs.OFFICE and entry.to_office_uid != wanted.assigned_office_uid:
        raise refusals.unreadable()


def _check_assigned(uid: UUID | None, standing: StandingCase, bench: Bench) -> None:
    if uid is None:
        raise refusals.unreadable()
    if uid in standing.withheld_from:
        raise refusals.complained_office()
    bench.demand_office(uid)


def _stepped(case: Case, move: Move, wanted: Case) -> Case:
    """Take from what the desk says only what this row changes.

    A pause is counted by the desk, which has the calendar; here it only says from and to when.
    """
    pausing = move.target in PAUSED
    if pausing and wanted.paused_since is None:
        raise refusals.unreadable()
    stepped = moved(
        replace(case, paused_since=None),
        move.name,
        wanted.paused_since or date.min,
        work_calendar=_NO_CALENDAR,
        to_office_uid=wanted.assigned_office_uid,
    )
    pause_ends = case.paused_since is not None and not pausing
    return replace(stepped, due=wanted.due) if pause_ends else stepped


def _as_written(current: Record, fields: Mapping[str, Any]) -> dict[str, Any]:
    with reading():
        written = case_record(case_from({**current, **fields}))
    return {name: written[name] for name in fields}
