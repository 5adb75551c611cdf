"""A desk asks for letter numbers before it runs out of them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from desktop_app.domain.errors import Trouble
from tests.builders import NOW, a_change
from tests.sync.odd_server import http_json
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer, error


def leases(*firsts: int, year: int = 2026) -> Any:
    blocks = [
        {"year": year, "first": first, "last": first + 49, "expires_on": f"{year}-12-31"}
        for first in firsts
    ]
    return lambda _: http_json({"blocks": blocks})


def use_letter_numbers(desk: RoundDesk, count: int) -> None:
    def use(work: Any) -> None:
        for _ in range(count):
            block = work.numbers.letter_block(2026, NOW.date())
            work.numbers.put_letter_block(block.taken())

    desk.store(use)


def test_the_next_letter_numbers_are_asked_for_before_the_last_ones_are_given(
    desk: RoundDesk, server: ScriptedServer
):
    server.on["/v1/letter-blocks"] = leases(1, 51)
    use_letter_numbers(desk, 40)
    assert desk.round().trouble is None
    assert server.asked_at("/v1/letter-blocks") == []

    use_letter_numbers(desk, 1)
    assert desk.round().trouble is None
    [asked] = server.asked_at("/v1/letter-blocks")
    assert {name: asked[name] for name in ("schema", "year", "last", "left")} == {
        "schema": 2, "year": 2026, "last": 50, "left": 9,
    }  # fmt: skip
    with desk.profile.read() as work:
        told = [(b.first, b.next_number) for b in work.numbers.letter_blocks(2026)]
    assert told == [(1, 42), (51, 51)]
    desk.round()
    assert len(server.asked_at("/v1/letter-blocks")) == 1


def test_in_december_the_numbers_of_the_next_year_are_asked_for(
    desk: RoundDesk, server: ScriptedServer
):
    server.on["/v1/letter-blocks"] = leases(1, year=2027)
    desk.now = NOW.replace(month=11, day=30, hour=20)  # December has begun in Jakarta
    assert desk.round().trouble is None
    [asked] = server.asked_at("/v1/letter-blocks")
    assert (asked["year"], asked["last"], asked["left"]) == (2027, 0, 0)


def test_a_server_without_letter_numbers_holds_up_nothing_else(
    desk: RoundDesk, server: ScriptedServer
):
    server.on["/v1/letter-blocks"] = lambda _: error(500, "FAILED")
    use_letter_numbers(desk, 45)
    desk.queue(a_change())
    sha256 = desk.profile.files.keep(b"foto")
    desk.store(lambda work: work.transfers.queue_upload(uuid4(), sha256))
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_FAILED
    assert desk.waiting() == []
    assert any("/v1/files/" in path for path in server.paths)


def test_a_program_that_is_too_old_asks_for_no_numbers(desk: RoundDesk, server: ScriptedServer):
    use_letter_numbers(desk, 41)
    server.on["/v1/letter-blocks"] = leases(1, 51)
    server.on["/v1/pull"] = lambda _: error(422, "SCHEMA_OLD", {"speaks": [3, 4]})
    desk.round()
    assert server.asked_at("/v1/letter-blocks") == []
