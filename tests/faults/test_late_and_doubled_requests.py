"""A proxy that sends a push twice, late or out of order changes nothing and makes no clone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop_app.domain.errors import Trouble
from tests.faults.line import Line
from tests.sync.enrolled import TONO, EnrolledDesk, Operated, an_enrolled_desk
from tests.sync.odd_server import HANG_UP, Asked

ROUNDS = 5


@pytest.fixture
def other(served: Operated, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "other", served, TONO) as enrolled:
        yield enrolled


def is_push(asked: Asked) -> bool:
    return asked.path == "/v1/push"


def work(desk: EnrolledDesk) -> None:
    case = desk.register()
    desk.note(case, "Catatan petugas.")
    desk.correct(case, title="Judul yang diperbaiki", place=case.place)


def all_is_once(desk: EnrolledDesk, other: EnrolledDesk) -> None:
    """Everything reached the other desk once, and this one is still who it was."""
    with desk.profile.read() as w:
        identity = w.state.identity()
        assert w.notices.all() == []
    assert identity == desk.context.device
    assert desk.waiting() == desk.rejected() == []
    other.good_round()
    desk.good_round()
    with desk.profile.read() as here, other.profile.read() as there:
        assert here.cases.count() == there.cases.count() > 0
        office = desk.context.office.uid
        scope = f"office:{office}"
        assert here.feed.digests()[scope] == there.feed.digests()[scope]
        assert here.feed.digests()[scope].count > 0


def test_each_push_delivered_twice_at_the_same_moment(
    line: Line, desk: EnrolledDesk, other: EnrolledDesk
):
    pushes = 0

    def twice(asked: Asked) -> bytes:
        nonlocal pushes
        if not is_push(asked):
            return line.carry(asked)
        pushes += 1
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(line.carry, (asked, asked)))
        return answers[pushes % 2]

    line.on_request = twice
    for _ in range(ROUNDS):
        work(desk)
        desk.good_round()
    assert pushes >= ROUNDS
    all_is_once(desk, other)


def test_a_push_that_arrives_after_the_ones_that_followed_it(
    line: Line, desk: EnrolledDesk, other: EnrolledDesk
):
    held: list[Asked] = []

    def held_back(asked: Asked) -> bytes:
        if is_push(asked) and not held:
            held.append(asked)
            return HANG_UP
        return line.carry(asked)

    line.on_request = held_back
    for _ in range(ROUNDS):
        work(desk)
        lost = desk.round()
        assert lost.trouble is not None
        assert lost.trouble.trouble is Trouble.SERVER_UNREACHABLE
        desk.good_round()
        work(desk)
        desk.good_round()
        line.carry(held.pop())
        held.append(Asked("", "", {}, b""))  # the next pushes pass
        work(desk)
        desk.good_round()
        held.clear()
    all_is_once(desk, other)


def test_every_push_of_the_day_comes_once_more_in_the_evening_in_reverse(
    line: Line, desk: EnrolledDesk, other: EnrolledDesk
):
    day: list[Asked] = []

    def noted(asked: Asked) -> bytes:
        if is_push(asked):
            day.append(asked)
        return line.carry(asked)

    line.on_request = noted
    for _ in range(ROUNDS):
        work(desk)
        desk.good_round()
    line.on_request = line.carry
    for asked in reversed(day):
        line.carry(asked)
        work(desk)
        desk.good_round()
    all_is_once(desk, other)


def test_an_answer_that_was_lost_is_asked_for_again_however_often(
    line: Line, desk: EnrolledDesk, other: EnrolledDesk
):
    lost = 0

    def answer_lost(asked: Asked) -> bytes:
        nonlocal lost
        answer = line.carry(asked)
        if is_push(asked) and lost < ROUNDS:
            lost += 1
            return HANG_UP
        return answer

    line.on_request = answer_lost
    for _ in range(ROUNDS):
        work(desk)
        assert desk.round().trouble is not None
    desk.good_round()
    assert lost == ROUNDS
    all_is_once(desk, other)
