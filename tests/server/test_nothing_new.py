"""A desk that has everything is told so by one look, and by one that looks as closely."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from central_server.devices import revoke
from central_server.schema import device, feed
from tests.server.heard import heard
from tests.server.server_desk import ServerDesk
from tests.server.world import World


@pytest.fixture
def read(desk: ServerDesk) -> dict[str, Any]:
    """The page with which a desk has everything."""
    desk.done(desk.create(desk.new_case()))
    page = desk.page()
    assert page["rows"]
    return page


def asked(desk: ServerDesk, read: dict[str, Any], **more: Any) -> dict[str, Any]:
    return desk.asks(cursors=read["cursors"], **more)


def test_nothing_new_takes_one_statement(desk: ServerDesk, read: dict[str, Any]):
    with heard(desk) as statements:
        again = desk.page(read["cursors"])
    assert len([text for text, _ in statements if text != "BEGIN"]) == 1
    assert again["rows"] == []


def test_both_sides_are_compared_where_nothing_is_new(desk: ServerDesk, read: dict[str, Any]):
    again = desk.page(read["cursors"])
    assert again | {"rows": [], "time": ""} == read | {"rows": [], "time": ""}


def test_an_office_without_cases_is_told_of_an_empty_digest(desk: ServerDesk):
    scope = f"office:{desk.office.uid}"
    told = desk.page(desk.page()["cursors"])["digest"]
    assert told.keys() == {"reference", scope}
    assert told[scope] == {"count": 0, "sum": "0" * 16}


def test_what_another_desk_brought_is_new(world: World, desk: ServerDesk, read: dict[str, Any]):
    other = ServerDesk(world, "BBS", "Rina")
    other.done(other.create(other.new_case()))
    assert {row["kind"] for row in desk.page(read["cursors"])["rows"]} == {"case", "entry"}


@pytest.mark.parametrize("scope", ["office:{}", "everything", "", "a\0b", "\ud800", "x" * 9_000])
def test_other_scopes_hide_nothing_and_give_nothing(
    desk: ServerDesk, read: dict[str, Any], scope: str
):
    strange = {scope.format(uuid4()): 0} | read["cursors"]
    again = desk.page(strange)
    assert again | {"time": ""} == desk.page(read["cursors"]) | {"time": ""}
    own = f"office:{desk.office.uid}"
    assert desk.page({**strange, own: 0})["rows"] == [
        row for row in read["rows"] if row["scope"] == own
    ]


def test_a_desk_that_is_shut_out_is_not_told_that_nothing_is_new(
    world: World, desk: ServerDesk, read: dict[str, Any]
):
    with world.parts.database.write() as connection:
        assert revoke(connection, desk.uid, world.clock())
    assert desk.post("/v1/pull", asked(desk, read)).code == "DEVICE_REVOKED"


def test_a_token_nobody_was_given_is_not_told_that_nothing_is_new(
    desk: ServerDesk, read: dict[str, Any]
):
    desk.token = "x" * 43
    assert desk.post("/v1/pull", asked(desk, read)).code == "TOKEN"


def test_a_copied_desk_is_not_told_that_nothing_is_new(desk: ServerDesk, read: dict[str, Any]):
    of_copy = asked(desk, read)
    desk.done(desk.create(desk.new_case()))
    of_copy["cursors"] = desk.page(read["cursors"])["cursors"]
    assert desk.post("/v1/pull", of_copy).code == "CLONE"


def test_a_desk_of_another_epoch_is_not_told_that_nothing_is_new(
    desk: ServerDesk, read: dict[str, Any]
):
    answer = desk.post("/v1/pull", asked(desk, read) | {"epoch": str(uuid4())})
    assert (answer.code, answer.json["epoch"]) == ("EPOCH", desk.epoch)


def test_a_desk_ahead_of_the_feed_is_not_told_that_nothing_is_new(
    desk: ServerDesk, read: dict[str, Any]
):
    read["cursors"]["reference"] += 10**6
    assert desk.post("/v1/pull", asked(desk, read)).code == "EPOCH"


def test_a_mark_ahead_of_what_is_remembered_begins_an_epoch_though_nothing_is_new(
    desk: ServerDesk, read: dict[str, Any]
):
    with desk.world.parts.database.write() as connection:
        connection.execute(update(device).values(push_count=0, mark="", mark_before=""))
    answer = desk.post("/v1/pull", asked(desk, read))
    assert answer.code == "EPOCH"
    assert answer.json["epoch"] != desk.epoch


def test_what_is_committed_and_has_no_number_is_new(desk: ServerDesk, read: dict[str, Any]):
    with desk.world.parts.database.write() as connection:
        connection.execute(update(feed).where(feed.c.kind == "case").values(seq=None))
    assert [row["kind"] for row in desk.page(read["cursors"])["rows"]] == ["case"]
