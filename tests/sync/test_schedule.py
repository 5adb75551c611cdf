"""Rounds come every three minutes; trouble spreads them out, and a busy server is obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.schedule import (
    EVERY,
    LEAST_PAUSE,
    LONGEST_PAUSE,
    LONGEST_RETRY_AFTER,
    Timetable,
    at_start,
    back_off,
)

chances = st.floats(0, 1, exclude_max=True)
GONE = ExpectedError(Trouble.SERVER_UNREACHABLE, facts={"reason": "connection"})


def busy(retry_after: str) -> ExpectedError:
    return ExpectedError(Trouble.SERVER_BUSY, facts={"retry_after": retry_after})


def test_the_first_round_is_due_at_the_start():
    assert at_start(50.0).wait(50.0) == 0


@given(chances)
def test_after_a_good_round_the_next_comes_in_three_minutes_or_a_little_more(chance: float):
    wait = at_start(0.0).after_round(None, 100.0, chance=chance).wait(100.0)
    assert EVERY <= wait < EVERY * 1.11


@given(st.integers(1, 10_000), chances)
def test_a_pause_is_never_longer_than_five_minutes_and_never_nothing(failures: int, chance: float):
    assert LEAST_PAUSE <= back_off(failures, chance) <= LONGEST_PAUSE


@pytest.mark.parametrize(("failures", "ceiling"), [(1, 5), (2, 10), (3, 20), (6, 160), (7, 300)])
def test_the_pause_may_double_with_each_failure(failures: int, ceiling: float):
    assert back_off(failures, 0.999_999) == pytest.approx(ceiling, rel=1e-3)


def test_failures_add_up_and_one_good_round_forgets_them():
    table = at_start(0.0)
    for count in (1, 2, 3):
        table = table.after_round(GONE, 0.0, chance=0.5)
        assert table.failures == count
    assert table.after_round(None, 0.0, chance=0.5).failures == 0


def test_a_click_and_a_network_that_is_back_need_not_wait():
    table = at_start(0.0).after_round(GONE, 10.0, chance=0.99)
    assert table.wait(10.0) > 0
    assert table.asked(10.0).wait(10.0) == 0


@given(st.integers(0, 100_000), chances)
def test_a_busy_server_is_given_the_time_it_asked_for_also_after_a_click(told: int, chance: float):
    table = at_start(0.0).after_round(busy(str(told)), 1000.0, chance=chance)
    wanted = min(told, LONGEST_RETRY_AFTER)
    assert table.wait(1000.0) >= wanted
    assert table.wait(1000.0) <= max(LEAST_PAUSE, wanted * 1.1) + 0.001
    assert table.asked(1001.0).wait(1000.0) >= wanted


@pytest.mark.parametrize("told", ["", "soon", "-5", "1.5"])
def test_a_busy_server_that_does_not_say_how_long_is_backed_off_from(told: str):
    table = at_start(0.0).after_round(busy(told), 0.0, chance=0.5)
    assert table == Timetable(due_at=2.5, failures=1)


def test_two_desks_do_not_come_back_in_the_same_moment():
    waits = {at_start(0.0).after_round(busy("30"), 0.0, chance=c).due_at for c in (0.1, 0.5, 0.9)}
    assert len(waits) == 3
