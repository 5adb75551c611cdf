"""Nobody asks more often than others can bear; who waits as told is let in again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central_server.errors import RequestError
from central_server.rate_limit import NO_LIMITS, USUAL_LIMITS, Rate, RateLimits, Turnstile
from tests.builders import NOW
from tests.server.conftest import NewWorld
from tests.server.server_desk import ServerDesk
from tests.server.world import Clock


def passes(turnstile: Turnstile, who: str) -> int:
    """Ask until refused; return how often it went well."""
    for count in range(10_000):
        try:
            turnstile.pass_through(who)
        except RequestError:
            return count
    return 10_000


def test_a_device_may_ask_twenty_times_a_second_for_a_while_and_five_times_for_long():
    clock = Clock()
    turnstile = Turnstile(USUAL_LIMITS.device, clock)
    served = [passes_in_a_second(turnstile, clock) for _ in range(300)]
    assert all(count >= 20 for count in served[:50])
    assert all(4 <= count <= 6 for count in served[-50:])


def test_an_unknown_address_may_ask_once_a_second():
    clock = Clock()
    turnstile = Turnstile(USUAL_LIMITS.address, clock)
    served = [passes_in_a_second(turnstile, clock) for _ in range(100)]
    assert served[0] > 20
    assert set(served[-50:]) == {1}


def passes_in_a_second(turnstile: Turnstile, clock: Clock) -> int:
    clock.turn(timedelta(seconds=1))
    return passes(turnstile, "desk")


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=3), st.floats(1, 50))
def test_who_waits_as_told_is_let_in(sustained: list[float], burst: float):
    clock = Clock()
    turnstile = Turnstile(tuple(Rate(rate, burst) for rate in sustained), clock)
    passes(turnstile, "desk")
    with pytest.raises(RequestError) as refused:
        turnstile.pass_through("desk")
    assert (refused.value.status, refused.value.code) == (429, "BUSY")
    clock.turn(timedelta(seconds=int(refused.value.headers["Retry-After"]) + 0.001))
    turnstile.pass_through("desk")


def test_one_does_not_use_up_what_another_may():
    turnstile = Turnstile((Rate(1, 3),), Clock())
    assert passes(turnstile, "one") == 3
    assert passes(turnstile, "other") == 3


def test_a_clock_that_is_set_back_shuts_nobody_out():
    clock = Clock()
    turnstile = Turnstile((Rate(1, 1),), clock)
    turnstile.pass_through("desk")
    clock.now = NOW - timedelta(days=3)
    assert passes(turnstile, "desk") == 0
    clock.turn(timedelta(seconds=1))
    turnstile.pass_through("desk")


def test_those_who_rested_are_forgotten():
    clock = Clock()
    turnstile = Turnstile((Rate(1, 2),), clock)
    for number in range(10_000):
        turnstile.pass_through(f"address {number}")
    clock.turn(timedelta(seconds=2))
    turnstile.pass_through("one more")
    assert len(turnstile._buckets) == 1


def test_without_limits_everybody_passes():
    turnstile = Turnstile(NO_LIMITS.device, Clock())
    assert passes(turnstile, "desk") == 10_000


def test_a_hasty_desk_is_told_when_to_come_again(new_world: NewWorld):
    limits = RateLimits(device=(Rate(1, 2),), address=(Rate(1, 9),))
    world = new_world("sqlite", limits)
    desk, other = ServerDesk(world, "BBS", "Rina"), ServerDesk(world, "GDS", "Sari")
    answers = [desk.post("/v1/pull", desk.asks()) for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[-1].code == "BUSY"
    assert answers[-1].headers["retry-after"] == "1"
    assert other.post("/v1/pull", other.asks()).status == 200
    world.clock.turn(timedelta(seconds=1))
    assert desk.post("/v1/pull", desk.asks()).status == 200


def test_an_address_that_guesses_at_tokens_is_slowed_down(new_world: NewWorld):
    world = new_world("sqlite", RateLimits(device=(), address=(Rate(1, 5),)))
    desk = ServerDesk(world, "BBS", "Rina")
    desk_token, desk.token = desk.token, "guessed"
    statuses = [desk.post("/v1/pull", desk.asks()).status for _ in range(3)]
    assert statuses == [401, 401, 429]
    assert world.client.request("GET", "/v1/health").status == 429
    desk.token = desk_token
    assert desk.post("/v1/pull", desk.asks()).status == 200
