"""A server that was set back notices it, and begins another life of its database."""

from __future__ import annotations

from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from central_server.epochs import begin_epoch
from central_server.schema import device, feed_head
from tests.server.server_desk import ServerDesk
from tests.server.world import World


def forget_last_push(desk: ServerDesk, kept: dict[str, Any]) -> None:
    """Put the server's memory of a device back to what it was."""
    with desk.world.parts.database.write() as connection:
        connection.execute(update(device).where(device.c.uid == desk.uid).values(**kept))


def memory_of(desk: ServerDesk) -> dict[str, Any]:
    with desk.world.parts.database.read() as connection:
        row = connection.execute(
            select(device.c.push_count, device.c.mark, device.c.mark_before)
            .add_columns(device.c.last_push)
            .where(device.c.uid == desk.uid)
        ).one()
    return dict(row._mapping)


@pytest.mark.parametrize("pushed_before", [0, 1])
@pytest.mark.parametrize(("path", "more"), [("/v1/push", {"changes": []}), ("/v1/pull", {})])
def test_a_mark_that_lies_ahead_begins_a_new_epoch_once(
    world: World, path: str, more: dict[str, Any], pushed_before: int
):
    desk, other = ServerDesk(world, "BBS", "Rina"), ServerDesk(world, "GDS", "Sari")
    for _ in range(pushed_before):
        desk.done(desk.create(desk.new_case()))
    kept = memory_of(desk)
    desk.done(desk.create(desk.new_case()))
    forget_last_push(desk, kept)
    answer = desk.post(path, desk.asks(**more))
    assert (answer.status, answer.code) == (409, "EPOCH")
    assert answer.json["epoch"] != desk.epoch
    desk.epoch = answer.json["epoch"]
    told = other.post("/v1/pull", other.asks())
    assert (told.code, told.json["epoch"]) == ("EPOCH", desk.epoch)
    other.epoch = desk.epoch
    # Both catch up, and the epoch stays.
    assert desk.page()["epoch"] == other.page()["epoch"] == desk.epoch
    desk.done(desk.create(desk.new_case()))
    other.done(other.create(other.new_case()))
    assert desk.page()["epoch"] == other.page()["epoch"] == desk.epoch


def test_after_a_new_epoch_the_feed_goes_on_where_no_desk_has_read(desk: ServerDesk):
    read = desk.page()["cursors"]
    with desk.world.parts.database.write() as connection:
        desk.epoch = str(begin_epoch(connection, desk.world.clock()))
    desk.done(desk.create(desk.new_case()))
    numbers = {row["seq"] for row in desk.page(read)["rows"]}
    assert min(numbers) > 10**9
    with desk.world.parts.database.read() as connection:
        assert connection.scalar(select(feed_head.c.seq)) == max(numbers)


def test_the_first_push_of_an_epoch_is_taken_and_the_next_is_judged(desk: ServerDesk):
    old = desk.mark
    for _ in range(3):
        desk.done(desk.create(desk.new_case()))
    with desk.world.parts.database.write() as connection:
        desk.epoch = str(begin_epoch(connection, desk.world.clock()))
    desk.done(desk.create(desk.new_case()))
    desk.done(desk.create(desk.new_case()))
    desk.mark = old
    change = desk.create(desk.new_case())
    assert desk.post("/v1/push", desk.asks(changes=[change])).code == "CLONE"


def test_two_desks_that_are_ahead_at_the_same_moment_begin_one_epoch(world: World):
    desks = [ServerDesk(world, "BBS", name) for name in ("Rina", "Tono")]
    kept = [memory_of(desk) for desk in desks]
    for desk, memory in zip(desks, kept, strict=True):
        desk.done(desk.create(desk.new_case()))
        forget_last_push(desk, memory)
    epochs: list[str] = []
    threads = [
        Thread(
            target=lambda desk=desk: epochs.append(desk.post("/v1/pull", desk.asks()).json["epoch"])
        )
        for desk in desks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(epochs)) == 1
    assert epochs[0] != desks[0].epoch


def test_a_cursor_beyond_the_feed_is_of_another_life_of_the_database(desk: ServerDesk):
    own = f"office:{desk.office.uid}"
    answer = desk.post("/v1/pull", desk.asks(cursors={own: 10**6}))
    assert (answer.status, answer.code) == (409, "EPOCH")
    assert desk.post("/v1/pull", desk.asks(cursors={"office:another": 10**6})).status == 200


def test_a_request_of_another_epoch_does_nothing(desk: ServerDesk):
    case = desk.new_case()
    asked = desk.asks(changes=[desk.create(case)]) | {"epoch": str(uuid4())}
    answer = desk.post("/v1/push", asked)
    assert (answer.status, answer.code) == (409, "EPOCH")
    assert answer.json["epoch"] == desk.epoch
    assert desk.holds("case") == {}
