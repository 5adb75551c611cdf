"""What goes without saying is left out of a change, and nothing of what it says is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.brief_changes import (
    Head,
    brief_body,
    full_body,
    usual_entity,
    usual_time,
)
from desktop_app.domain.cases import Status
from desktop_app.domain.changes import Operation
from desktop_app.domain.ids import uuid7
from desktop_app.domain.records import UNREADABLE, entry_record
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import MOVES, MoveName
from tests.builders import CLERK_UID, DISTRICT_UID, an_entry

MOMENT = datetime(2026, 11, 21, 2, 16, 5, 123_000, tzinfo=UTC)
UID = uuid7(int(MOMENT.timestamp() * 1000), 7)
CASE = uuid7(int(MOMENT.timestamp() * 1000) - 60_000, 9)

few_uids = st.sampled_from([UID, CASE, CLERK_UID])


def the_head(operation: Operation) -> Head:
    return Head(operation.value, str(UID), str(CASE), str(CLERK_UID), usual_time(UID))


def said(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry without the name, which only the server knows for sure."""
    return {name: value for name, value in entry.items() if name != "person_name"}


entries = st.builds(
    an_entry,
    uid=few_uids,
    case_uid=few_uids,
    kind=st.sampled_from(EntryKind),
    move=st.sampled_from(["", *(move.value for move in MOVES)]),
    to_status=st.none() | st.sampled_from(Status),
    text=st.text(max_size=5),
    public=st.booleans(),
    to_office_uid=st.none() | few_uids,
)


@given(
    entries,
    st.sampled_from(list(MOVES)),
    st.sampled_from([Operation.CASE_MOVE, Operation.CASE_SET]),
)
def test_whatever_an_entry_says_is_read_as_it_was_meant(
    entry: TimelineEntry, move: MoveName, operation: Operation
):
    record, head = entry_record(entry), the_head(operation)
    brief = brief_body(head, {"move": move.value, "entry": record})
    full = full_body(head, brief, office=str(DISTRICT_UID))
    assert said(full["entry"]) == said(record)


@given(entries)
def test_an_entry_that_is_added_is_read_as_it_was_meant(entry: TimelineEntry):
    record, head = entry_record(entry), the_head(Operation.ENTRY_ADD)
    full = full_body(head, brief_body(head, record), office=str(DISTRICT_UID))
    assert said(full) == said(record)


def test_the_entry_of_an_ordinary_step_says_nothing_at_all():
    move = MOVES[MoveName.VERIFY]
    entry = an_entry(
        uid=UID, case_uid=CASE, kind=EntryKind.MOVED, device_time=MOMENT, text="",
        public=move.public, move=move.name.value, to_status=move.target,
    )  # fmt: skip
    body = {"move": move.name.value, "set": {}, "entry": entry_record(entry)}
    assert brief_body(the_head(Operation.CASE_MOVE), body) == {
        "move": move.name.value,
        "set": {},
        "entry": {},
    }


def test_a_change_is_about_its_case_and_a_new_entry_about_itself():
    assert usual_entity("case.move", uid=UID, case=CASE) == CASE
    assert usual_entity("entry.add", uid=UID, case=CASE) == UID


def test_the_time_is_the_one_in_the_identifier_and_none_where_there_is_none():
    assert datetime.fromisoformat(usual_time(UID)) == MOMENT
    assert usual_time(UUID("7c1c2d44-9f4e-4b60-8a0e-1d2f3a4b5c6d")) == ""


@pytest.mark.parametrize("entry", [None, [], "x", 5])
def test_a_body_whose_entry_is_none_is_sent_as_it_is_and_unreadable(entry: object):
    body = {"set": {}, "base": {}, "entry": entry}
    head = the_head(Operation.CASE_SET)
    assert brief_body(head, body) == body
    with pytest.raises(UNREADABLE):
        full_body(head, body, office=str(DISTRICT_UID))


def test_a_step_that_nobody_knows_is_sent_as_it_is():
    head = the_head(Operation.CASE_MOVE)
    for body in ({}, {"move": "fly"}, {"move": ["fly"], "entry": None}):
        assert brief_body(head, body) == body
