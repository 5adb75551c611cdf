"""A server that was set back notices it, and begins another life of its database."""

from __future__ import annotations

import base64
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from central_server.devices import revoke
from central_server.epochs import begin_epoch
from central_server.letter_blocks import LEAP
from central_server.marks import Mark, seal
from central_server.schema import device, feed_head, server
from tests.server.asgi import Answer
from tests.server.server_desk import ServerDesk
from tests.server.world import World


def forget_last_push(desk: ServerDesk, kept: dict[str, Any]) -> None:
    """Put the server's memory of a device back to what it was."""
    with desk.world.parts.database.write() as connection:
        connection.execute(update(device).where(device.c.uid == desk.uid).values(**kept))


def memory_of(desk: ServerDesk) -> dict[str, Any]:
    with desk.world.parts.database.read() as connection:
        row = connection.execute(
            select(device.c.push_count, device.c.mark, device.c.mark_before).where(
                device.c.uid == desk.uid
            )
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


def enrol_again(world: World, code: str, *, device_uid: UUID, epoch: str, key: bytes) -> Answer:
    """Enrol as a desk that was a device before and knows an epoch."""
    asked = {
        "schema": 2,
        "code": code,
        "public_key": base64.b64encode(key).decode(),
        "device_name": "PC uji",
        "before": {"device": str(device_uid), "epoch": epoch},
    }
    return world.post("/v1/enrol", asked)


def test_a_device_that_the_standing_epoch_has_forgotten_begins_a_new_one_once(world: World):
    rina = ServerDesk(world, "BBS", "Rina")
    codes = [world.code_for(world.people("BBS")[name]) for name in ("Tono", "Rina")]
    world.clock.turn(timedelta(minutes=1))
    told = []
    for code, key in zip(codes, (b"1" * 32, b"2" * 32), strict=True):
        was = uuid4()
        told.append(enrol_again(world, code, device_uid=was, epoch=rina.epoch, key=key))
        world.clock.turn(timedelta(minutes=1))
        again = enrol_again(world, code, device_uid=was, epoch=rina.epoch, key=key).json
        assert again["device"] == told[-1].json["device"]
        assert again["letter_block"] == told[-1].json["letter_block"]
        assert again["epoch"] == told[0].json["epoch"] != rina.epoch
    first, second = (one.json["letter_block"] for one in told)
    assert first["first"] == 51 + LEAP
    assert second["first"] > first["last"]
    assert rina.post("/v1/pull", rina.asks()).json["epoch"] == told[0].json["epoch"]


@pytest.mark.parametrize("sign", ["known", "revoked", "another epoch", "no code", "used code"])
def test_no_epoch_begins_without_an_unused_code_and_a_device_that_this_one_forgot(
    world: World, sign: str
):
    rina = ServerDesk(world, "BBS", "Rina")
    code = world.code_for(rina.person)
    device_uid, epoch = uuid4(), rina.epoch
    match sign:
        case "known":
            device_uid = rina.uid
        case "revoked":
            device_uid = ServerDesk(world, "BBS", "Tono").uid
            with world.parts.database.write() as connection:
                revoke(connection, device_uid, world.clock())
        case "another epoch":
            epoch = str(uuid4())
        case "no code":
            code = "ABCD-EFGH-JKLM"
        case _:
            enrol_again(world, code, device_uid=rina.uid, epoch=epoch, key=b"1" * 32)
    enrol_again(world, code, device_uid=device_uid, epoch=epoch, key=b"2" * 32)
    assert rina.page()["epoch"] == rina.epoch


def renew_as_forgotten(desk: ServerDesk, *, device_uid: UUID, mark: str, key: bytes) -> Answer:
    """Renew as a desk that was another device since."""
    asked = {
        "schema": 2,
        "public_key": base64.b64encode(key).decode(),
        "device_name": "PC uji",
        "before": {"device": str(device_uid), "mark": mark},
    }
    return desk.post("/v1/renew", asked)


def given_mark(world: World, device_uid: UUID, epoch: str) -> str:
    """The mark that this server gave in an epoch to a device that it may have forgotten."""
    with world.parts.database.read() as connection:
        key = connection.execute(select(server.c.challenge_key)).scalar_one()
    return seal(key, device_uid, Mark(1, b"w" * 16, UUID(epoch)))


def test_the_mark_of_a_forgotten_device_begins_an_epoch_once_before_numbers_are_leased(
    world: World,
):
    rina, tono = ServerDesk(world, "BBS", "Rina"), ServerDesk(world, "BBS", "Tono")
    world.clock.turn(timedelta(minutes=1))
    told = []
    for desk, key in ((rina, b"1" * 32), (tono, b"2" * 32)):
        was = uuid4()
        mark = given_mark(world, was, rina.epoch)
        told.append(renew_as_forgotten(desk, device_uid=was, mark=mark, key=key).json)
        world.clock.turn(timedelta(minutes=1))
        again = renew_as_forgotten(desk, device_uid=was, mark=mark, key=key).json
        assert again["letter_block"] == told[-1]["letter_block"]
        assert again["epoch"] == told[0]["epoch"] != rina.epoch
    first, second = (one["letter_block"] for one in told)
    assert first["first"] > LEAP
    assert second["first"] > first["last"]


@pytest.mark.parametrize("sign", ["known", "another epoch", "not of this server", "empty"])
def test_no_epoch_begins_by_a_renewal_without_the_mark_of_a_device_it_forgot(
    world: World, sign: str
):
    rina = ServerDesk(world, "BBS", "Rina")
    was, epoch = uuid4(), rina.epoch
    match sign:
        case "known":
            was = ServerDesk(world, "BBS", "Tono").uid
        case "another epoch":
            epoch = str(uuid4())
    mark = given_mark(world, was, epoch)
    match sign:
        case "not of this server":
            mark = seal(b"k" * 32, was, Mark(1, b"w" * 16, UUID(epoch)))
        case "empty":
            mark = ""
    told = renew_as_forgotten(rina, device_uid=was, mark=mark, key=b"1" * 32)
    assert (told.status, told.json["epoch"]) == (200, rina.epoch)


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
