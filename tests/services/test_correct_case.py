"""The desk corrects its own words; the reporter's stay, and a correction can be taken back."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.move_case import MoveCase, move_case
from tests.builders import VILLAGE_UID
from tests.desk import Desk
from tests.services.looking import entries_of, everything, last_save_of, outbox_of, stored_case
from tests.services.people import at_the_village


def test_a_new_title_leaves_the_reporters_words_alone(desk: Desk) -> None:
    case = desk.registered(title="Lampu mati").case
    correct_case(CorrectCase(case.uid, title=" Lampu jalan padam "), desk.context)
    after = stored_case(desk.context, case.uid)
    assert (after.title, after.reporter_title) == ("Lampu jalan padam", "Lampu mati")
    assert after.reporter_words == case.reporter_words


def test_only_what_changed_is_sent_with_what_it_was_before(desk: Desk) -> None:
    case = desk.registered(place="RT 02", category="street_lighting").case
    request = CorrectCase(
        case.uid,
        title=case.title,
        category="roads_bridges",
        village_code=case.village_code,
        place="RT 03",
    )
    correct_case(request, desk.context)
    (change,) = last_save_of(desk.context, case.uid)
    assert change.operation is Operation.CASE_SET
    assert change.body["set"] == {"category": "roads_bridges", "place": "RT 03"}
    assert change.body["base"] == {"category": "street_lighting", "place": "RT 02"}


def test_the_timeline_names_what_was_corrected_and_by_whom(desk: Desk) -> None:
    case = desk.registered().case
    correct_case(CorrectCase(case.uid, title="Lain", place="Lain"), desk.context)
    entry = entries_of(desk.context, case.uid)[-1]
    assert (entry.kind, entry.text, entry.public) == (EntryKind.CORRECTED, "place, title", False)
    assert entry.person_uid == desk.context.person.uid


def test_a_correction_that_changes_nothing_saves_nothing(desk: Desk) -> None:
    case = desk.registered().case
    corrected = correct_case(CorrectCase(case.uid, title=f" {case.title} "), desk.context)
    assert corrected.done.touched == frozenset()
    assert len(outbox_of(desk.context, case.uid)) == 1
    assert len(entries_of(desk.context, case.uid)) == 1


def test_a_correction_can_be_taken_back(desk: Desk) -> None:
    case = desk.registered().case
    request = CorrectCase(
        case.uid,
        title="Judul lain",
        category="roads_bridges",
        village_code="33.03.09.2002",
        place="",
    )
    corrected = correct_case(request, desk.context)
    assert corrected.done.touched == {case.uid}
    assert stored_case(desk.context, case.uid) != case
    correct_case(corrected.undo, desk.context)
    assert stored_case(desk.context, case.uid) == case
    assert [entry.kind for entry in entries_of(desk.context, case.uid)] == [
        EntryKind.REGISTERED,
        EntryKind.CORRECTED,
        EntryKind.CORRECTED,
    ]


def test_what_was_taken_back_can_be_done_again(desk: Desk) -> None:
    case = desk.registered().case
    undo = correct_case(CorrectCase(case.uid, title="Judul lain"), desk.context).undo
    redo = correct_case(undo, desk.context).undo
    correct_case(redo, desk.context)
    assert stored_case(desk.context, case.uid).title == "Judul lain"


def test_taking_a_title_back_leaves_what_somebody_else_corrected_meanwhile(desk: Desk) -> None:
    case = desk.registered(category="street_lighting").case
    mine = correct_case(CorrectCase(case.uid, title="Judul lain"), desk.context)
    correct_case(CorrectCase(case.uid, category="roads_bridges"), desk.context)
    correct_case(mine.undo, desk.context)
    after = stored_case(desk.context, case.uid)
    assert (after.title, after.category) == (case.title, "roads_bridges")


@pytest.mark.parametrize(
    ("request_fields", "problem"),
    [
        ({"title": " "}, Problem("title", ProblemCode.REQUIRED)),
        ({"title": "x" * 151}, Problem("title", ProblemCode.TOO_LONG)),
        ({"category": ""}, Problem("category", ProblemCode.REQUIRED)),
        ({"place": "x" * 301}, Problem("place", ProblemCode.TOO_LONG)),
    ],
)
def test_a_mistake_is_named_at_its_field(
    desk: Desk, request_fields: dict[str, str], problem: Problem
) -> None:
    case = desk.registered().case
    before = everything(desk.context, case.uid)
    with pytest.raises(ExpectedError) as refused:
        correct_case(CorrectCase(case.uid, **request_fields), desk.context)
    assert refused.value.problems == (problem,)
    assert everything(desk.context, case.uid) == before


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.SIGNER, Role.MONITOR])
def test_only_clerks_and_verifiers_correct(desk: Desk, role: Role) -> None:
    case = desk.registered().case
    with pytest.raises(ExpectedError) as refused:
        correct_case(CorrectCase(case.uid, title="Lain"), desk.with_roles(role))
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert stored_case(desk.context, case.uid) == case


def test_an_office_corrects_only_what_it_took_or_was_given(desk: Desk) -> None:
    case = desk.registered().case
    village = at_the_village(desk, Role.CLERK)
    with pytest.raises(ExpectedError) as refused:
        correct_case(CorrectCase(case.uid, place="RT 04"), village)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    correct_case(CorrectCase(case.uid, place="RT 04"), village)
    assert stored_case(desk.context, case.uid).place == "RT 04"


def test_a_case_that_left_this_desk_is_named_as_gone(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        correct_case(CorrectCase(uuid4(), title="Judul"), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE
