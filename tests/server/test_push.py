"""What desks send is applied once, in whole saves, and every change gets its answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from central_server.schema import answered_change, device, entry
from desktop_app.domain.cases import Status
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.server_desk import ServerDesk, one_save
from tests.server.world import World


def kinds(answers: list[dict[str, Any]]) -> list[str]:
    return [answer["answer"] for answer in answers]


def test_each_change_gets_an_answer_in_the_order_sent(desk: ServerDesk):
    case = desk.new_case()
    changes = [
        desk.create(case),
        desk.write(case),
        desk.move(case, MoveName.CLOSE),
        desk.write(case),
    ]
    answers = desk.push(*changes)
    assert [answer["uid"] for answer in answers] == [change["uid"] for change in changes]
    assert kinds(answers) == ["done", "done", "rejected", "done"]


def test_a_push_sent_twice_is_applied_once(desk: ServerDesk):
    case = desk.new_case()
    changes = [desk.create(case, a_reporter(case_uid=case.uid)), desk.write(case)]
    first, second = desk.push(*changes), desk.push(*changes)
    assert kinds(first) == ["done", "done"]
    assert kinds(second) == ["repeated", "repeated"]
    assert [answer["outcome"] for answer in second] == ["done", "done"]
    assert [answer["version"] for answer in second] == [answer["version"] for answer in first]
    assert len(desk.holds("case")) == 1
    assert len(desk.holds("entry")) == 2


def test_a_change_twice_in_one_push_is_applied_once(desk: ServerDesk):
    case = desk.new_case()
    note = desk.write(case)
    answers = desk.push(desk.create(case), note, note)
    assert kinds(answers) == ["done", "done", "repeated"]
    assert len(desk.holds("entry")) == 2


def test_the_same_push_sent_at_the_same_time_is_applied_once(desk: ServerDesk):
    case = desk.new_case()
    changes = [desk.create(case), *(desk.write(case) for _ in range(20))]
    answers: list[list[dict[str, Any]]] = []
    threads = [Thread(target=lambda: answers.append(desk.push(*changes))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kinds(one)[0] for one in answers) == ["done", "repeated", "repeated"]
    assert all(len(set(kinds(one))) == 1 for one in answers)
    assert len(desk.holds("entry")) == 21


def test_one_bad_save_never_stops_the_next(desk: ServerDesk):
    case = desk.new_case()
    answers = desk.push(
        desk.create(case),
        desk.write(case) | {"body": {"text": 5}},
        desk.change("case.dance", case, {}),
        desk.write(case),
    )
    assert kinds(answers) == ["done", "rejected", "rejected", "done"]
    assert len(desk.holds("entry")) == 2


def test_half_a_save_is_never_kept(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    save = one_save(
        desk.write(case),
        desk.attach(case),
        desk.issue(case),
        desk.identify(case, a_reporter(case_uid=case.uid)),
        desk.correct(case, title="Judul lain"),
        desk.move(case, MoveName.CLOSE),
    )
    assert desk.refused(*save) == "MOVE_NOT_ALLOWED"
    assert len(desk.holds("entry")) == 1
    assert [desk.holds(kind) for kind in ("attachment", "letter", "reporter")] == [{}, {}, {}]
    assert desk.holds("case")[str(case.uid)]["title"] == case.title


def test_a_case_made_in_a_refused_save_does_not_exist_for_the_next(desk: ServerDesk):
    case = desk.new_case()
    save = one_save(desk.create(case), desk.move(case, MoveName.CLOSE))
    answers = desk.push(*save, desk.write(case))
    assert [answer["code"] for answer in answers] == ["MOVE_NOT_ALLOWED"] * 2 + ["CASE_UNKNOWN"]
    assert "current" not in answers[0]


def test_a_refused_change_sent_again_stays_refused(desk: ServerDesk):
    case = desk.new_case()
    note = desk.write(case)
    assert desk.refused(note) == "CASE_UNKNOWN"
    desk.done(desk.create(case))
    (answer,) = desk.push(note)
    assert (answer["answer"], answer["outcome"]) == ("repeated", "rejected")
    assert answer["code"] == "CASE_UNKNOWN"
    assert answer["words"]


def test_an_unknown_operation_or_version_is_answered_as_such(desk: ServerDesk):
    case = desk.new_case()
    later = desk.create(case) | {"v": 2}
    assert desk.refused(desk.change("case.dance", case, {}), later) == "OPERATION_UNKNOWN"


def test_the_answer_to_one_desk_is_not_told_to_another(world: World, desk: ServerDesk):
    other = ServerDesk(world, "KRN", "Hadi")
    case = desk.new_case()
    change = desk.create(case)
    desk.done(change)
    stolen = change | {"person": str(other.person.uid)}
    (answer,) = other.push(stolen)
    assert (answer["answer"], answer["code"]) == ("rejected", "BODY_UNREADABLE")
    assert str(case.title) not in str(answer)
    (own,) = desk.push(change)
    assert (own["answer"], own["outcome"]) == ("repeated", "done")


def test_a_refused_change_of_a_case_in_scope_comes_with_the_case_as_it_stands(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.move(case, MoveName.VERIFY))
    (answer,) = desk.push(desk.move(case, MoveName.VERIFY))
    assert answer["current"]["status"] == Status.VERIFIED.value
    assert answer["current"]["version"] == 2


def test_an_answer_repeated_after_the_case_went_on_tells_the_case_as_it_stands(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    first = desk.correct(case, place="Pasar")
    second = desk.correct(replace(case, place="Pasar"), place="Terminal")
    desk.done(first, second)
    desk.done(desk.correct(replace(case, place="Terminal"), place="Balai desa"))

    repeated = desk.push(first, second)

    assert [answer["outcome"] for answer in repeated] == ["done", "done"]
    assert "current" not in repeated[0]  # told once, with the last of the case
    assert repeated[1]["current"]["place"] == "Balai desa"
    assert repeated[1]["current"]["version"] > repeated[1]["version"]


def test_an_answer_repeated_while_the_case_still_stands_so_tells_nothing_anew(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    correction = desk.correct(case, place="Pasar")
    desk.done(correction)

    (repeated,) = desk.push(correction)

    assert repeated["outcome"] == "done"
    assert "current" not in repeated


def test_over_two_thousand_changes_are_too_many(desk: ServerDesk):
    case = desk.new_case()
    note = desk.write(case)
    answer = desk.post("/v1/push", desk.asks(changes=[note] * 2_001))
    assert (answer.status, answer.code) == (413, "TOO_LARGE")
    assert len(desk.push(desk.create(case), *[note] * 1_999)) == 2_000


def test_an_empty_push_is_answered(desk: ServerDesk):
    assert desk.push() == []


# What the database says quotes a name: neither an answer nor the log may repeat it.
FAULTS = {
    "sqlite": """
        CREATE TRIGGER fault BEFORE INSERT ON letter
        BEGIN SELECT RAISE(ABORT, 'Wagiman Contoh'); END
    """,
    "postgresql": """
        CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''Wagiman Contoh''; END';
        CREATE TRIGGER fault BEFORE INSERT ON letter EXECUTE FUNCTION fault()
    """,
}


def test_a_bug_in_one_save_is_answered_and_stops_no_other(
    desk: ServerDesk, backend: str, expected_log: pytest.LogCaptureFixture
):
    desk.world.reusable = False
    with desk.world.parts.database.write() as connection:
        connection.exec_driver_sql(FAULTS[backend])
    case = desk.new_case()
    save = one_save(desk.write(case), desk.issue(case))
    answers = desk.push(desk.create(case), *save, desk.write(case))
    assert kinds(answers) == ["done", "rejected", "rejected", "done"]
    assert {answer["code"] for answer in answers[1:3]} == {"SERVER_ERROR"}
    assert len(desk.holds("entry")) == 2
    (record,) = [one for one in expected_log.records if one.levelno >= logging.ERROR]
    ticket = record.__dict__["facts"]["ticket"]
    assert ticket in answers[1]["words"]
    assert kinds(desk.push(*save)) == ["repeated", "repeated"]


# One letter in particular cannot be written; everything else can.
POISON = {
    "sqlite": """
        CREATE TRIGGER fault BEFORE INSERT ON letter WHEN NEW.number = 'racun'
        BEGIN SELECT RAISE(ABORT, 'Wagiman Contoh'); END
    """,
    "postgresql": """
        CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN IF NEW.number = ''racun'' THEN RAISE EXCEPTION ''Wagiman Contoh''; END IF;
         RETURN NEW; END';
        CREATE TRIGGER fault BEFORE INSERT ON letter FOR EACH ROW EXECUTE FUNCTION fault()
    """,
}


def test_a_poisoned_save_among_many_is_found_and_the_others_are_kept(
    desk: ServerDesk, backend: str, expected_log: pytest.LogCaptureFixture
):
    desk.world.reusable = False
    with desk.world.parts.database.write() as connection:
        connection.exec_driver_sql(POISON[backend])
    cases = [desk.new_case() for _ in range(12)]
    poisoned = one_save(desk.write(cases[5]), desk.issue(cases[5], number="racun"))
    changes = [
        *(desk.create(case) for case in cases),
        *(desk.write(case) for case in cases),
        *poisoned,
        *(desk.move(case, MoveName.VERIFY) for case in cases),
        *(desk.issue(case, number=f"{n}/X", sequence=n) for n, case in enumerate(cases, 1)),
    ]
    answers = desk.push(*changes)
    refused = [answer["uid"] for answer in answers if answer["answer"] != "done"]
    assert refused == [change["uid"] for change in poisoned]
    assert {len(desk.holds("entry")), len(desk.holds("letter"))} == {48, 12}
    assert {record["status"] for record in desk.holds("case").values()} == {"verified"}
    assert len([one for one in expected_log.records if one.levelno >= logging.ERROR]) == 1


def test_what_builds_on_a_poisoned_save_is_judged_without_it(
    desk: ServerDesk, backend: str, expected_log: pytest.LogCaptureFixture
):
    desk.world.reusable = False
    with desk.world.parts.database.write() as connection:
        connection.exec_driver_sql(POISON[backend])
    case, other = desk.new_case(), desk.new_case()
    issue = desk.issue(case, number="racun")
    create = desk.create(case) | {"tx": issue["tx"]}
    answers = desk.push(create, issue, desk.write(case), desk.create(other))
    assert [answer.get("code") for answer in answers] == [
        "SERVER_ERROR", "SERVER_ERROR", "CASE_UNKNOWN", None,
    ]  # fmt: skip
    assert list(desk.holds("case")) == [str(other.uid)]
    assert expected_log.records


def test_a_save_spread_over_a_request_is_still_one(desk: ServerDesk):
    case = desk.new_case()
    first, second, last = desk.create(case), desk.write(case), desk.move(case, MoveName.CLOSE)
    other = desk.new_case()
    answers = desk.push(first, desk.create(other), second, last | {"tx": second["tx"]})
    assert kinds(answers) == ["done", "done", "rejected", "rejected"]
    assert len(desk.holds("entry")) == 2


def test_a_refused_save_gives_back_what_it_would_have_used(desk: ServerDesk):
    case, later = desk.new_case(), desk.new_case()
    later = replace(later, register_number=case.register_number)
    refused = one_save(desk.create(case), desk.move(case, MoveName.CLOSE))
    answers = desk.push(*refused, desk.create(later))
    assert kinds(answers) == ["rejected", "rejected", "done"]
    issue = desk.issue(later, number="1/X", sequence=1)
    taken_back = one_save(issue, desk.move(later, MoveName.CLOSE))
    copy = issue | {"uid": str(uuid4()), "tx": str(uuid4())}
    assert kinds(desk.push(*taken_back, copy)) == ["rejected", "rejected", "done"]


def test_two_saves_of_one_push_do_not_share_a_register_number(desk: ServerDesk):
    case, later = desk.new_case(), desk.new_case()
    later = replace(later, register_number=case.register_number)
    answers = desk.push(desk.create(case), desk.create(later))
    assert (answers[0]["answer"], answers[1]["code"]) == ("done", "NUMBER_TAKEN")


def test_a_case_handed_round_within_a_push_reaches_only_who_has_it_at_the_end(
    world: World, desk: ServerDesk
):
    between, end = ServerDesk(world, "KRN", "Hadi"), ServerDesk(world, "DPUPR", "Agus")
    case = desk.new_case()
    steps = [
        desk.move(case, MoveName.VERIFY),
        *(
            desk.move(
                replace(case, status=Status.VERIFIED),
                MoveName.ASSIGN,
                assigned_office_uid=one.office.uid,
            )
            for one in (between, end)
        ),
    ]
    desk.done(desk.create(case), desk.write(case), *steps)
    assert [row for row in between.rows() if row["case"] == str(case.uid)] == []
    assert len(end.holds("entry")) == 5
    assert end.holds("case")[str(case.uid)]["status"] == "assigned"


def test_a_change_of_a_parent_is_repeated_to_its_child_and_to_nobody_else(
    world: World, desk: ServerDesk
):
    case = desk.new_case()
    clash = desk.correct(case, title="Aspal hilang")
    sent = [desk.create(case), desk.correct(case, title="Jalan rusak"), clash]
    first = desk.push(*sent, refused := desk.move(case, MoveName.CLOSE))
    stranger = ServerDesk(world, "BBS", "Tono")
    assert stranger.refused(sent[0]) == "BODY_UNREADABLE"
    with world.parts.database.write() as connection:
        child = update(device).where(device.c.uid == stranger.uid)
        connection.execute(child.values(parent_uid=desk.uid))
    again = stranger.push(*sent, refused, stranger.write(case))
    assert kinds(again) == ["repeated"] * 4 + ["done"]
    assert [answer["outcome"] for answer in again[:4]] == kinds(first)
    assert again[2]["fields"] == first[2]["fields"]
    assert again[3]["words"] == first[3]["words"]
    grandchild = ServerDesk(world, "BBS", "Rina")
    with world.parts.database.write() as connection:
        child = update(device).where(device.c.uid == grandchild.uid)
        connection.execute(child.values(parent_uid=stranger.uid))
    assert kinds(grandchild.push(*sent)) == ["repeated"] * 3


def test_answers_are_kept_with_their_effects_and_without_their_content(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case, a_reporter(case_uid=case.uid, name="Wagiman Contoh")))
    with desk.world.parts.database.read() as connection:
        kept = connection.execute(select(answered_change)).all()
        entries = connection.scalar(select(func.count()).select_from(entry))
    assert (len(kept), entries) == (1, 1)
    assert "Wagiman" not in str(kept)
