"""No letter number is given twice, also by a server that forgot what it had leased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from central_server.epochs import begin_epoch
from central_server.ledger import PASSED_OVER, Line, NumberState, ledger
from central_server.letter_blocks import BLOCK_SIZE, LEAP
from central_server.schema import device, letter_block
from tests.server.server_desk import ServerDesk
from tests.server.world import World

A_MINUTE = timedelta(minutes=1)
Copy = dict[str, Any]


def copied(world: World) -> Copy:
    """Copy what the server knows of leases and marks."""
    known = (device.c.uid, device.c.push_count, device.c.mark, device.c.mark_before)
    with world.parts.database.read() as connection:
        blocks = [dict(row) for row in connection.execute(select(letter_block)).mappings()]
        devices = connection.execute(select(*known)).mappings()
        return {"blocks": blocks, "devices": [dict(row) for row in devices]}


def put_back(world: World, copy: Copy) -> None:
    """Put that back, as a restored database has it."""
    with world.parts.database.write() as connection:
        connection.execute(letter_block.delete())
        connection.execute(insert(letter_block), copy["blocks"])
        for kept in copy["devices"]:
            connection.execute(update(device).where(device.c.uid == kept["uid"]).values(**kept))


def operator_says(world: World, desks: list[ServerDesk]) -> None:
    """Begin an epoch as the verb `restored` does."""
    world.clock.turn(A_MINUTE)
    with world.parts.database.write() as connection:
        epoch = str(begin_epoch(connection, world.clock()))
    world.clock.turn(A_MINUTE)
    for desk in desks:
        desk.epoch = epoch


def mark_lies_ahead(world: World, desks: list[ServerDesk]) -> None:
    """Let the first desk show a mark that the server has forgotten."""
    world.clock.turn(A_MINUTE)
    told = desks[0].post("/v1/pull", desks[0].asks())
    world.clock.turn(A_MINUTE)
    assert told.code == "EPOCH"
    for desk in desks:
        desk.epoch = told.json["epoch"]


Told = Callable[[World, list[ServerDesk]], None]
BOTH = pytest.mark.parametrize("restored", [operator_says, mark_lies_ahead])


def leased(desk: ServerDesk, last: int, year: int = 2026) -> list[tuple[int, int]]:
    """Ask for numbers as a desk that has used all it has."""
    answer = desk.post("/v1/letter-blocks", desk.asks(year=year, last=last, left=0))
    assert answer.status == 200, answer.body
    return [(block["first"], block["last"]) for block in answer.json["blocks"]]


def two_desks(world: World) -> list[ServerDesk]:
    return [ServerDesk(world, "BBS", name) for name in ("Rina", "Tono")]


def sign_in(*desks: ServerDesk) -> None:
    """Take new tokens after the clock went on."""
    for desk in desks:
        desk.token = desk.take_token(desk.challenge()).json["token"]


@BOTH
def test_no_number_is_leased_twice_when_leases_were_forgotten(world: World, restored: Told):
    rina, tono = desks = two_desks(world)
    first = leased(rina, 0) + leased(tono, 0)
    copy = copied(world)
    world.clock.turn(A_MINUTE)
    rina.done(rina.create(rina.new_case()))
    forgotten = [leased(rina, 50)[-1], leased(tono, 100)[-1], leased(rina, 150)[-1]]
    put_back(world, copy)
    restored(world, desks)
    after = [leased(tono, 200)[-1], leased(rina, 250)[-1]]
    given = sorted(first + forgotten + after)
    assert len(given) == len(set(given)) == 7
    assert all(one[1] < other[0] for one, other in pairwise(given))


@BOTH
def test_numbers_are_passed_over_once_for_an_epoch_an_office_and_a_year(
    world: World, restored: Told
):
    rina, tono = desks = two_desks(world)
    copy = copied(world)
    world.clock.turn(A_MINUTE)
    rina.done(rina.create(rina.new_case()))
    put_back(world, copy)
    restored(world, desks)
    beyond = 100 + LEAP
    assert leased(tono, 100)[-1] == (beyond + 1, beyond + BLOCK_SIZE)
    assert leased(rina, 50)[-1] == (beyond + 51, beyond + 100)
    assert leased(tono, beyond + 50)[-1] == (beyond + 101, beyond + 150)
    operator_says(world, desks)
    assert leased(tono, beyond + 150)[-1] == (beyond + 151 + LEAP, beyond + 200 + LEAP)


def test_a_desk_enrolled_after_a_restore_starts_beyond_what_may_be_forgotten(world: World):
    rina = ServerDesk(world, "BBS", "Rina")
    operator_says(world, [rina])
    assert leased(ServerDesk(world, "BBS", "Tono"), 0) == [(51 + LEAP, 100 + LEAP)]


def test_another_office_passes_over_numbers_of_its_own(world: World):
    rina, sari = ServerDesk(world, "BBS", "Rina"), ServerDesk(world, "GDS", "Sari")
    operator_says(world, [rina, sari])
    assert leased(rina, 50)[-1] == leased(sari, 50)[-1] == (51 + LEAP, 100 + LEAP)


@pytest.mark.parametrize(
    ("restored_at", "first"),
    [
        pytest.param(None, 1, id="never"),
        pytest.param(datetime(2026, 11, 30, 16, 58, tzinfo=UTC), 1, id="before-december"),
        # A minute later it is midnight of the first of December in the office's time zone.
        pytest.param(datetime(2026, 11, 30, 16, 59, tzinfo=UTC), 1 + LEAP, id="in-december"),
    ],
)
def test_a_new_year_begins_at_one_unless_its_leases_may_be_forgotten(
    world: World, restored_at: datetime | None, first: int
):
    world.clock.now = datetime(2026, 11, 2, 3, tzinfo=UTC)
    rina = ServerDesk(world, "BBS", "Rina")
    if restored_at is not None:
        world.clock.now = restored_at
        operator_says(world, [rina])
    world.clock.now = datetime(2026, 12, 2, 3, tzinfo=UTC)
    sign_in(rina)
    assert leased(rina, 0, 2027) == [(first, first + 49)]


@BOTH
def test_a_forgotten_number_is_told_as_spoilt_and_stands_so_in_the_ledger(
    world: World, restored: Told
):
    rina, tono = desks = two_desks(world)
    copy = copied(world)
    world.clock.turn(A_MINUTE)
    rina.done(rina.create(rina.new_case()))
    first, last = leased(rina, 50)[-1]
    put_back(world, copy)
    restored(world, desks)
    rina.done(rina.spoil(first))
    (beyond, end) = leased(tono, 100)[-1]
    rina.done(rina.spoil(last))
    with world.parts.database.read() as connection:
        lines = ledger(connection, rina.office.uid, 2026, date(2026, 12, 31))
    assert lines[2:] == [
        Line(first, first, NumberState.VOID, "", "Salah cetak."),
        Line(first + 1, last - 1, NumberState.FORGOTTEN, "", PASSED_OVER),
        Line(last, last, NumberState.VOID, "", "Salah cetak."),
        Line(last + 1, beyond - 1, NumberState.FORGOTTEN, "", PASSED_OVER),
        Line(beyond, end, NumberState.LEASED, tono.letter, "2026-12-31"),
    ]


def test_no_number_is_told_as_spoilt_that_another_desk_has_or_may_still_get(world: World):
    rina, tono = two_desks(world)
    assert rina.refused(rina.spoil(101)) == "NUMBER_NOT_LEASED"
    operator_says(world, [rina, tono])
    assert rina.refused(rina.spoil(51)) == "NUMBER_NOT_LEASED"
    assert rina.refused(rina.spoil(101 + LEAP)) == "NUMBER_NOT_LEASED"
    rina.done(rina.spoil(100 + LEAP))
    assert leased(tono, 100)[-1] == (101 + LEAP, 150 + LEAP)


def test_the_ledger_says_in_words_why_numbers_were_passed_over(world: World):
    rina, tono = two_desks(world)
    copy = copied(world)
    leased(rina, 50)
    put_back(world, copy)
    operator_says(world, [rina, tono])
    case = rina.new_case()
    letter = rina.issue(case, sequence=101, number="700/101/2026", year=2026)
    rina.done(rina.create(case), letter)
    before = Line(101, 101, NumberState.ISSUED, "", "700/101/2026")
    with world.parts.database.read() as connection:
        lines = ledger(connection, rina.office.uid, 2026, date(2026, 12, 31))
    assert lines[2:] == [before]
    leased(tono, 100)
    with world.parts.database.read() as connection:
        lines = ledger(connection, rina.office.uid, 2026, date(2026, 12, 31))
    assert lines[2:] == [
        before,
        Line(102, 100 + LEAP, NumberState.FORGOTTEN, "", PASSED_OVER),
        Line(101 + LEAP, 150 + LEAP, NumberState.LEASED, tono.letter, "2026-12-31"),
    ]
