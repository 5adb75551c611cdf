"""Wrong passwords: a few are free, then each costs a wait that no set-back clock shortens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.domain.guessing import WrongTries, one_more
from tests.builders import NOW

MINUTE = timedelta(minutes=1)


def after(count: int) -> WrongTries:
    """So many wrong tries, just now."""
    tries = None
    for _ in range(count):
        tries = one_more(tries, NOW)
    assert tries is not None
    return tries


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_few_slips_cost_nothing(count: int):
    assert after(count).left(NOW) == timedelta()


@pytest.mark.parametrize(
    ("count", "wait"),
    [(5, MINUTE / 2), (6, MINUTE), (7, 2 * MINUTE), (8, 5 * MINUTE), (9, 15 * MINUTE)],
)
def test_each_further_try_costs_a_longer_wait(count: int, wait: timedelta):
    assert after(count).left(NOW) == wait
    assert after(count).left(NOW + wait / 2) == wait / 2
    assert after(count).left(NOW + wait) == timedelta()


def test_the_wait_never_grows_beyond_a_quarter_of_an_hour():
    assert after(500).left(NOW) == 15 * MINUTE


def test_a_clock_that_is_set_back_begins_the_wait_anew():
    assert after(6).left(NOW - timedelta(days=400)) == MINUTE
