"""A value that did not stand is shown to its author, put back with one key, or left."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.records import CORRECTABLE, case_record
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.sync_centre.overruled_values import overruled_values
from desktop_app.services.sync_centre.restore_value import (
    leave_value,
    restore_value,
    take_decision_back,
)
from tests.builders import VILLAGE_UID, a_person
from tests.desk import Desk
from tests.services.looking import entries_of, everything, last_save_of, stored_case
from tests.services.refusing import conflicts_of, overrule

VALUES = {
    "title": "Judul saya",
    "category": "roads_bridges",
    "classification": "aspiration",
    "village_code": "33.03.09.2002",
    "place": "RT 09",
    "happened_on": "2026-11-01",
    "happened_words": "Sejak hujan",
    "confidential": True,
    "anonymous": True,
    "complained_office_uid": str(VILLAGE_UID),
    "complained_about": "Petugas",
}


def test_the_author_sees_both_values_and_whose_stands(desk: Desk) -> None:
    case = desk.registered(title="Judul mereka").case
    conflict = overrule(desk, case.uid)
    (value,) = overruled_values(desk.context).mine
    assert value.conflict == conflict
    assert (value.stands, value.office) == ("Judul mereka", desk.context.office.name)
    assert value.may_restore


def test_others_only_see_that_something_waits_for_whom(desk: Desk) -> None:
    case = desk.registered().case
    overrule(desk, case.uid)
    colleague = replace(desk.context, person=a_person(uid=uuid4()))
    seen = overruled_values(colleague)
    assert seen.mine == ()
    assert seen.of_others == ((desk.context.person.name, 1),)


@pytest.mark.parametrize("field", sorted(CORRECTABLE))
def test_every_field_can_be_put_back_as_an_ordinary_correction(desk: Desk, field: str) -> None:
    case = desk.registered().case
    standing = case_record(case)[field]
    conflict = overrule(desk, case.uid, field=field, mine=VALUES[field], theirs=standing)
    decided = restore_value(conflict.uid, desk.context)
    assert case_record(stored_case(desk.context, case.uid))[field] == VALUES[field]
    (change,) = last_save_of(desk.context, case.uid)
    assert change.operation is Operation.CASE_SET
    assert change.body["set"] == {field: VALUES[field]}
    assert change.body["base"] == {field: standing}
    entry = entries_of(desk.context, case.uid)[-1]
    assert (entry.kind, entry.text) == (EntryKind.CORRECTED, field)
    assert conflicts_of(desk) == []
    assert decided.done.touched == {case.uid}


def test_putting_back_and_taking_off_the_list_happen_together_or_not_at_all(desk: Desk) -> None:
    case = desk.registered().case
    conflict = overrule(desk, case.uid, mine="")
    before = everything(desk.context, case.uid)
    with pytest.raises(ExpectedError) as refused:
        restore_value(conflict.uid, desk.context)
    assert refused.value.trouble is Trouble.PROBLEMS
    assert everything(desk.context, case.uid) == before
    assert conflicts_of(desk) == [conflict]


def test_a_value_that_stands_already_is_only_taken_off_the_list(desk: Desk) -> None:
    case = desk.registered(title="Judul saya").case
    conflict = overrule(desk, case.uid, mine="Judul saya")
    before = everything(desk.context, case.uid)
    restore_value(conflict.uid, desk.context)
    assert everything(desk.context, case.uid) == before
    assert conflicts_of(desk) == []


def test_leaving_changes_nothing_of_the_case(desk: Desk) -> None:
    case = desk.registered().case
    conflict = overrule(desk, case.uid)
    before = everything(desk.context, case.uid)
    leave_value(conflict.uid, desk.context)
    assert everything(desk.context, case.uid) == before
    assert conflicts_of(desk) == []


@pytest.mark.parametrize("decide", [restore_value, leave_value])
def test_a_decision_can_be_taken_back(desk: Desk, decide) -> None:
    case = desk.registered(title="Judul mereka").case
    conflict = overrule(desk, case.uid)
    decided = decide(conflict.uid, desk.context)
    take_decision_back(decided, desk.context)
    assert stored_case(desk.context, case.uid) == case
    assert conflicts_of(desk) == [conflict]


def test_taking_back_leaves_what_somebody_has_written_since(desk: Desk) -> None:
    case = desk.registered(title="Judul mereka").case
    decided = restore_value(overrule(desk, case.uid).uid, desk.context)
    correct_case(CorrectCase(case.uid, title="Judul ketiga"), desk.context)
    with pytest.raises(ExpectedError) as refused:
        take_decision_back(decided, desk.context)
    assert refused.value.trouble is Trouble.RECORD_CHANGED
    assert stored_case(desk.context, case.uid).title == "Judul ketiga"


@pytest.mark.parametrize("decide", [restore_value, leave_value])
def test_nobody_decides_for_the_author(desk: Desk, decide) -> None:
    case = desk.registered().case
    conflict = overrule(desk, case.uid, person_uid=uuid4())
    with pytest.raises(ExpectedError) as refused:
        decide(conflict.uid, desk.context)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert conflicts_of(desk) == [conflict]


def test_the_second_press_of_a_key_is_no_second_decision(desk: Desk) -> None:
    case = desk.registered().case
    conflict = overrule(desk, case.uid)
    leave_value(conflict.uid, desk.context)
    with pytest.raises(ExpectedError) as refused:
        restore_value(conflict.uid, desk.context)
    assert refused.value.trouble is Trouble.RECORD_CHANGED


def test_a_value_of_a_case_that_left_can_only_be_put_aside(desk: Desk) -> None:
    case = desk.registered().case
    conflict = overrule(desk, case.uid)
    with desk.context.open_work() as work:
        work.cases.remove(case.uid)
        work.commit()
    (value,) = overruled_values(desk.context).mine
    assert (value.may_restore, value.about.is_here) == (False, False)
    with pytest.raises(ExpectedError) as refused:
        restore_value(conflict.uid, desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE
    leave_value(conflict.uid, desk.context)
    assert conflicts_of(desk) == []


def test_a_field_that_this_program_does_not_know_is_shown_and_cannot_be_put_back(
    desk: Desk,
) -> None:
    case = desk.registered().case
    overrule(desk, case.uid, field="severity", mine="high", theirs="low")
    (value,) = overruled_values(desk.context).mine
    assert (value.stands, value.may_restore) == ("low", False)
