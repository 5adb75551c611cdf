"""A desk that has a copy becomes a new device, a child of the one it was."""

from __future__ import annotations

from threading import Thread
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_server.devices import known_devices, revoke
from tests.server.server_desk import ServerDesk, become, renewed
from tests.server.world import World


def test_the_child_has_a_letter_and_numbers_of_its_own(desk: ServerDesk):
    told = renewed(desk, Ed25519PrivateKey.generate()).json
    assert told["device"]["letter"] == "B"
    assert told["device"]["uid"] != str(desk.uid)
    assert (told["letter_block"]["first"], told["letter_block"]["last"]) == (51, 100)
    assert told["office"]["uid"] == str(desk.office.uid)
    assert told["person"]["uid"] == str(desk.person.uid)


def test_asking_again_with_the_same_key_gets_the_same_answer(desk: ServerDesk):
    key = Ed25519PrivateKey.generate()
    assert renewed(desk, key).json == renewed(desk, key).json
    assert renewed(desk, Ed25519PrivateKey.generate()).json["device"]["letter"] == "C"


def test_asking_several_times_at_once_makes_one_child(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    key = Ed25519PrivateKey.generate()
    told: list[dict[str, Any]] = []
    threads = [Thread(target=lambda: told.append(renewed(desk, key).json)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one["device"]["letter"] for one in told} == {"B"}


def test_a_desk_told_that_it_is_a_copy_goes_on_as_a_child(desk: ServerDesk):
    copied = desk.mark
    desk.done(desk.create(desk.new_case()))
    desk.mark = copied
    case = desk.new_case()
    change = desk.create(case)
    assert desk.post("/v1/push", desk.asks(changes=[change])).code == "CLONE"
    become(desk, Ed25519PrivateKey.generate())
    desk.done(change)
    assert str(case.uid) in desk.holds("case")


def test_the_child_of_a_child_is_a_device_too(desk: ServerDesk):
    for letter in ("B", "C"):
        become(desk, Ed25519PrivateKey.generate())
        assert desk.letter == letter
        desk.done(desk.create(desk.new_case()))
    with desk.world.parts.database.read() as connection:
        parents = {known.letter: known.parent_letter for known in known_devices(connection)}
    assert parents == {"A": "", "B": "A", "C": "B"}


def test_a_revoked_desk_is_not_renewed(desk: ServerDesk):
    with desk.world.parts.database.write() as connection:
        assert revoke(connection, desk.uid, desk.world.clock())
    answer = renewed(desk, Ed25519PrivateKey.generate())
    assert (answer.status, answer.code) == (403, "DEVICE_REVOKED")
