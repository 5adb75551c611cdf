"""Whoever asks first writes first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.turns import Turns


def test_turns_come_in_the_order_they_were_asked_for() -> None:
    turns = Turns()
    order: list[int] = []
    turns.take()
    with ThreadPoolExecutor(8) as pool:
        for number in range(8):
            pool.submit(_write, turns, number, order)
            while len(turns._waiting) <= number:
                threading.Event().wait(0.001)
        turns.give_back()
    assert order == list(range(8))


def test_a_turn_that_never_comes_is_said_in_words() -> None:
    turns = Turns(longest_wait=0.01)
    turns.take()
    with pytest.raises(ExpectedError) as refused:
        turns.take()
    assert refused.value.trouble is Trouble.DATABASE_LOCKED
    turns.give_back()
    turns.take()
    turns.give_back()


def _write(turns: Turns, number: int, order: list[int]) -> None:
    turns.take()
    order.append(number)
    turns.give_back()


def test_long_work_stands_still_while_somebody_saves() -> None:
    turns = Turns()
    turns.give_way()
    turns.take()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(turns.give_way)
        while not turns._waiting:
            threading.Event().wait(0.001)
        assert not work.done()
        turns.give_back()
        work.result()
    turns.take()
    turns.give_back()


def test_only_a_save_that_waits_makes_the_counter_busy() -> None:
    turns = Turns(longest_wait=0.01)
    turns.take()
    for saving in (False, True):
        with pytest.raises(ExpectedError):
            turns.take(saving=saving)
        assert turns.is_busy() is saving
    turns.give_back()
