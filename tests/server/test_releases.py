"""Releases: who may let whom know of what, how it is told, and how it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from central_server.identity import records_for
from central_server.schema import case_record as stored_case
from central_server.schema import identity
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.records import case_record
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.server_desk import ServerDesk
from tests.server.world import World


def taken_in(desk: ServerDesk, **changes: Any) -> Case:
    case = desk.new_case(**changes)
    desk.done(desk.create(case, a_reporter(case_uid=case.uid)), desk.move(case, MoveName.VERIFY))
    return replace(case, status=Status.VERIFIED)


def assigned(desk: ServerDesk, case: Case, to: ServerDesk) -> Case:
    desk.done(desk.move(case, MoveName.ASSIGN, assigned_office_uid=to.office.uid))
    return replace(case, status=Status.ASSIGNED, assigned_office_uid=to.office.uid)


# --- the office complained about --------------------------------------------------------------


def test_a_release_stands_in_the_timeline_with_its_reason_and_the_name_of_who_gave_it(
    district: ServerDesk, village: ServerDesk
):
    case = taken_in(district, complained_office_uid=village.office.uid)
    given = district.release(case, village.office, person_name="Siapa Saja")
    district.done(given)

    (release,) = village.holds("release").values()
    (entry,) = (one for one in village.holds("entry").values() if one["kind"] == "released")
    assert (release["person_name"], release["reason"]) == ("Rina Pratiwi", entry["text"])
    assert (entry["person_name"], entry["public"]) == ("Rina Pratiwi", False)
    assert entry["to_office_uid"] == str(village.office.uid)


def test_what_is_taken_back_is_told_as_gone_and_both_stay_in_the_timeline(
    district: ServerDesk, village: ServerDesk
):
    case = taken_in(district, complained_office_uid=village.office.uid)
    given = district.release(case, village.office)
    district.done(given)
    before = village.page()["cursors"]
    district.done(district.take_back(given, case))

    later = village.page(before)["rows"]
    assert later
    assert all(row["gone"] for row in later)
    assert village.refused(village.write(case)) == "NOT_IN_SCOPE"
    kinds = [one["kind"] for one in district.holds("entry").values()]
    assert {"released", "withheld"} <= set(kinds)


def test_who_reported_does_not_go_with_a_released_case(district: ServerDesk, village: ServerDesk):
    case = taken_in(district, complained_office_uid=village.office.uid)
    district.done(district.release(case, village.office))
    assert village.holds("reporter") == {}
    assert district.refused(district.let_know_reporter(case, village.office)) == "COMPLAINED_OFFICE"


def test_only_a_verifier_of_a_higher_office_releases(
    district: ServerDesk, village: ServerDesk, stranger: ServerDesk
):
    case = taken_in(stranger, complained_office_uid=village.office.uid)
    assert stranger.refused(stranger.release(case, village.office)) == "NOT_HIGHER_OFFICE"
    case = taken_in(district, complained_office_uid=village.office.uid)
    clerk = district.people["Tono"]
    release = district.release(case, village.office, person_uid=clerk.uid)
    release["body"]["entry"]["person_uid"] = release["person"] = str(clerk.uid)
    assert district.refused(release) == "NO_RIGHT"


def test_only_an_office_complained_about_needs_a_release(
    district: ServerDesk, village: ServerDesk, stranger: ServerDesk
):
    case = taken_in(district, complained_office_uid=village.office.uid)
    assert district.refused(district.release(case, stranger.office)) == "RELEASE_OUTDATED"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2_001])
def test_a_release_says_what_for(district: ServerDesk, village: ServerDesk, reason: str):
    case = taken_in(district, complained_office_uid=village.office.uid)
    release = district.release(case, village.office, reason=reason)
    assert district.refused(release) == "BODY_UNREADABLE"


def test_a_released_case_may_be_given_to_the_office_it_is_about(
    district: ServerDesk, village: ServerDesk
):
    case = taken_in(district, complained_office_uid=village.office.uid)
    move = district.move(case, MoveName.ASSIGN, assigned_office_uid=village.office.uid)
    assert district.refused(move) == "COMPLAINED_OFFICE"
    district.done(district.release(case, village.office))
    case = assigned(district, case, village)
    village.done(village.move(case, MoveName.START))


def test_to_name_another_office_as_complained_about_is_a_release_by_another_name(
    district: ServerDesk, village: ServerDesk, stranger: ServerDesk, regency: ServerDesk
):
    case = taken_in(stranger, complained_office_uid=village.office.uid)
    for other in (None, district.office.uid):
        correction = stranger.correct(case, complained_office_uid=other)
        assert stranger.refused(correction) == "NOT_HIGHER_OFFICE"
    regency.done(regency.correct(case, complained_office_uid=None))


def test_only_a_release_of_this_case_can_be_taken_back_and_once(
    district: ServerDesk, village: ServerDesk
):
    case = taken_in(district, complained_office_uid=village.office.uid)
    given = district.release(case, village.office)
    district.done(given)
    ended = district.take_back(given, case)
    assert district.refused(district.take_back(given, case, ends=uuid4())) == "RELEASE_OUTDATED"
    district.done(ended)
    assert district.refused(district.take_back(ended, case)) == "BODY_UNREADABLE"


# --- taken at the counter of the very office ------------------------------------------------


def test_of_a_case_about_the_own_office_only_who_took_it_may_know_there(
    world: World, district: ServerDesk
):
    case = district.new_case(complained_office_uid=district.office.uid)
    district.done(district.create(case), district.write(case))
    clerk = district.people["Tono"]
    note = district.write(case, person_uid=clerk.uid) | {"person": str(clerk.uid)}
    unknown = district.write(district.new_case(), person_uid=clerk.uid)
    answers = district.push(note, unknown | {"person": str(clerk.uid)})
    assert [one["code"] for one in answers] == ["CASE_UNKNOWN"] * 2
    assert "current" not in answers[0]


def test_an_office_decides_nothing_on_a_complaint_about_itself_and_the_regency_does(
    district: ServerDesk, regency: ServerDesk
):
    case = district.new_case(complained_office_uid=district.office.uid)
    district.done(district.create(case))
    assert district.refused(district.move(case, MoveName.VERIFY)) == "MOVE_NOT_ALLOWED"
    regency.done(regency.move(case, MoveName.VERIFY))


def test_the_regency_answers_the_reporter_of_a_case_about_the_office_that_took_it(
    district: ServerDesk, regency: ServerDesk
):
    case = district.new_case(complained_office_uid=district.office.uid)
    hidden = district.new_case(complained_office_uid=district.office.uid, anonymous=True)
    for one in (case, hidden):
        district.done(district.create(one, a_reporter(case_uid=one.uid)))
    assert regency.holds("reporter").keys() == {str(case.uid)}


# --- who reported -----------------------------------------------------------------------------


def test_an_office_that_must_know_who_reported_gets_it_by_a_recorded_release(
    district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    district.done(district.let_know_reporter(case, village.office))
    assert village.holds("reporter") == district.holds("reporter") != {}
    assert regency.holds("reporter") == {}
    changed = a_reporter(case_uid=case.uid, name="Wagiman Rekaan Kedua")
    district.done(district.identify(case, changed))
    (block,) = village.holds("reporter").values()
    assert block["name"] == "Wagiman Rekaan Kedua"


def test_it_leaves_that_office_when_the_release_is_taken_back(
    district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    given = district.let_know_reporter(case, village.office)
    district.done(given)
    before = village.page()["cursors"]
    district.done(district.take_back(given, case))
    gone = [row["kind"] for row in village.page(before)["rows"] if row["gone"]]
    assert gone == ["reporter"]
    assert village.holds("case").keys() == {str(case.uid)}
    assert len(district.holds("reporter")) == 1


def test_it_leaves_that_office_when_its_last_day_is_over(
    world: World, district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    district.done(district.let_know_reporter(case, village.office, until=world.clock().date()))
    before = village.page()
    assert len(village.holds("reporter")) == 1
    world.clock.turn(timedelta(days=1))
    village.token = village.take_token(village.challenge()).json["token"]
    after = village.page(before["cursors"])
    assert [(row["kind"], row["gone"]) for row in after["rows"]] == [("reporter", True)]
    scope = f"office:{village.office.uid}"
    assert after["digest"][scope]["count"] == before["digest"][scope]["count"] - 1


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (366, True), (367, False)])
def test_its_last_day_is_judged_where_the_office_is(
    world: World, district: ServerDesk, village: ServerDesk, days: int, is_taken: bool
):
    """In the small hours of Java it is still yesterday elsewhere."""
    case = assigned(district, taken_in(district), village)
    world.clock.turn(timedelta(hours=19))
    district.token = district.take_token(district.challenge()).json["token"]
    here = world.clock().astimezone(ZoneInfo(district.office.time_zone)).date()
    assert here != world.clock().date()
    given = district.let_know_reporter(case, village.office, until=here + timedelta(days=days))
    if is_taken:
        district.done(given)
    else:
        assert district.refused(given) == "RELEASE_DATE"


def test_one_release_that_ends_leaves_another_that_stands(
    world: World, district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    today = world.clock().date()
    district.done(
        district.let_know_reporter(case, village.office, until=today),
        district.let_know_reporter(case, village.office),
    )
    world.clock.turn(timedelta(days=1))
    village.token = village.take_token(village.challenge()).json["token"]
    assert len(village.holds("reporter")) == 1


def test_an_anonymous_reporter_is_known_to_the_office_that_took_the_case_alone(
    district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district, anonymous=True), village)
    assert district.refused(district.let_know_reporter(case, village.office)) == "ANONYMOUS"


def test_who_asks_later_to_stay_unnamed_is_known_there_no_more(
    district: ServerDesk, village: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    district.done(district.let_know_reporter(case, village.office))
    district.done(district.correct(case, anonymous=True))
    assert village.holds("reporter") == {}
    assert len(district.holds("reporter")) == 1


def test_only_the_office_that_took_a_case_lets_others_know_who_reported(
    district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    assert regency.refused(regency.let_know_reporter(case, village.office)) == "NOT_IN_SCOPE"
    assert village.refused(village.let_know_reporter(case, village.office)) == "NOT_IN_SCOPE"


def test_who_reported_is_released_only_where_the_case_is(
    district: ServerDesk, village: ServerDesk, stranger: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    assert district.refused(district.let_know_reporter(case, stranger.office)) == "RELEASE_OUTDATED"


def test_a_case_that_is_assigned_on_takes_who_reported_with_it(
    district: ServerDesk, village: ServerDesk, stranger: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    district.done(district.let_know_reporter(case, village.office))
    assigned(district, case, stranger)
    assert village.holds("reporter") == {}
    assert stranger.holds("reporter") == {}


def test_no_later_release_brings_back_the_name_of_who_asks_to_stay_unnamed(
    world: World, district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    today = world.clock().date()
    for_regency = district.let_know_reporter(case, regency.office, until=today)
    district.done(district.let_know_reporter(case, village.office), for_regency)
    district.done(district.correct(case, anonymous=True))
    district.done(district.take_back(for_regency, case))
    assert village.holds("reporter") == regency.holds("reporter") == {}


def test_no_release_that_lapses_brings_back_the_name_of_who_asks_to_stay_unnamed(
    world: World, district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    today = world.clock().date()
    district.done(
        district.let_know_reporter(case, village.office),
        district.let_know_reporter(case, regency.office, until=today),
    )
    district.done(district.correct(case, anonymous=True))
    world.clock.turn(timedelta(days=1))
    village.token = village.take_token(village.challenge()).json["token"]
    assert village.holds("reporter") == {}


def test_an_office_complained_about_later_does_not_get_the_name_with_the_case(
    district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    district.done(district.let_know_reporter(case, village.office))
    assert len(village.holds("reporter")) == 1
    regency.done(regency.correct(case, complained_office_uid=village.office.uid))
    district.done(district.release(case, village.office))
    assert village.holds("case").keys() == {str(case.uid)}
    assert village.holds("reporter") == {}
    assert len(district.holds("reporter")) == 1


def test_an_office_no_longer_complained_about_may_know_again_while_its_release_stands(
    district: ServerDesk, village: ServerDesk, regency: ServerDesk
):
    case = assigned(district, taken_in(district), village)
    district.done(district.let_know_reporter(case, village.office))
    regency.done(regency.correct(case, complained_office_uid=village.office.uid))
    complaining = replace(case, complained_office_uid=village.office.uid)
    regency.done(regency.correct(complaining, complained_office_uid=None))
    assert village.holds("reporter") == district.holds("reporter") != {}


@pytest.mark.parametrize("forbidden", ["anonymous", "complained_office_uid", "official_office_uid"])
def test_the_query_itself_gives_no_name_that_is_forbidden_though_a_release_stands(
    world: World, district: ServerDesk, village: ServerDesk, forbidden: str
):
    case = assigned(district, taken_in(district), village)
    district.done(district.let_know_reporter(case, village.office))
    this = select(identity.c.case_uid)
    with world.parts.database.write() as connection:
        assert records_for(connection, village.office, this).keys() == {case.uid}
        record = case_record(replace(case, anonymous=True))
        values = {"record": record} if forbidden == "anonymous" else {forbidden: village.office.uid}
        connection.execute(update(stored_case).values(values))
        assert records_for(connection, village.office, this) == {}
        assert records_for(connection, district.office, this).keys() == {case.uid}
