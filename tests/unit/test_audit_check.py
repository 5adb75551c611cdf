"""Whatever one does to the kept entries of an audit trail, the check finds it and says where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.audit import AuditEntry, AuditKind, Link, following
from desktop_app.domain.audit_check import ChainCheck, Fault, Finding, StoredEntry
from tests.builders import CLERK_UID, NOW, VERIFIER_UID, a_note

LONGEST = 12


def a_chain(length: int) -> list[StoredEntry]:
    head, rows = Link(), []
    for number in range(1, length + 1):
        person = CLERK_UID if number % 2 else VERIFIER_UID
        kind = AuditKind.CHANGED if number % 3 else AuditKind.SEEN
        at = NOW + timedelta(minutes=number)
        entry = following(head, a_note(kind=kind, person_uid=person, at=at, facts={"n": "1"}))
        rows.append(StoredEntry(entry.number, entry.hash, entry))
        head = entry.link
    return rows


def link_of(row: StoredEntry) -> Link:
    return Link(row.number, row.hash)


def findings(
    rows: Sequence[StoredEntry],
    head: Link,
    *,
    start: Link | None = None,
    known: Sequence[Link] = (),
) -> list[Finding]:
    check = ChainCheck(start or Link(), known)
    check.look_at(
        row for row in sorted(rows, key=lambda row: row.number) if row.number <= head.number
    )
    beyond = max(rows, key=lambda row: row.number, default=None)
    check.end_at(head, beyond if beyond and beyond.number > head.number else None)
    return check.findings


def altered(entry: AuditEntry, field: str) -> AuditEntry:
    other: dict[str, Any] = {
        "number": entry.number + LONGEST,
        "at": entry.at + timedelta(microseconds=1),
        "device_uid": UUID(int=1),
        "person_uid": None,
        "kind": "printed",
        "case_uid": UUID(int=2),
        "facts": {},
        "previous": bytes(31) + b"\1",
    }
    return replace(entry, **{field: other[field]})


lengths = st.integers(2, LONGEST)
fields = st.sampled_from(
    ["at", "device_uid", "person_uid", "kind", "case_uid", "facts", "previous"]
)


@given(lengths)
def test_a_chain_that_nobody_touched_is_whole(length: int):
    rows = a_chain(length)
    assert findings(rows, link_of(rows[-1])) == []


@given(lengths, st.data(), fields)
def test_an_entry_of_which_one_value_was_altered_is_named(
    length: int, data: st.DataObject, field: str
):
    rows = a_chain(length)
    at = data.draw(st.integers(0, length - 1))
    head = link_of(rows[-1])
    entry = rows[at].entry
    assert entry is not None
    rows[at] = replace(rows[at], entry=altered(entry, field))

    [found] = findings(rows, head)

    assert (found.fault, found.first, found.last) == (Fault.ALTERED, at + 1, at + 1)
    assert found.stored == rows[at].entry
    assert found.before == (rows[at - 1].entry if at else None)


@given(lengths, st.data())
def test_an_entry_that_cannot_be_read_any_more_is_named(length: int, data: st.DataObject):
    rows = a_chain(length)
    at = data.draw(st.integers(0, length - 1))
    head = link_of(rows[-1])
    rows[at] = replace(rows[at], entry=None)
    assert [(one.fault, one.first) for one in findings(rows, head)] == [(Fault.ALTERED, at + 1)]


@given(lengths, st.data())
def test_an_entry_whose_hash_was_altered_is_named(length: int, data: st.DataObject):
    rows = a_chain(length)
    at = data.draw(st.integers(0, length - 1))
    head = link_of(rows[-1])
    rows[at] = replace(rows[at], hash=bytes(32))
    assert [(one.fault, one.first) for one in findings(rows, head)] == [(Fault.ALTERED, at + 1)]


@given(lengths, st.data(), fields)
def test_an_entry_that_was_altered_and_hashed_anew_is_named(
    length: int, data: st.DataObject, field: str
):
    rows = a_chain(length)
    at = data.draw(st.integers(0, length - 1))
    head = link_of(rows[-1])
    entry = rows[at].entry
    assert entry is not None
    forged = altered(entry, field)
    rows[at] = StoredEntry(forged.number, forged.hash, forged)

    [found] = findings(rows, head)

    assert (found.fault, found.first) == (Fault.REPLACED, at + 1)


@given(lengths, st.data())
def test_removed_entries_are_named_with_those_around_them(length: int, data: st.DataObject):
    rows = a_chain(length)
    first = data.draw(st.integers(1, length))
    last = data.draw(st.integers(first, length))
    kept = [row for row in rows if not first <= row.number <= last]

    [found] = findings(kept, link_of(rows[-1]))

    assert (found.fault, found.first, found.last) == (Fault.MISSING, first, last)
    assert found.before == (rows[first - 2].entry if first > 1 else None)
    assert found.after == (rows[last].entry if last < length else None)


@given(lengths, st.data())
def test_two_entries_that_changed_places_are_both_named(length: int, data: st.DataObject):
    rows = a_chain(length)
    one, other = sorted(
        data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True))
    )
    head = link_of(rows[-1])
    rows[one], rows[other] = (
        replace(rows[other], number=one + 1),
        replace(rows[one], number=other + 1),
    )
    found = findings(rows, head)
    assert [(each.fault, each.first) for each in found] == [
        (Fault.ALTERED, one + 1),
        (Fault.ALTERED, other + 1),
    ]


@pytest.mark.parametrize("number", [0, -7])
def test_an_entry_put_in_before_the_first_is_named(number: int):
    rows = a_chain(4)
    extra = replace(rows[1], number=number)
    [found] = findings([extra, *rows], link_of(rows[-1]))
    assert (found.fault, found.first) == (Fault.ADDED, number)


@given(lengths, st.integers(1, 5))
def test_entries_put_in_behind_the_head_are_named(length: int, more: int):
    rows = a_chain(length + more)
    [found] = findings(rows, link_of(rows[length - 1]))
    assert (found.fault, found.first, found.last) == (Fault.ADDED, length + 1, length + more)


@given(lengths, st.data())
def test_a_chain_rewritten_from_an_entry_on_does_not_meet_what_the_server_keeps(
    length: int, data: st.DataObject
):
    true = a_chain(length)
    at = data.draw(st.integers(0, length - 1))
    head = Link() if at == 0 else link_of(true[at - 1])
    forged = true[:at]
    for row in true[at:]:
        entry = row.entry
        assert entry is not None
        entry = following(head, a_note(kind=AuditKind.PRINTED, at=entry.at))
        forged.append(StoredEntry(entry.number, entry.hash, entry))
        head = entry.link
    kept = link_of(true[data.draw(st.integers(at, length - 1))])

    [found] = findings(forged, head, known=[kept])

    assert (found.fault, found.first) == (Fault.REPLACED, kept.number)


def test_a_head_that_was_taken_away_is_named():
    [found] = findings(a_chain(3), Link())
    assert found.fault is Fault.HEAD_LOST or found.fault is Fault.ADDED


@given(lengths, st.data())
def test_a_check_that_goes_on_from_a_mark_sees_what_lies_behind_it(
    length: int, data: st.DataObject
):
    rows = a_chain(length)
    mark = data.draw(st.integers(1, length - 1))
    rest = rows[mark - 1 :]
    assert findings(rest, link_of(rows[-1]), start=link_of(rows[mark - 1])) == []
    [found] = findings(rest[:-1], link_of(rows[-1]), start=link_of(rows[mark - 1]))
    assert (found.fault, found.first) == (Fault.MISSING, length)
    [found] = findings(rest, link_of(rows[-1]), start=Link(mark, bytes(32)))
    assert (found.fault, found.first) == (Fault.REPLACED, mark)
