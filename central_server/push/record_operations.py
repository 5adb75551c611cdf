"""Changes that hang something on a case: who reported, an entry, a file, a letter."""

from __future__ import annotations

from dataclasses import replace

from central_server.push import refusals
from central_server.push.bench import Bench
from central_server.push.change import Change, Outcome
from central_server.push.reading import reading
from desktop_app.domain.changes import Answer
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import attachment_from, letter_from, reporter_from
from desktop_app.domain.timeline import EntryKind

_RIGHT_TO_WRITE = {
    EntryKind.NOTE: Right.NOTE,
    EntryKind.REPLY: Right.REPLY,
    EntryKind.PROGRESS: Right.WORK,
}
_YEARS = range(2000, 10_000)
_LARGEST_SEQUENCE = 2**31 - 1


def put_reporter(change: Change, bench: Bench) -> Outcome:
    """`reporter.put`: only the office that took the case knows who reported."""
    bench.person_of(change)
    case = bench.case_of(change)
    if case.office_uid != bench.home.uid:
        raise refusals.not_in_scope()
    bench.demand_on(Right.SEE_IDENTITY, case, change)
    with reading():
        reporter = reporter_from(change.body)
    if reporter.case_uid != case.uid:
        raise refusals.unreadable()
    bench.keep_reporter(reporter)
    return _done(change, bench)


def add_entry(change: Change, bench: Bench) -> Outcome:
    """`entry.add`: a note, a reply or news of the work; the first reply marks the case."""
    bench.person_of(change)
    case = bench.case_of(change)
    entry = bench.entry(change, change.body, _RIGHT_TO_WRITE.keys())
    bench.demand_on(_RIGHT_TO_WRITE[entry.kind], case, change)
    bench.add_entry(entry)
    if entry.kind is EntryKind.REPLY and not case.has_reply:
        bench.replace_case(replace(case, has_reply=True))
    return _done(change, bench)


def link_attachment(change: Change, bench: Bench) -> Outcome:
    """`attachment.link`: what is known of a file; its bytes come by their own lane."""
    person = bench.person_of(change)
    case = bench.case_of(change)
    bench.demand_on(Right.NOTE, case, change)
    with reading():
        attachment = attachment_from(change.body["attachment"])
        entry = bench.entry(change, change.body["entry"], {EntryKind.FILE})
    if (attachment.uid, attachment.case_uid) != (change.entity_uid, case.uid):
        raise refusals.unreadable()
    if (attachment.office_uid, attachment.person_uid) != (bench.home.uid, person.uid):
        raise refusals.unreadable()
    bench.add_attachment(attachment)
    bench.add_entry(entry)
    return _done(change, bench)


def issue_letter(change: Change, bench: Bench) -> Outcome:
    """`letter.issue`: a letter of the device's office, its number used by no other."""
    person = bench.person_of(change)
    case = bench.case_of(change)
    bench.demand_on(Right.ISSUE_LETTER, case, change)
    with reading():
        letter = letter_from(change.body["letter"])
        entry = bench.entry(change, change.body["entry"], {EntryKind.LETTER})
    if (letter.uid, letter.case_uid) != (change.entity_uid, case.uid):
        raise refusals.unreadable()
    if (letter.office_uid, letter.person_uid) != (bench.home.uid, person.uid):
        raise refusals.unreadable()
    if letter.year not in _YEARS or (letter.sequence or 0) > _LARGEST_SEQUENCE:
        raise refusals.unreadable()
    bench.add_letter(letter)
    bench.add_entry(entry)
    return _done(change, bench)


def _done(change: Change, bench: Bench) -> Outcome:
    return Outcome(Answer.DONE, bench.cases[change.case_uid].version)
