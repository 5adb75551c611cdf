"""A spoilt number of an outgoing letter is told once and never given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from central_server import directory
from central_server.schema import letter_void
from desktop_app.domain.people import Role
from tests.builders import a_person
from tests.server.server_desk import ServerDesk
from tests.server.world import World


def spoilt(desk: ServerDesk) -> list[tuple[int, int, str]]:
    with desk.world.parts.database.read() as connection:
        rows = connection.execute(select(letter_void).order_by(letter_void.c.sequence)).all()
    return [(row.year, row.sequence, row.reason) for row in rows]


def test_a_spoilt_number_is_kept_with_its_reason(desk: ServerDesk):
    desk.done(desk.spoil(7), desk.spoil(8, reason="Kertas macet."))
    assert spoilt(desk) == [(2026, 7, "Salah cetak."), (2026, 8, "Kertas macet.")]


def test_telling_it_twice_is_repeating(desk: ServerDesk):
    change = desk.spoil(7)
    desk.done(change)
    (again,) = desk.push(change)
    assert (again["answer"], again["outcome"]) == ("repeated", "done")
    assert desk.refused(desk.spoil(7)) == "NUMBER_TAKEN"
    assert len(spoilt(desk)) == 1


def test_a_number_of_another_device_is_not_spoilt_from_here(world: World, desk: ServerDesk):
    neighbour = ServerDesk(world, "BBS", "Tono")
    neighbour.person = neighbour.people["Rina"]
    assert neighbour.refused(neighbour.spoil(7)) == "NUMBER_NOT_LEASED"
    assert neighbour.refused(neighbour.spoil(51, year=2027)) == "NUMBER_NOT_LEASED"
    neighbour.done(neighbour.spoil(51))


def test_a_number_is_spoilt_or_given_never_both(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.issue(case, sequence=7, number="7/X"), desk.spoil(8))
    assert desk.refused(desk.spoil(7)) == "NUMBER_TAKEN"
    assert desk.refused(desk.issue(case, sequence=8, number="8/X")) == "NUMBER_TAKEN"
    answers = desk.push(desk.issue(case, sequence=9, number="9/X"), desk.spoil(9))
    assert [answer["answer"] for answer in answers] == ["done", "rejected"]
    answers = desk.push(desk.spoil(10), desk.issue(case, sequence=10, number="10/X"))
    assert [answer["answer"] for answer in answers] == ["done", "rejected"]


def test_spoiling_needs_the_right_to_issue_letters(desk: ServerDesk):
    partner = a_person(uid=uuid4(), office_uid=desk.office.uid, roles=frozenset({Role.PARTNER}))
    with desk.world.parts.database.write() as connection:
        directory.add_person(connection, partner, desk.world.clock())
    assert desk.refused(desk.spoil(1) | {"person": str(partner.uid)}) == "NO_RIGHT"
    assert desk.refused(desk.spoil(1) | {"person": str(uuid4())}) == "PERSON_UNKNOWN"


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "  "},
        {"reason": 5},
        {"year": "2026"},
        {"year": 1},
        {"sequence": 0},
        {"sequence": True},
        {"sequence": None},
    ],
)
def test_an_unreadable_one_is_refused(sqlite_desk: ServerDesk, body: dict[str, Any]):
    change = sqlite_desk.spoil(7)
    change["body"] |= body
    assert sqlite_desk.refused(change) == "BODY_UNREADABLE"


def test_it_belongs_to_the_office_and_to_no_case(sqlite_desk: ServerDesk):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case))
    change = sqlite_desk.spoil(7) | {"case": str(case.uid)}
    assert sqlite_desk.refused(change) == "BODY_UNREADABLE"


def test_a_letter_dated_before_its_block_expired_is_good_whenever_it_arrives(desk: ServerDesk):
    case = desk.new_case()
    in_time = desk.issue(case, sequence=7, number="7/X", letter_date=date(2026, 12, 31))
    too_late = desk.issue(case, sequence=8, number="8/X", letter_date=date(2027, 1, 1))
    desk.done(desk.create(case))
    desk.world.clock.turn(timedelta(days=90))
    desk.token = desk.take_token(desk.challenge()).json["token"]
    desk.done(in_time)
    assert desk.refused(too_late) == "NUMBER_NOT_LEASED"
