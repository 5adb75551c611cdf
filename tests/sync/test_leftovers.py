"""Cases the feed never told of: those the server knows leave, the others stay and are asked for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import pytest

from desktop_app.domain.cases import Case
from desktop_app.domain.errors import Trouble
from desktop_app.sync.leftovers import look_for_leftovers
from tests.builders import a_case, a_change
from tests.sync.odd_server import http_json
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import EPOCH, TIME, ScriptedServer, done, error, page


@pytest.fixture
def left_over(desk: RoundDesk, server: ScriptedServer) -> list[Case]:
    """Two cases that nothing was delivered of, on a desk that has read everything anew."""
    desk.round()
    cases = [a_case(), a_case()]
    desk.put(*cases)
    desk.store(look_for_leftovers)
    knows(server, [])
    return cases


def knows(server: ScriptedServer, gone: Collection[UUID]) -> None:
    """The server knows these cases, and they are not for this office."""

    def rows(asked: dict[str, Any]) -> bytes:
        named = [item["id"] for item in asked["items"] if UUID(item["id"]) in gone]
        told = [
            {"scope": asked["scope"], "seq": 0, "kind": "case", "id": uid, "case": uid}
            | {"gone": True, "version": 2, "server_time": TIME}
            for uid in named
        ]
        return http_json({"rows": told, "epoch": EPOCH})

    server.on["/v1/rows"] = rows
    equal = {"office:x": {"count": 0, "sum": "0" * 16}}
    server.on_pull = lambda _: page(cursors={}, digest=equal)


def asked_for(server: ScriptedServer) -> list[set[str]]:
    return [{item["id"] for item in asked["items"]} for asked in server.asked_at("/v1/rows")]


def test_a_case_that_the_server_knows_leaves_and_one_it_does_not_know_stays(
    desk: RoundDesk, server: ScriptedServer, left_over: list[Case]
):
    known, unknown = left_over
    knows(server, [known.uid])
    report = desk.round()
    assert (report.trouble, report.received) == (None, 1)
    assert (desk.case(known), desk.case(unknown)) == (None, unknown)
    knows(server, [])
    desk.round()
    assert asked_for(server) == [{str(known.uid), str(unknown.uid)}, {str(unknown.uid)}]


def test_a_case_with_unsent_work_waits_until_that_is_sent(
    desk: RoundDesk, server: ScriptedServer, left_over: list[Case]
):
    case, _ = left_over
    knows(server, [case.uid])
    desk.queue(a_change(case_uid=case.uid))
    server.on_push = lambda _: error(503, "BUSY")
    desk.round()
    assert desk.case(case) is not None
    desk.round()
    server.on_push = done
    desk.round()
    desk.round()
    assert (desk.waiting(), desk.case(case)) == ([], None)


def test_nobody_is_asked_where_everything_was_delivered(desk: RoundDesk, server: ScriptedServer):
    desk.round()
    desk.put(a_case())
    desk.round()
    assert asked_for(server) == []


def test_a_server_that_would_empty_the_desk_is_not_obeyed_before_a_person_was_asked(
    desk: RoundDesk, server: ScriptedServer
):
    desk.round()
    cases = [a_case() for _ in range(60)]
    desk.put(*cases)
    desk.store(look_for_leftovers)
    knows(server, [case.uid for case in cases])
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.WOULD_REMOVE_MANY
    assert report.trouble.facts == {"count": "60"}
    assert desk.case(cases[0]) is not None
    desk.round(may_remove_many=True)
    assert desk.case(cases[0]) is None
