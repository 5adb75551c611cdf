"""What was typed is told whichever version of the program queued it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.services.sync_centre.told_change import (
    ToldPart,
    entries_of,
    may_read_identity_of,
    told,
)
from tests.builders import a_change
from tests.desk import Desk

EVERY = pytest.mark.parametrize("operation", list(Operation))


@EVERY
def test_a_change_that_says_less_than_usual_is_told_all_the_same(operation: Operation) -> None:
    assert told(a_change(operation=operation, body={}), with_identity=True) == ()


@EVERY
def test_an_entry_without_a_name_of_its_own_is_left_out(operation: Operation) -> None:
    change = a_change(operation=operation, body={"entry": {"text": "Kabel"}, "entries": [{}]})
    expected = (change.entity_uid,) if operation is Operation.ENTRY_ADD else ()
    assert entries_of(change) == expected


def test_entries_are_named_by_the_change_that_wrote_them() -> None:
    one, two = uuid4(), uuid4()
    moved = a_change(operation=Operation.CASE_MOVE, body={"entry": {"uid": str(one)}})
    made = a_change(
        operation=Operation.CASE_CREATE, body={"entries": [{"uid": str(one)}, {"uid": str(two)}]}
    )
    assert entries_of(moved) == (one,)
    assert entries_of(made) == (one, two)


def test_what_is_missing_in_a_move_hides_nothing_of_the_rest() -> None:
    move = a_change(operation=Operation.CASE_MOVE, body={"move": "verify"})
    assert told(move, with_identity=False) == (ToldPart("move", "verify"),)


def test_the_identity_in_a_case_of_an_unknown_office_stays_hidden(desk: Desk) -> None:
    change = a_change(operation=Operation.CASE_CREATE, body={"reporter": {"name": "Siti"}})
    assert not may_read_identity_of(change, None, desk.context)
