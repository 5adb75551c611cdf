"""Every office gets its own cases and no others; who reported stays with the office that asked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

from central_server import directory
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.people import OfficeKind
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter, an_office
from tests.server.server_desk import ServerDesk
from tests.server.world import World

# Words that stand nowhere but in the identity block.
SECRETS = {
    "name": "Wagiman Rahasia",
    "phone": "+6281299990000",
    "address": "RT 77 Dusun Tersembunyi",
    "nik": "3303990101900077",
}


def taken_in(desk: ServerDesk, **changes: Any) -> Case:
    """A verified case with an entry, a file, a letter and a reporter."""
    case = desk.new_case(**changes)
    desk.done(
        desk.create(case, a_reporter(case_uid=case.uid, **SECRETS)),
        desk.write(case),
        desk.attach(case),
        desk.issue(case, addressee="Sdr. Wagiman Rahasia"),
        desk.move(case, MoveName.VERIFY),
    )
    return replace(case, status=Status.VERIFIED)


def assigned(desk: ServerDesk, case: Case, to: ServerDesk) -> Case:
    desk.done(desk.move(case, MoveName.ASSIGN, assigned_office_uid=to.office.uid))
    return replace(case, status=Status.ASSIGNED, assigned_office_uid=to.office.uid)


def secrets_in(pulled: object) -> list[str]:
    text = json.dumps(pulled, ensure_ascii=False)
    return [secret for secret in SECRETS.values() if secret in text]


def test_an_office_that_has_nothing_to_do_with_a_case_gets_nothing_of_it(
    world: World, district: ServerDesk
):
    case = taken_in(district)
    stranger = ServerDesk(world, "KRN", "Hadi")
    assert str(case.uid) not in json.dumps(stranger.rows())
    assert {row["kind"] for row in stranger.rows()} == {"office", "person"}


def test_an_assigned_office_gets_the_case_with_its_entries_and_files(
    district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    assert village.holds("case").keys() == {str(case.uid)}
    assert village.holds("entry") == district.holds("entry")
    assert village.holds("attachment") == district.holds("attachment")


def test_who_reported_is_given_only_to_the_office_that_took_the_case(
    district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    changed = a_reporter(case_uid=case.uid, **SECRETS | {"name": "Wagiman Rahasia Kedua"})
    district.done(district.identify(case, changed))
    assert secrets_in(village.rows()) == []
    assert secrets_in(regency.rows()) == []
    assert set(secrets_in(district.rows())) == set(SECRETS.values())


def test_no_answer_to_another_office_tells_who_reported(district: ServerDesk, village: ServerDesk):
    case = assigned(district, taken_in(district), village)
    answers = village.push(
        village.identify(case, a_reporter(case_uid=case.uid)),
        village.move(case, MoveName.CLOSE),
        village.correct(replace(case, title="Lama"), title="Baru"),
    )
    assert [answer.get("code") for answer in answers] == ["NOT_IN_SCOPE", "MOVE_NOT_ALLOWED", None]
    assert answers[1]["current"]["uid"] == str(case.uid)
    assert secrets_in(answers) == []


def test_a_letter_is_given_only_to_the_office_that_wrote_it(
    district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    village.done(village.issue(case, number="V/1", sequence=1))
    assert [one["number"] for one in village.holds("letter").values()] == ["V/1"]
    assert len(district.holds("letter")) == 1
    assert regency.holds("letter") == {}


def test_the_regency_gets_every_case(
    world: World, district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    cases = [taken_in(district), taken_in(village)]
    assert regency.holds("case").keys() == {str(case.uid) for case in cases}


def test_a_regency_desk_that_comes_later_gets_the_cases_there_are(
    world: World, district: ServerDesk
):
    case = taken_in(district)
    office = an_office(uid=uuid4(), code="PROV", kind=OfficeKind.REGENCY)
    with world.parts.database.write() as connection:
        directory.add_office(connection, office, world.clock())
        directory.add_person(
            connection,
            replace(world.people("PBG")["Dewi"], uid=uuid4(), office_uid=office.uid),
            world.clock(),
        )
    late = ServerDesk(world, "PROV", "Dewi")
    assert late.holds("case").keys() == {str(case.uid)}
    assert secrets_in(late.rows()) == []


def test_a_case_assigned_on_is_gone_from_where_it_was(
    district: ServerDesk, village: ServerDesk, agency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    village.done(village.write(case))
    before = village.page()
    assigned(district, case, agency)
    later = village.page(before["cursors"])["rows"]
    assert all(row["gone"] and "body" not in row for row in later)
    assert {row["kind"] for row in later} == {"case", "entry", "attachment"}
    assert village.holds("case") == {}
    assert agency.holds("case").keys() == {str(case.uid)}
    assert len(agency.holds("entry")) == len(district.holds("entry")) == 8


def test_a_case_that_comes_back_comes_back_whole(
    district: ServerDesk, village: ServerDesk, agency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    case = assigned(district, case, agency)
    case = assigned(district, case, village)
    assert village.holds("entry") == district.holds("entry")
    assert village.holds("attachment") == district.holds("attachment")
    assert village.holds("reporter") == {}
    assert agency.holds("case") == {}


def test_a_returned_case_leaves_the_office_that_returned_it(
    district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    village.done(village.move(case, MoveName.RETURN, assigned_office_uid=None))
    assert village.holds("case") == {}
    assert village.refused(village.write(case)) == "NOT_IN_SCOPE"
    assert district.holds("case")[str(case.uid)]["status"] == "verified"


def test_a_case_that_left_and_went_on_is_not_told_with_an_answer_repeated(
    district: ServerDesk, village: ServerDesk, agency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    own = village.write(case)
    village.done(own)
    assigned(district, case, agency)

    (repeated,) = village.push(own)

    assert repeated["outcome"] == "done"
    assert "current" not in repeated


def test_an_office_that_never_had_a_case_is_not_told_that_it_exists(
    world: World, district: ServerDesk
):
    case = taken_in(district)
    stranger = ServerDesk(world, "KRN", "Hadi")
    answers = stranger.push(stranger.write(case), stranger.write(stranger.new_case()))
    assert [answer["code"] for answer in answers] == ["CASE_UNKNOWN"] * 2
    assert answers[0]["words"] == answers[1]["words"]
    assert "current" not in answers[0]


def test_the_office_complained_about_never_hears_of_the_case(
    district: ServerDesk, village: ServerDesk
):
    case = taken_in(district, complained_office_uid=village.office.uid)
    district.done(district.write(case), district.attach(case))
    assert str(case.uid) not in json.dumps(village.rows())
    assert village.refused(village.write(case)) == "CASE_UNKNOWN"


def test_a_case_is_never_assigned_to_the_office_complained_about(
    district: ServerDesk, village: ServerDesk
):
    case = taken_in(district, complained_office_uid=village.office.uid)
    move = district.move(case, MoveName.ASSIGN, assigned_office_uid=village.office.uid)
    assert district.refused(move) == "COMPLAINED_OFFICE"
    assert str(case.uid) not in json.dumps(village.rows())


def test_the_regency_too_gets_nothing_of_a_case_that_complains_about_it(
    district: ServerDesk, regency: ServerDesk
):
    case = taken_in(district, complained_office_uid=regency.office.uid)
    assert str(case.uid) not in json.dumps(regency.rows())


def test_an_office_named_as_complained_about_later_loses_the_case(
    district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    district.done(district.correct(case, complained_office_uid=village.office.uid))
    assert village.holds("case") == {}
    assert all(row["gone"] for row in village.rows() if row["case"] == str(case.uid))
    assert village.refused(village.write(case)) == "NOT_IN_SCOPE"


def test_an_office_that_took_a_case_about_itself_keeps_it(district: ServerDesk):
    case = district.new_case(complained_office_uid=district.office.uid)
    district.done(district.create(case), district.attach(case), district.write(case))
    assert district.holds("case").keys() == {str(case.uid)}


def test_a_case_goes_only_to_an_office_there_is(district: ServerDesk):
    case = taken_in(district)
    for nobody in (uuid4(), None):
        move = district.move(case, MoveName.ASSIGN, assigned_office_uid=nobody)
        assert district.refused(move) == "BODY_UNREADABLE"


def test_every_desk_knows_the_offices_and_people_of_the_regency(world: World):
    stranger = ServerDesk(world, "KRN", "Hadi")
    assert len(stranger.holds("office")) == 5
    assert len(stranger.holds("person")) == 7


def test_an_executor_reports_back_on_what_is_assigned(district: ServerDesk, agency: ServerDesk):
    case = assigned(district, taken_in(district), agency)
    agency.done(
        agency.move(case, MoveName.START),
        agency.write(case, EntryKind.PROGRESS, text="Material sudah datang."),
        agency.move(replace(case, status=Status.IN_PROGRESS), MoveName.FOLLOW_UP, has_reply=True),
    )
    assert district.holds("case")[str(case.uid)]["status"] == "followed_up"
