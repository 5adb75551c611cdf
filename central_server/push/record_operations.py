"""Changes that hang something on a case: an entry, a file, a letter."""

from __future__ import annotations

from dataclasses import replace

from central_server.push import refusals
from central_server.push.bench import Bench
from central_server.push.bodies import (
    IssuedLetter,
    LinkedFile,
    SpoiltNumber,
    Writing,
)
from central_server.push.change import Change, Outcome
from central_server.push.loading import Known
from desktop_app.domain.letters import Letter
from desktop_app.domain.permissions import Right
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import RIGHT_TO_WRITE


def add_entry(change: Change, body: Writing, bench: Bench) -> Outcome:
    """`entry.add`: a note, a reply or news of the work; the first reply marks the case."""
    bench.person_of(change)
    case = bench.case_of(change)
    entry = bench.checked_entry(change, body.entries[0], RIGHT_TO_WRITE.keys())
    bench.demand_on(RIGHT_TO_WRITE[entry.kind], case, change)
    bench.add_entry(entry)
    if entry.kind is EntryKind.REPLY and not case.case.has_reply:
        bench.replace_case(case, replace(case.case, has_reply=True))
    return bench.done(change)


def link_attachment(change: Change, body: LinkedFile, bench: Bench) -> Outcome:
    """`attachment.link`: what is known of a file; its bytes come by their own lane."""
    person = bench.person_of(change)
    case = bench.case_of(change)
    bench.demand_on(Right.NOTE, case, change)
    attachment = body.attachment
    entry = bench.checked_entry(change, body.entries[0], {EntryKind.FILE})
    if (attachment.uid, attachment.case_uid) != (change.entity_uid, case.uid):
        raise refusals.unreadable()
    if (attachment.office_uid, attachment.person_uid) != (bench.home.uid, person.uid):
        raise refusals.unreadable()
    bench.add_attachment(attachment)
    bench.add_entry(entry)
    return bench.done(change)


def issue_letter(change: Change, body: IssuedLetter, bench: Bench) -> Outcome:
    """`letter.issue`: a letter of the device's office, its number used by no other."""
    person = bench.person_of(change)
    case = bench.case_of(change)
    bench.demand_on(Right.ISSUE_LETTER, case, change)
    letter = body.letter
    entry = bench.checked_entry(change, body.entries[0], {EntryKind.LETTER})
    if (letter.uid, letter.case_uid) != (change.entity_uid, case.uid):
        raise refusals.unreadable()
    if (letter.office_uid, letter.person_uid) != (bench.home.uid, person.uid):
        raise refusals.unreadable()
    _check_number(letter, bench)
    bench.add_letter(letter)
    bench.add_entry(entry)
    return bench.done(change)


def void_letter_number(change: Change, body: SpoiltNumber, bench: Bench) -> Outcome:
    """`letter.void`: a number of the device's own was spoilt, and is never to be issued."""
    person = bench.person_of(change)
    bench.demand(Right.ISSUE_LETTER, change)
    if change.case_uid != bench.home.uid:
        raise refusals.unreadable()
    if not _may_be_spoilt(body, bench.known):
        raise refusals.letter_number_not_leased()
    if ("issued", body.year, body.sequence) in bench.standing.used:
        raise refusals.letter_number_taken()
    bench.add_letter_void(
        {
            "uid": change.entity_uid,
            "office_uid": bench.home.uid,
            "year": body.year,
            "sequence": body.sequence,
            "reason": body.reason,
            "device_uid": bench.known.lineage[0],
            "person_uid": person.uid,
            "at": bench.now,
        }
    )
    return bench.done(change)


def _may_be_spoilt(body: SpoiltNumber, known: Known) -> bool:
    """Say whether a number is the device's own, or may be: a restored server forgets leases."""
    for block in known.blocks:
        if block.holds(body.year, body.sequence):
            return block.device_uid in known.lineage
    return body.sequence < known.next_numbers[body.year]


def _check_number(letter: Letter, bench: Bench) -> None:
    """A spoilt number is never given, nor one whose block had expired when the letter was dated."""
    if letter.sequence is None:
        return
    if ("spoilt", letter.year, letter.sequence) in bench.standing.used:
        raise refusals.letter_number_spoilt()
    for block in bench.known.blocks:
        if block.holds(letter.year, letter.sequence) and block.expires_on < letter.letter_date:
            raise refusals.letter_number_not_leased()
