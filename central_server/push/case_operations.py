"""Changes of a case itself: made, corrected, moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from central_server import case_store, directory
from central_server.push import refusals
from central_server.push.bench import Bench
from central_server.push.change import Change, Clash, Outcome
from central_server.push.reading import fields_of, reading
from desktop_app.domain.cases import PAUSED, Case, Status
from desktop_app.domain.changes import Answer
from desktop_app.domain.deadlines import WorkCalendar
from desktop_app.domain.moves import moved
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import (
    CORRECTABLE,
    case_from,
    case_record,
    reporter_from,
    standing_record,
)
from desktop_app.domain.register_number import parse_register_number
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import MOVES, Move, MoveName, Needs, judge

_NO_CALENDAR = WorkCalendar(frozenset(), "")


def create_case(change: Change, bench: Bench) -> Outcome:
    """`case.create`: a case as it was received, its first entries and who reported."""
    person = bench.person_of(change)
    bench.demand(Right.REGISTER, change)
    with reading():
        case = case_from(change.body["case"])
        entries = list(change.body["entries"])
        block = change.body.get("reporter")
        reporter = None if block is None else reporter_from(block)
    if change.case_uid in bench.cases:
        raise refusals.case_exists()
    if (case.office_uid, case.registered_by) != (bench.home.uid, person.uid):
        raise refusals.unreadable()
    if reporter is not None and reporter.case_uid != case.uid:
        raise refusals.unreadable()
    _check_new(case, change, bench)
    bench.add_case(case)
    for record in entries:
        bench.add_entry(bench.entry(change, record, {EntryKind.REGISTERED}))
    if reporter is not None:
        bench.keep_reporter(reporter)
    return _done(change, bench)


def set_fields(change: Change, bench: Bench) -> Outcome:
    """`case.set`: each field by itself; where somebody was faster, the value here stands."""
    bench.person_of(change)
    case = bench.case_of(change)
    bench.demand_on(Right.CORRECT, case, change)
    with reading():
        wanted, base = fields_of(change.body["set"]), fields_of(change.body["base"])
        entry = bench.entry(change, change.body["entry"], {EntryKind.CORRECTED})
    if not wanted.keys() <= CORRECTABLE or not wanted.keys() <= base.keys():
        raise refusals.unreadable()
    current = case_record(case)
    # Read and written once, so that one value has one spelling on all three sides.
    wanted = _as_written(case, wanted)
    base = _as_written(case, {name: base[name] for name in wanted})
    differing = [name for name in wanted if current[name] != wanted[name]]
    taken = {name: wanted[name] for name in differing if current[name] == base[name]}
    clashes = tuple(
        Clash(name, wanted[name], current[name]) for name in differing if name not in taken
    )
    _check_office(taken.get("complained_office_uid"), bench)
    if taken:
        with reading():
            corrected = case_from({**current, **taken}, version=case.version)
        bench.replace_case(corrected)
    bench.add_entry(entry)
    done = _done(change, bench)
    return replace(done, answer=Answer.CONFLICT, clashes=clashes) if clashes else done


def move_case(change: Change, bench: Bench) -> Outcome:
    """`case.move`: one row of the table of moves, judged on the case as it stands now."""
    actor = bench.actor_of(change)
    case = bench.case_of(change)
    with reading():
        move = MOVES[MoveName(change.body["move"])]
        names = standing_record(case)
        wanted = case_from({**case_record(case), **{n: change.body["set"][n] for n in names}})
        entry = bench.entry(change, change.body["entry"], {EntryKind.MOVED})
    verdict = judge(move.name, case, actor)
    if not verdict.allowed:
        raise refusals.move_refused(verdict, case)
    _check_told(move, wanted, entry)
    if move.needs is Needs.OFFICE:
        _check_assigned(wanted.assigned_office_uid, case, bench)
    bench.replace_case(_stepped(case, move, wanted))
    bench.add_entry(entry)
    return _done(change, bench)


def _check_new(case: Case, change: Change, bench: Bench) -> None:
    fresh = (case.status, case.assigned_office_uid, case.paused_since, case.has_reply)
    if case.uid != change.case_uid or fresh != (Status.RECEIVED, None, None, False):
        raise refusals.unreadable()
    number = parse_register_number(case.register_number)
    if number is None or str(number) != case.register_number:
        raise refusals.unreadable()
    if number.office_code != bench.home.code:
        raise refusals.unreadable()
    _check_office(case.complained_office_uid, bench)
    if case_store.register_number_taken(bench.connection, case.register_number):
        raise refusals.register_number_taken()


def _check_told(move: Move, wanted: Case, entry: TimelineEntry) -> None:
    """The entry must tell of this very move, with what the move needs."""
    told = (entry.move, entry.to_status, wanted.status)
    if told != (move.name.value, move.target, move.target):
        raise refusals.unreadable()
    if move.needs in {Needs.REASON, Needs.RESULT} and not entry.text.strip():
        raise refusals.unreadable()
    if move.needs is Needs.OFFICE and entry.to_office_uid != wanted.assigned_office_uid:
        raise refusals.unreadable()


def _check_assigned(uid: UUID | None, case: Case, bench: Bench) -> None:
    if uid is None:
        raise refusals.unreadable()
    if uid == case.complained_office_uid:
        raise refusals.complained_office()
    _check_office(uid, bench)


def _check_office(uid: UUID | str | None, bench: Bench) -> None:
    if uid is not None and directory.office_with_uid(bench.connection, UUID(str(uid))) is None:
        raise refusals.unreadable()


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


def _as_written(case: Case, fields: dict[str, Any]) -> dict[str, Any]:
    with reading():
        written = case_record(case_from({**case_record(case), **fields}))
    return {name: written[name] for name in fields}


def _done(change: Change, bench: Bench) -> Outcome:
    return Outcome(Answer.DONE, bench.cases[change.case_uid].version)
