"""Letter numbers are leased in blocks: none twice, none lost track of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from central_server.ledger import Line, NumberState, ledger
from central_server.schema import letter_void
from tests.server.server_desk import ServerDesk
from tests.server.world import World

FIRST = {"year": 2026, "first": 1, "last": 50, "expires_on": "2026-12-31"}
SECOND = {"year": 2026, "first": 51, "last": 100, "expires_on": "2026-12-31"}


def blocks(desk: ServerDesk, last: int, left: int, year: int = 2026) -> list[dict[str, Any]]:
    """Ask for blocks."""
    answer = desk.post("/v1/letter-blocks", desk.asks(year=year, last=last, left=left))
    assert answer.status == 200, answer.body
    assert answer.json["epoch"] == desk.epoch
    given: list[dict[str, Any]] = answer.json["blocks"]
    return given


def test_a_desk_with_few_numbers_left_gets_the_next_fifty(desk: ServerDesk):
    assert blocks(desk, last=50, left=9) == [FIRST, SECOND]


def test_a_desk_with_enough_left_gets_nothing_new(desk: ServerDesk):
    assert blocks(desk, last=50, left=10) == [FIRST]


def test_a_lost_answer_costs_no_numbers(desk: ServerDesk):
    asked = [blocks(desk, last=50, left=3) for _ in range(3)]
    assert asked == [[FIRST, SECOND]] * 3
    assert blocks(desk, last=100, left=3)[-1]["first"] == 101


def test_a_block_expires_after_180_days_and_at_the_end_of_its_year(world: World):
    world.clock.now = datetime(2026, 2, 1, 3, tzinfo=UTC)
    desk = ServerDesk(world, "BBS", "Rina")
    (first,) = blocks(desk, last=50, left=50)
    assert first["expires_on"] == str(date(2026, 2, 1) + timedelta(days=180))
    world.clock.turn(timedelta(days=180))
    desk.token = desk.take_token(desk.challenge()).json["token"]
    assert blocks(desk, last=50, left=50) == [first]
    world.clock.turn(timedelta(days=1))
    desk.token = desk.take_token(desk.challenge()).json["token"]
    (second,) = blocks(desk, last=50, left=0)
    assert (second["first"], second["expires_on"]) == (51, "2026-12-31")


def test_in_december_there_are_numbers_for_the_year_to_come(world: World):
    world.clock.now = datetime(2026, 12, 1, 3, tzinfo=UTC)
    desk = ServerDesk(world, "BBS", "Rina")
    (given,) = blocks(desk, last=0, left=0, year=2027)
    assert given == {"year": 2027, "first": 1, "last": 50, "expires_on": "2027-05-30"}


@pytest.mark.parametrize("year", [2024, 2025, 2027, 2030])
def test_before_december_only_this_years_numbers_are_leased(desk: ServerDesk, year: int):
    assert blocks(desk, last=0, left=0, year=year) == []


def test_the_year_is_that_of_the_office(world: World):
    world.clock.now = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # 00.30 WIB
    desk = ServerDesk(world, "BBS", "Rina")
    assert blocks(desk, last=50, left=0, year=2026) == []
    assert blocks(desk, last=50, left=0, year=2027)[-1]["first"] == 51


@pytest.mark.parametrize("year", [0, -1, 10_000, "2026x", None])
def test_a_year_that_is_none_is_unreadable(sqlite_desk: ServerDesk, year: object):
    asked = sqlite_desk.asks(year=year, last=0, left=0)
    assert sqlite_desk.post("/v1/letter-blocks", asked).code == "UNREADABLE"


def test_numbers_are_not_leased_in_another_epoch(desk: ServerDesk):
    asked = desk.asks(year=2026, last=50, left=0) | {"epoch": str(uuid4())}
    assert desk.post("/v1/letter-blocks", asked).code == "EPOCH"
    assert blocks(desk, last=50, left=50) == [FIRST]


def test_desks_that_ask_at_the_same_moment_share_no_number(world: World):
    desks = [ServerDesk(world, "BBS", name) for name in ("Rina", "Tono", "Rina", "Tono")]
    given: list[dict[str, Any]] = []
    threads = [
        Thread(target=lambda desk=desk: given.extend(blocks(desk, last=200, left=0)))
        for desk in desks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    firsts = sorted(block["first"] for block in given)
    assert firsts == list(range(1, 401, 50))


@given(
    st.lists(
        st.tuples(st.sampled_from(["Rina", "Tono"]), st.booleans(), st.integers(0, 200)),
        max_size=12,
    )
)
def test_two_desks_offline_never_issue_one_number_twice(
    module_world: World, weeks: list[tuple[str, bool, int]]
):
    """Each gives numbers from its blocks, now and then hearing from the server."""
    desks = {name: ServerDesk(module_world, "BBS", name) for name in ("Rina", "Tono")}
    known = {name: blocks(desk, last=0, left=50) for name, desk in desks.items()}
    spent: dict[str, int] = {"Rina": 0, "Tono": 0}
    issued: list[int] = []
    for name, is_online, letters in weeks:
        numbers = [n for block in known[name] for n in range(block["first"], block["last"] + 1)]
        given_now = numbers[spent[name] : spent[name] + letters]
        issued += given_now
        spent[name] += len(given_now)
        if is_online:
            last, left = known[name][-1]["last"], len(numbers) - spent[name]
            known[name] = blocks(desks[name], last=last, left=left)
    assert len(issued) == len(set(issued))


def test_the_ledger_lists_each_number_as_issued_void_leased_or_expired(world: World):
    desk, other = ServerDesk(world, "BBS", "Rina"), ServerDesk(world, "BBS", "Tono")
    case = desk.new_case()
    desk.done(
        desk.create(case),
        desk.issue(case, sequence=1, number="700/001/2026", year=2026),
        desk.issue(case, sequence=3, number="700/003/2026", year=2026),
        desk.issue(case, sequence=None, number="by hand", year=2026),
    )
    spoil(world, desk, 2, "Salah ketik")
    with world.parts.database.read() as connection:
        now = ledger(connection, desk.office.uid, 2026, date(2026, 12, 31))
        later = ledger(connection, desk.office.uid, 2026, date(2027, 1, 1))
        assert ledger(connection, desk.office.uid, 2025, date(2026, 1, 1)) == []
    used = [
        Line(1, 1, NumberState.ISSUED, "A", "700/001/2026"),
        Line(2, 2, NumberState.VOID, "A", "Salah ketik"),
        Line(3, 3, NumberState.ISSUED, "A", "700/003/2026"),
    ]
    assert now == [
        *used,
        Line(4, 50, NumberState.LEASED, "A", "2026-12-31"),
        Line(51, 100, NumberState.LEASED, other.letter, "2026-12-31"),
    ]
    assert later == [
        *used,
        Line(4, 50, NumberState.EXPIRED, "A", "2026-12-31"),
        Line(51, 100, NumberState.EXPIRED, other.letter, "2026-12-31"),
    ]


def spoil(world: World, desk: ServerDesk, sequence: int, reason: str) -> UUID:
    """Say that a number of a desk was spoilt."""
    uid = uuid4()
    with world.parts.database.write() as connection:
        connection.execute(
            insert(letter_void).values(
                uid=uid,
                office_uid=desk.office.uid,
                year=2026,
                sequence=sequence,
                reason=reason,
                device_uid=desk.uid,
                person_uid=desk.person.uid,
                at=world.clock(),
            )
        )
    return uid
