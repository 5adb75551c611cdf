"""A case taken back is gone everywhere, until somebody who had it has worked on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop_app.domain.cases import Case, Status
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.server_desk import ServerDesk, one_save
from tests.server.world import World

KINDS = ("case", "entry", "reporter", "attachment", "letter")


def held(desk: ServerDesk, case: Case) -> dict[str, int]:
    """Count what a desk holds of a case, by kind."""
    rows = [row for row in desk.rows() if row["case"] == str(case.uid) and not row["gone"]]
    return {kind: n for kind in KINDS if (n := len([r for r in rows if r["kind"] == kind]))}


def entries(desk: ServerDesk, case: Case) -> list[str]:
    """List the kinds of the entries that a desk holds of a case."""
    of_case = [e for e in desk.holds("entry").values() if e["case_uid"] == str(case.uid)]
    return sorted(entry["kind"] for entry in of_case)


def assigned(desk: ServerDesk, agency: ServerDesk) -> Case:
    """A case of three entries that the agency works on."""
    case = desk.new_case()
    verified = replace(case, status=Status.VERIFIED)
    desk.done(
        desk.create(case, a_reporter(case_uid=case.uid)),
        desk.move(case, MoveName.VERIFY),
        desk.move(verified, MoveName.ASSIGN, assigned_office_uid=agency.office.uid),
    )
    return replace(case, status=Status.ASSIGNED, assigned_office_uid=agency.office.uid)


# --- taking back ----------------------------------------------------------------------------------


def test_a_case_taken_back_is_gone_from_every_scope(desk: ServerDesk, agency: ServerDesk):
    case = assigned(desk, agency)
    desk.done(desk.issue(case), desk.attach(case))
    desk.done(desk.void(case, seen=5))
    assert held(desk, case) == held(agency, case) == {}
    gone = {row["kind"] for row in desk.rows() if row["case"] == str(case.uid) and row["gone"]}
    assert gone == set(KINDS)


def test_a_case_made_and_taken_back_in_one_request_reaches_nobody(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.write(case), desk.void(case, seen=2))
    assert [row for row in desk.rows() if row["case"] == str(case.uid)] == []


def test_only_the_office_that_took_a_case_takes_it_back(desk: ServerDesk, agency: ServerDesk):
    case = assigned(desk, agency)
    assert agency.refused(agency.void(case, seen=3)) == "NOT_IN_SCOPE"
    assert held(agency, case) == {"case": 1, "entry": 3}


def test_taking_back_needs_the_right_to_correct_and_a_reason(desk: ServerDesk):
    case, signer = desk.new_case(), desk.people["Budi"]
    desk.done(desk.create(case))
    void = desk.void(case, seen=1)
    void["body"]["entry"]["person_uid"] = str(signer.uid)
    assert desk.refused(void | {"person": str(signer.uid)}) == "NO_RIGHT"
    assert desk.refused(desk.void(case, seen=1, reason="  ")) == "BODY_UNREADABLE"
    assert held(desk, case) == {"case": 1, "entry": 1}


def test_a_case_that_somebody_worked_on_meanwhile_is_not_taken_back(
    desk: ServerDesk, agency: ServerDesk
):
    case = assigned(desk, agency)
    agency.done(agency.write(case))
    (answer,) = desk.push(desk.void(case, seen=3))
    assert (answer["answer"], answer["code"]) == ("rejected", "EDITED_SINCE")
    assert answer["current"]["uid"] == str(case.uid)
    assert held(desk, case)["entry"] == 4
    desk.done(desk.void(case, seen=4))
    assert held(agency, case) == {}


def test_own_entries_that_come_in_the_same_request_count_as_seen(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    desk.done(desk.write(case), desk.write(case), desk.void(case, seen=3))
    assert held(desk, case) == {}


def test_a_refused_entry_does_not_count(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    refused = one_save(desk.write(case), desk.move(case, MoveName.CLOSE))
    answers = desk.push(*refused, desk.void(case, seen=1))
    assert [answer["answer"] for answer in answers] == ["rejected", "rejected", "done"]


def test_a_case_taken_back_twice_stays_taken_back(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.void(case, seen=1))
    desk.done(desk.void(case, seen=1))
    assert held(desk, case) == {}


def test_what_is_taken_back_keeps_its_uid_and_its_register_number(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.void(case, seen=1))
    same_uid = desk.new_case(uid=case.uid)
    same_number = desk.new_case(register_number=case.register_number)
    assert desk.refused(desk.create(same_uid)) == "CASE_EXISTS"
    assert desk.refused(desk.create(same_number)) == "NUMBER_TAKEN"


def test_a_file_of_a_case_taken_back_is_not_given(desk: ServerDesk, agency: ServerDesk):
    case = assigned(desk, agency)
    desk.done(desk.attach(case, sha256="ab" * 32), desk.void(case, seen=4))
    path = f"/v1/files/{case.uid}/{'ab' * 32}"
    assert agency.ask("GET", path).code == "NOT_FOUND"


# --- edit beats delete ----------------------------------------------------------------------------


def test_work_on_a_case_taken_back_brings_it_back_to_everybody(
    desk: ServerDesk, agency: ServerDesk
):
    case = assigned(desk, agency)
    desk.done(desk.void(case, seen=3))
    agency.done(agency.write(case))
    assert entries(desk, case) == ["moved", "moved", "note", "registered", "revived", "voided"]
    assert entries(agency, case) == entries(desk, case)
    assert held(desk, case) == {"case": 1, "entry": 6, "reporter": 1}
    (revived,) = [e for e in desk.holds("entry").values() if e["kind"] == "revived"]
    assert revived["person_name"] == agency.person.name
    assert revived["office_uid"] == str(agency.office.uid)


@pytest.mark.parametrize("change", ["move", "correct", "attach", "issue", "identify"])
def test_every_kind_of_work_brings_a_case_back(sqlite_desk: ServerDesk, change: str):
    desk, case = sqlite_desk, sqlite_desk.new_case()
    desk.done(desk.create(case), desk.void(case, seen=1))
    work: dict[str, Any] = {
        "move": lambda: desk.move(case, MoveName.VERIFY),
        "correct": lambda: desk.correct(case, title="Jalan rusak"),
        "attach": lambda: desk.attach(case),
        "issue": lambda: desk.issue(case),
        "identify": lambda: desk.identify(case, a_reporter(case_uid=case.uid)),
    }
    desk.done(work[change]())
    assert held(desk, case)["case"] == 1
    assert entries(desk, case).count("revived") == 1


def test_a_correction_of_a_case_taken_back_is_merged_as_ever(world: World, desk: ServerDesk):
    neighbour = ServerDesk(world, "BBS", "Tono")
    case = desk.new_case()
    desk.done(desk.create(case), desk.correct(case, title="Jalan rusak"))
    desk.done(desk.void(case, seen=2))
    (answer,) = neighbour.push(neighbour.correct(case, title="Aspal hilang", place="Di pasar"))
    assert answer["answer"] == "conflict"
    assert (answer["current"]["title"], answer["current"]["place"]) == ("Jalan rusak", "Di pasar")
    assert entries(desk, case) == ["corrected", "corrected", "registered", "revived", "voided"]


def test_a_refused_change_brings_nothing_back(desk: ServerDesk, agency: ServerDesk):
    case = assigned(desk, agency)
    desk.done(desk.void(case, seen=3))
    (answer,) = agency.push(agency.move(case, MoveName.CLOSE))
    assert (answer["answer"], "current" in answer) == ("rejected", False)
    assert held(desk, case) == held(agency, case) == {}


def test_an_office_that_lost_a_case_does_not_bring_it_back(
    world: World, desk: ServerDesk, agency: ServerDesk
):
    case = assigned(desk, agency)
    other = ServerDesk(world, "KRN", "Hadi")
    desk.done(desk.move(case, MoveName.ASSIGN, assigned_office_uid=other.office.uid))
    desk.done(desk.void(case, seen=4))
    assert agency.refused(agency.write(case)) == "NOT_IN_SCOPE"
    stranger = ServerDesk(world, "GDS", "Sari")
    assert stranger.refused(stranger.write(case)) == "CASE_UNKNOWN"
    assert held(desk, case) == held(other, case) == {}


def test_a_push_that_brings_a_case_back_does_so_once(desk: ServerDesk, agency: ServerDesk):
    case = assigned(desk, agency)
    desk.done(desk.void(case, seen=3))
    agency.done(agency.write(case), agency.write(case))
    assert entries(agency, case).count("revived") == 1


# --- bringing back on purpose ---------------------------------------------------------------------


def test_the_office_that_took_a_case_back_brings_it_back_itself(
    desk: ServerDesk, agency: ServerDesk
):
    case = assigned(desk, agency)
    desk.done(desk.void(case, seen=3))
    assert agency.refused(agency.revive(case)) == "NOT_IN_SCOPE"
    desk.done(desk.revive(case))
    assert entries(agency, case) == ["moved", "moved", "registered", "revived", "voided"]
    assert held(desk, case)["reporter"] == 1


def test_a_case_brought_back_may_be_taken_back_again(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.void(case, seen=1), desk.revive(case))
    assert desk.refused(desk.void(case, seen=2)) == "EDITED_SINCE"
    desk.done(desk.void(case, seen=3))
    assert held(desk, case) == {}


def test_each_time_the_case_has_a_version_of_its_own(desk: ServerDesk):
    case = desk.new_case()
    answers = desk.push(desk.create(case), desk.void(case, seen=1), desk.revive(case))
    assert [answer["version"] for answer in answers] == [1, 2, 3]
