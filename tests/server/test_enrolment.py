"""A one-time code makes one desk: its letter, its first letter numbers, its token."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest

from central_server.devices import revoke
from central_server.enrolment import letter_after
from tests.server.conftest import NewWorld
from tests.server.server_desk import ServerDesk
from tests.server.world import World, golden

KEY = base64.b64encode(bytes(range(32))).decode()


def asked(code: str, key: str = KEY) -> dict[str, object]:
    return {"schema": 2, "code": code, "public_key": key, "device_name": "PC uji"}


def test_a_code_is_used_once(world: World):
    code = world.code_for(world.people("BBS")["Rina"])
    assert world.post("/v1/enrol", asked(code)).status == 200
    other = base64.b64encode(bytes(32)).decode()
    again = world.post("/v1/enrol", asked(code, other))
    assert (again.status, again.code) == (409, "CODE_USED")


def test_a_desk_that_lost_the_answer_gets_it_again(world: World):
    code = world.code_for(world.people("BBS")["Rina"])
    first, second = (world.post("/v1/enrol", asked(code)) for _ in range(2))
    assert first.json == second.json


def test_a_code_is_read_however_it_is_typed(sqlite_world: World):
    code = sqlite_world.code_for(sqlite_world.people("BBS")["Rina"])
    typed = f"  {code.lower().replace('-', ' ')} "
    assert sqlite_world.post("/v1/enrol", asked(typed)).status == 200


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKLM", "", "💥", "a" * 64])
def test_a_code_that_was_never_given_is_unknown(sqlite_world: World, code: str):
    answer = sqlite_world.post("/v1/enrol", asked(code))
    assert (answer.status, answer.code) == (404, "UNKNOWN_CODE")


def test_a_code_expires_after_two_weeks(world: World):
    code = world.code_for(world.people("BBS")["Rina"])
    world.clock.turn(timedelta(days=14))
    assert world.post("/v1/enrol", asked(code)).code == "UNKNOWN_CODE"


def test_the_code_itself_is_not_kept(world: World):
    code = world.code_for(world.people("BBS")["Rina"])
    assert len(code) == 14
    with world.parts.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM enrolment_code").fetchall()
    assert code.replace("-", "") not in str(kept).replace("-", "").upper()


@pytest.mark.parametrize("key", ["", "AAAA", "kein base64!", KEY + KEY])
def test_a_key_that_is_none_is_refused(sqlite_world: World, key: str):
    code = sqlite_world.code_for(sqlite_world.people("BBS")["Rina"])
    assert sqlite_world.post("/v1/enrol", asked(code, key)).status == 400
    assert sqlite_world.post("/v1/enrol", asked(code)).status == 200


def test_each_desk_of_an_office_has_a_letter_and_numbers_of_its_own(world: World):
    told = [
        world.post("/v1/enrol", asked(world.code_for(world.people(office)[name]))).json
        for office, name in (("BBS", "Rina"), ("BBS", "Tono"), ("GDS", "Sari"))
    ]
    assert [one["device"]["letter"] for one in told] == ["A", "B", "A"]
    assert [one["letter_block"] for one in told] == [
        {"year": 2026, "first": 1, "last": 50, "expires_on": "2026-12-31"},
        {"year": 2026, "first": 51, "last": 100, "expires_on": "2026-12-31"},
        {"year": 2026, "first": 1, "last": 50, "expires_on": "2026-12-31"},
    ]


def test_desks_that_enrol_at_the_same_moment_share_no_letter_and_no_number(world: World):
    people = world.people("BBS")
    codes = [world.code_for(person) for person in (people["Rina"], people["Tono"]) * 2]
    told: list[dict[str, Any]] = []
    threads = [
        Thread(target=lambda code=code: told.append(world.post("/v1/enrol", asked(code)).json))
        for code in codes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one["device"]["letter"] for one in told) == ["A", "B", "C", "D"]
    assert sorted(one["letter_block"]["first"] for one in told) == [1, 51, 101, 151]


def test_the_numbers_are_of_the_year_it_is_at_the_office(world: World):
    world.clock.now = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # 00.30 WIB
    code = world.code_for(world.people("BBS")["Rina"])
    assert world.post("/v1/enrol", asked(code)).json["letter_block"]["year"] == 2027


def test_letters_go_on_after_z():
    letters = [""]
    for _ in range(703):
        letters.append(letter_after(letters[-1]))
    assert letters[1:4] == ["A", "B", "C"]
    assert letters[26:29] == ["Z", "AA", "AB"]
    assert letters[702:704] == ["ZZ", "AAA"]


def test_a_challenge_is_good_once(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    challenge = desk.challenge()
    assert desk.take_token(challenge).status == 200
    assert desk.take_token(challenge).code == "TOKEN"


def test_a_challenge_sent_twice_at_once_is_still_good_once(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    challenge = desk.challenge()
    statuses: list[int] = []
    threads = [
        Thread(target=lambda: statuses.append(desk.take_token(challenge).status)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 401, 401, 401]


def test_a_challenge_is_good_for_five_minutes(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    challenge = desk.challenge()
    world.clock.turn(timedelta(minutes=5))
    assert desk.take_token(challenge).code == "TOKEN"


@pytest.mark.parametrize("challenge", ["", "x", "ÿ", "A" * 76, "-_" * 38])
def test_a_challenge_of_ones_own_making_is_refused(sqlite_world: World, challenge: str):
    desk = ServerDesk(sqlite_world, "BBS", "Rina")
    assert desk.take_token(challenge).code == "TOKEN"


def test_a_challenge_of_another_desk_is_refused(sqlite_world: World):
    desk, other = ServerDesk(sqlite_world, "BBS", "Rina"), ServerDesk(sqlite_world, "GDS", "Sari")
    assert desk.take_token(other.challenge()).code == "TOKEN"


def test_only_the_key_of_the_desk_opens(sqlite_world: World):
    desk, other = ServerDesk(sqlite_world, "BBS", "Rina"), ServerDesk(sqlite_world, "GDS", "Sari")
    desk.key = other.key
    assert desk.take_token(desk.challenge()).code == "TOKEN"


def test_an_unknown_desk_learns_nothing_from_its_challenge(sqlite_world: World):
    desk = ServerDesk(sqlite_world, "BBS", "Rina")
    known = desk.challenge()
    stranger = sqlite_world.post(
        "/v1/challenge", {"device": "01935d00-0000-7000-8000-00000000ffff"}
    )
    assert stranger.status == 200
    assert len(stranger.json["challenge"]) == len(known)


def test_a_token_lasts_twelve_hours(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    world.clock.turn(timedelta(hours=11, minutes=59))
    assert desk.post("/v1/pull", desk.asks()).status == 200
    world.clock.turn(timedelta(minutes=1))
    assert desk.post("/v1/pull", desk.asks()).code == "TOKEN"


@pytest.mark.parametrize("path", ["/v1/push", "/v1/pull"])
def test_without_a_token_nothing_is_given(sqlite_world: World, path: str):
    answer = sqlite_world.post(path, golden(f"{path.rsplit('/', 1)[-1]}_request"))
    assert (answer.status, answer.code) == (401, "TOKEN")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_of_another_server_is_refused(backend: str, new_world: NewWorld, world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    desk.world = new_world(backend)
    assert desk.post("/v1/pull", desk.asks()).code == "TOKEN"


def test_a_revoked_desk_is_shut_out_at_once(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    with world.parts.database.write() as connection:
        assert revoke(connection, desk.uid, world.clock())
    pulled, again = desk.post("/v1/pull", desk.asks()), desk.take_token(desk.challenge())
    assert (pulled.status, pulled.code) == (403, "DEVICE_REVOKED")
    assert (again.status, again.code) == (403, "DEVICE_REVOKED")
