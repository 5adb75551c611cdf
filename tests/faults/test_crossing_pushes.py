"""F24: pushes that touch the same cases in opposite order wait for each other and both get done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import World

CASES = 100
TIMES = 4


def test_two_desks_that_touch_a_hundred_cases_in_opposite_order_are_both_answered(world: World):
    one, other = (ServerDesk(world, "BBS", name) for name in ("Rina", "Tono"))
    cases = [one.new_case() for _ in range(CASES)]
    one.done(*(one.create(case) for case in cases))
    start = Barrier(2)

    def send(desk: ServerDesk, changes: list[Sent]) -> list[str]:
        start.wait()
        return [answer["answer"] for answer in desk.push(*changes)]

    sent: set[str] = set()
    with ThreadPoolExecutor(2) as pool:
        for _ in range(TIMES):
            there = [one.write(case) for case in cases]
            back = [other.write(case) for case in reversed(cases)]
            first, second = pool.map(send, (one, other), (there, back))
            assert first == second == ["done"] * CASES
            sent |= {change["entity"] for change in there + back}
    assert sent <= one.holds("entry").keys()


def test_two_desks_that_correct_the_same_cases_in_opposite_order_lose_no_field(world: World):
    one, other = (ServerDesk(world, "BBS", name) for name in ("Rina", "Rina"))
    cases = [one.new_case() for _ in range(CASES)]
    one.done(*(one.create(case) for case in cases))
    titles = [one.correct(case, title="Judul dari satu PC") for case in cases]
    places = [other.correct(case, place="Tempat dari PC lain") for case in reversed(cases)]
    start = Barrier(2)

    def send(desk: ServerDesk, changes: list[Sent]) -> None:
        start.wait()
        desk.done(*changes)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, (one, other), (titles, places)))
    held = one.holds("case")
    for case in cases:
        stands = held[str(case.uid)]
        both = (stands["title"], stands["place"])
        assert both == ("Judul dari satu PC", "Tempat dari PC lain")
