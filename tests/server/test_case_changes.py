"""A case is made, corrected and moved only as the tables of the domain allow, as it stands now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from central_server import directory
from desktop_app.domain.cases import Case, Classification, Status
from desktop_app.domain.workflow import MoveName
from tests.builders import a_person, some_due_dates
from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import World


def standing(desk: ServerDesk, case: Case) -> dict[str, Any]:
    record: dict[str, Any] = desk.holds("case")[str(case.uid)]
    return record


def with_body(change: Sent, **body: Any) -> Sent:
    return change | {"body": change["body"] | body}


def written_by(desk: ServerDesk) -> dict[str, str]:
    """Say of a value that this desk wrote it just now."""
    at = desk.world.clock().isoformat()
    return {"by": desk.person.name, "office": str(desk.office.uid), "at": at}


# --- case.create ----------------------------------------------------------------------------------


def test_a_register_number_belongs_to_one_case(desk: ServerDesk):
    first = desk.new_case()
    second = desk.new_case(register_number=first.register_number)
    desk.done(desk.create(first))
    assert desk.refused(desk.create(second)) == "NUMBER_TAKEN"


@pytest.mark.parametrize(
    "number", ["KRN/26/A-000001-N", "BBS/26/A-000001-1", "bbs/26/a-000001-0", "1", ""]
)
def test_a_register_number_of_another_office_or_with_a_slip_is_refused(
    sqlite_desk: ServerDesk, number: str
):
    case = sqlite_desk.new_case(register_number=number)
    assert sqlite_desk.refused(sqlite_desk.create(case)) == "BODY_UNREADABLE"


def test_a_case_is_made_once(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    again = desk.new_case(uid=case.uid)
    assert desk.refused(desk.create(again)) == "CASE_EXISTS"


def test_an_office_makes_cases_only_for_itself(world: World, desk: ServerDesk):
    case = desk.new_case(office_uid=world.office("KRN").uid)
    assert desk.refused(desk.create(case)) == "BODY_UNREADABLE"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.CLOSED},
        {"has_reply": True},
        {"paused_since": date(2026, 11, 20)},
        {"complained_office_uid": uuid4()},
        {"registered_by": uuid4()},
    ],
)
def test_a_case_begins_as_received(sqlite_desk: ServerDesk, changes: dict[str, Any]):
    assert (
        sqlite_desk.refused(sqlite_desk.create(sqlite_desk.new_case(**changes)))
        == "BODY_UNREADABLE"
    )


def test_somebody_without_the_right_registers_nothing(sqlite_desk: ServerDesk):
    signer = sqlite_desk.people["Budi"]
    case = sqlite_desk.new_case(registered_by=signer.uid)
    change = sqlite_desk.create(case) | {"person": str(signer.uid)}
    answers = sqlite_desk.push(change)
    assert answers[0]["code"] == "NO_RIGHT"
    assert "petugas loket" in answers[0]["words"]


def test_a_person_of_another_office_is_unknown_here(world: World, desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    for person in (world.people("KRN")["Hadi"].uid, uuid4()):
        note = desk.write(case) | {"person": str(person)}
        assert desk.refused(note) == "PERSON_UNKNOWN"


def test_a_person_who_left_may_change_nothing_more(desk: ServerDesk):
    case = desk.new_case()
    left = a_person(uid=uuid4(), office_uid=desk.office.uid, active=False)
    with desk.world.parts.database.write() as connection:
        directory.add_person(connection, left, desk.world.clock())
    note = desk.write(case, person_uid=left.uid) | {"person": str(left.uid)}
    answers = desk.push(desk.create(case), note)
    assert [answer.get("code") for answer in answers] == [None, "PERSON_UNKNOWN"]


def test_an_information_request_is_answered_at_the_counter_in_one_save(desk: ServerDesk):
    case = desk.new_case(classification=Classification.INFORMATION_REQUEST)
    move = desk.move(case, MoveName.ANSWER_AT_COUNTER, has_reply=True)
    create = desk.create(case)
    desk.done(create, move | {"tx": create["tx"]})
    assert standing(desk, case)["status"] == "closed"
    assert standing(desk, case)["has_reply"] is True


# --- case.set -------------------------------------------------------------------------------------


def test_two_people_changing_different_fields_both_win(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    desk.done(desk.correct(case, title="Jalan rusak"), desk.correct(case, place="Dekat jembatan"))
    assert standing(desk, case)["title"] == "Jalan rusak"
    assert standing(desk, case)["place"] == "Dekat jembatan"


def test_of_two_values_for_one_field_the_first_stands_and_both_are_told(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.correct(case, title="Jalan rusak"))
    late = desk.correct(case, title="Aspal hilang", place="Dekat jembatan")
    (answer,) = desk.push(late)
    assert answer["answer"] == "conflict"
    assert answer["fields"] == [
        {"field": "title", "mine": "Aspal hilang", "theirs": "Jalan rusak", **written_by(desk)}
    ]
    assert answer["current"]["title"] == "Jalan rusak"
    assert answer["current"]["place"] == "Dekat jembatan"
    (again,) = desk.push(late)
    assert again["outcome"] == "conflict"
    assert again["fields"] == answer["fields"]


def test_an_empty_value_that_stood_is_told_as_it_is(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.correct(case, happened_on=None))
    late = desk.correct(case, happened_on=date(2026, 11, 1))
    for _ in range(2):
        (answer,) = desk.push(late)
        assert answer["fields"] == [
            {"field": "happened_on", "mine": "2026-11-01", "theirs": None, **written_by(desk)}
        ]


def test_a_clash_names_who_wrote_the_value_that_stands(world: World, desk: ServerDesk):
    case, regency = desk.new_case(), ServerDesk(world, "PBG", "Dewi")
    desk.done(desk.create(case), desk.correct(case, place="Dekat jembatan"))
    world.clock.turn(timedelta(minutes=5))
    regency.done(regency.correct(case, title="Jalan rusak"))
    theirs = written_by(regency)
    world.clock.turn(timedelta(minutes=5))
    (answer,) = desk.push(desk.correct(case, title="Aspal hilang", place="Di pasar"))
    assert [(one["field"], one["by"]) for one in answer["fields"]] == [
        ("title", regency.person.name),
        ("place", desk.person.name),
    ]
    assert answer["fields"][0].items() >= theirs.items()


def test_a_value_that_stands_since_the_registration_was_written_by_the_registrar(
    world: World, desk: ServerDesk
):
    case, clerk = desk.new_case(), ServerDesk(world, "BBS", "Tono")
    desk.done(desk.create(case))
    first = written_by(desk)
    world.clock.turn(timedelta(minutes=5))
    never_stood = replace(case, title="Judul yang ditolak")
    (answer,) = clerk.push(clerk.correct(never_stood, title="Aspal hilang"))
    assert answer["fields"] == [
        {"field": "title", "mine": "Aspal hilang", "theirs": case.title, **first}
    ]
    (same_push, clash) = clerk.push(
        clerk.create(new := clerk.new_case()),
        clerk.correct(replace(new, title="Judul yang ditolak"), title="Aspal hilang"),
    )
    assert same_push["answer"] == "done"
    assert clash["fields"][0].items() >= written_by(clerk).items()


def test_a_value_taken_in_the_same_push_has_its_author_too(desk: ServerDesk):
    case = desk.new_case()
    answers = desk.push(
        desk.create(case),
        desk.correct(case, title="Jalan rusak"),
        desk.correct(case, title="Aspal hilang"),
    )
    assert answers[2]["fields"][0]["theirs"] == "Jalan rusak"
    assert answers[2]["fields"][0].items() >= written_by(desk).items()


def test_a_lost_value_is_restored_by_setting_it_over_the_one_that_stands(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.correct(case, title="Jalan rusak"))
    desk.push(desk.correct(case, title="Aspal hilang"))
    desk.done(desk.correct(replace(case, title="Jalan rusak"), title="Aspal hilang"))
    assert standing(desk, case)["title"] == "Aspal hilang"


def test_the_same_value_twice_is_no_conflict_and_no_new_version(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.correct(case, title="Jalan rusak"))
    (answer,) = desk.push(desk.correct(case, title="Jalan rusak"))
    assert (answer["answer"], answer["version"]) == ("done", 2)


@pytest.mark.parametrize(
    "body",
    [
        {"set": {"reporter_words": "Lain"}, "base": {"reporter_words": "Lain"}},
        {"set": {"status": "closed"}, "base": {"status": "received"}},
        {"set": {"title": "Lain"}, "base": {}},
        {"set": {"title": 5}, "base": {"title": "Lain"}},
        {"set": {"classification": "gossip"}, "base": {"classification": "complaint"}},
        {"set": {"complained_office_uid": str(uuid4())}, "base": {"complained_office_uid": None}},
        {"set": []},
        {"base": None},
    ],
)
def test_only_what_the_desk_wrote_itself_can_be_corrected(
    sqlite_desk: ServerDesk, body: dict[str, Any]
):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case))
    change = with_body(sqlite_desk.correct(case, title="Jalan rusak"), **body)
    assert sqlite_desk.refused(change) == "BODY_UNREADABLE"


# --- case.move ------------------------------------------------------------------------------------


def test_a_refused_move_names_the_roles_that_may(sqlite_desk: ServerDesk):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case))
    (by_clerk,) = sqlite_desk.push(
        sqlite_desk.move(case, MoveName.VERIFY, by=sqlite_desk.people["Tono"])
    )
    assert by_clerk["code"] == "NO_RIGHT"
    assert "verifikator" in by_clerk["words"]
    (too_early,) = sqlite_desk.push(sqlite_desk.move(case, MoveName.CLOSE))
    assert too_early["code"] == "MOVE_NOT_ALLOWED"
    assert "Diterima" in too_early["words"]
    assert "pejabat penanda tangan" in too_early["words"]


def test_a_move_is_judged_on_the_case_as_it_stands_now(sqlite_desk: ServerDesk):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case), sqlite_desk.move(case, MoveName.VERIFY))
    assert sqlite_desk.refused(sqlite_desk.move(case, MoveName.VERIFY)) == "MOVE_NOT_ALLOWED"


def test_a_move_changes_only_what_its_row_changes(world: World, desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    greedy = desk.move(
        case,
        MoveName.VERIFY,
        assigned_office_uid=world.office("KRN").uid,
        due=some_due_dates(resolution=date(2030, 1, 1)),
        paused_since=date(2026, 11, 20),
        has_reply=True,
    )
    desk.done(greedy)
    now = standing(desk, case)
    assert now["status"] == "verified"
    assert now["assigned_office_uid"] is None
    assert now["due"]["resolution"] == case.due.resolution.isoformat()
    assert now["paused_since"] is None
    assert now["has_reply"] is False


def test_a_pause_counts_from_the_day_the_desk_says_and_ends_with_its_dates(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    asking = desk.move(case, MoveName.ASK_REPORTER, paused_since=date(2026, 11, 20))
    desk.done(asking)
    assert standing(desk, case)["paused_since"] == "2026-11-20"
    paused = replace(case, status=Status.AWAITING_REPORTER, paused_since=date(2026, 11, 20))
    later = some_due_dates(resolution=date(2026, 12, 17), paused_days=5)
    desk.done(desk.move(paused, MoveName.REPORTER_ANSWERED, paused_since=None, due=later))
    assert standing(desk, case)["paused_since"] is None
    assert standing(desk, case)["due"]["resolution"] == "2026-12-17"
    assert standing(desk, case)["due"]["paused_days"] == 5


def test_a_pause_without_its_day_is_refused(sqlite_desk: ServerDesk):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case))
    assert sqlite_desk.refused(sqlite_desk.move(case, MoveName.ASK_REPORTER)) == "BODY_UNREADABLE"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "note"},
        {"move": "close"},
        {"to_status": "closed"},
        {"text": "  "},
        {"office_uid": str(uuid4())},
        {"person_uid": str(uuid4())},
        {"case_uid": str(uuid4())},
    ],
)
def test_the_entry_of_a_move_tells_of_this_very_move(
    sqlite_desk: ServerDesk, wrong: dict[str, Any]
):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case))
    move = sqlite_desk.move(case, MoveName.DECLINE, has_reply=True)
    entry = move["body"]["entry"] | wrong
    assert sqlite_desk.refused(with_body(move, entry=entry)) == "BODY_UNREADABLE"


def test_the_timeline_names_the_person_as_the_regency_knows_them(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.write(case, person_name="Orang Lain", text="Siapa saya?"))
    (note,) = [one for one in desk.holds("entry").values() if one["text"] == "Siapa saya?"]
    assert note["person_name"] == "Rina Pratiwi"
