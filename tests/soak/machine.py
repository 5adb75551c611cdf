"""The state machine that draws histories; what it draws happens in a `World`.

Every step is small and always possible, so that a history that fails can be made shorter.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from tests.soak.deeds import Act
from tests.soak.faults import Fault
from tests.soak.findings import Finding
from tests.soak.world import World

LEAST_STEPS = 40
MOST_STEPS = 48
LEAST_FAULTS = 3

MakeWorld = Callable[[int], World]

_SEAT = st.integers(0, 5)
_PICK = st.integers(0, 40)
# A round has some three requests, more with files and where a desk starts anew.
_PLAN = st.dictionaries(st.integers(0, 4), st.sampled_from(Fault), min_size=1, max_size=3)
_DIES = st.integers(0, 6)
_ERRORS = st.sampled_from(
    [
        timedelta(),
        timedelta(minutes=-20),
        timedelta(hours=30),
        timedelta(days=-3),
        timedelta(days=45),
        timedelta(days=-700),
        timedelta(days=3_650),
    ]
)
_SERVER_ERRORS = st.sampled_from([timedelta(), timedelta(hours=-2), timedelta(days=1)])
_SPANS = st.sampled_from([timedelta(hours=9), timedelta(days=3), timedelta(days=20)])
_WRITING = st.sampled_from(
    [
        Act.REGISTER,
        Act.WRITE,
        Act.WRITE,
        Act.ASSIGN,
        Act.ASSIGN,
        Act.MOVE,
        Act.CORRECT,
        Act.REPLY,
        Act.ATTACH,
        Act.LETTER,
        Act.REGISTER,
        Act.MOVE,
    ]
)


class History(RuleBasedStateMachine):
    """One random history; `end` is told what the judges found."""

    make_world: MakeWorld
    end: Callable[[World, list[Finding]], None]

    @initialize(desks=st.integers(2, 4), luck=st.integers(0, 2**32))
    def first_morning(self, desks: int, luck: int) -> None:
        assume(luck)  # Hypothesis tries nothing but zeros first: the same history each time
        self.world = self.make_world(desks)
        self.world.deed(0, Act.REGISTER, 1, 1)

    @override
    def teardown(self) -> None:
        world = getattr(self, "world", None)
        if world is None:
            return
        try:
            number = 0
            while world.faults < LEAST_FAULTS:
                world.round(number, {0: Fault.CUT_AFTER, 1: Fault.REPEATED, 2: Fault.CUT_ANSWER})
                number += 1
            self.end(world, world.heal_and_judge())
        finally:
            world.close()

    @invariant()
    def counted(self) -> None:
        world = getattr(self, "world", None)
        if world is not None:
            world.steps += 1

    # --- people at work -----------------------------------------------------------------------

    @rule(seat=_SEAT, act=_WRITING, pick=_PICK, choice=_PICK)
    def work(self, seat: int, act: Act, pick: int, choice: int) -> None:
        self.world.deed(seat, act, pick, choice)

    @rule(seat=_SEAT, act=_WRITING, pick=_PICK, choice=_PICK)
    def work_more(self, seat: int, act: Act, pick: int, choice: int) -> None:
        self.world.deed(seat, act, pick, choice)

    @rule(seat=_SEAT, act=_WRITING, pick=_PICK, choice=_PICK)
    def work_and_send(self, seat: int, act: Act, pick: int, choice: int) -> None:
        self.world.deed(seat, act, pick, choice)
        self.world.round(seat, {})

    @rule(
        seat=_SEAT,
        act=st.sampled_from(
            [
                Act.VOID,
                Act.SPOIL_LETTER,
                Act.SEND_AGAIN,
                Act.RESTORE_VALUE,
                Act.VOID,
                Act.RELEASE,
                Act.RELEASE,
            ]
        ),
        pick=_PICK,
        choice=_PICK,
    )
    def put_right(self, seat: int, act: Act, pick: int, choice: int) -> None:
        self.world.deed(seat, act, pick, choice)

    @rule(
        seat=_SEAT,
        act=st.sampled_from(
            [Act.CORRECT_REPORTER, Act.CORRECT_REPORTER, Act.RESTRICT, Act.ERASE, Act.ERASE]
        ),
        pick=_PICK,
        choice=_PICK,
    )
    def about_who_reported(self, seat: int, act: Act, pick: int, choice: int) -> None:
        self.world.deed(seat, act, pick, choice)

    @rule(
        seat=_SEAT,
        other=st.integers(0, 3),
        act=st.sampled_from([Act.WRITE, Act.CORRECT, Act.CORRECT_REPORTER, Act.ATTACH]),
        pick=_PICK,
        choice=_PICK,
    )
    def erased_while_others_write(
        self, seat: int, other: int, act: Act, pick: int, choice: int
    ) -> None:
        """What was written before and after an erasure meets it on its way, as often as not."""
        self.world.deed(seat + other, act, pick, 1 + 3 * choice)
        self.world.deed(seat, Act.ERASE, pick, choice)
        self.world.deed(seat + other, Act.WRITE, pick, 1)
        if choice % 2:
            self.world.round(seat + other * (choice // 2 % 2), {})

    @rule(pick=_PICK, field=st.integers(0, 1), other=st.integers(1, 3))
    def two_correct_one_case(self, pick: int, field: int, other: int) -> None:
        self.world.deed(0, Act.CORRECT, pick, field)
        self.world.deed(other, Act.CORRECT, pick, field)

    # --- rounds and the line ------------------------------------------------------------------

    @rule(seat=_SEAT, other=_SEAT)
    def good_rounds(self, seat: int, other: int) -> None:
        """What one desk sends, another receives."""
        self.world.round(seat, {})
        if other == 0:
            self.world.rounds_together()
        elif other < 3:
            self.world.round(seat + other, {})

    @rule(seat=_SEAT, other=st.integers(1, 3), pick=_PICK, choice=_PICK)
    def pushes_that_meet(self, seat: int, other: int, pick: int, choice: int) -> None:
        """What one desk sends is held up and arrives in the middle of what another sends."""
        self.world.deed(seat, Act.REGISTER, pick, choice)
        self.world.deed(seat, Act.WRITE, pick, choice)
        self.world.round(seat, {0: Fault.LATE})
        self.world.deed(seat + other, Act.WRITE, pick, choice)
        self.world.round(seat + other, {})

    @rule(seat=_SEAT, plan=_PLAN)
    def bad_round(self, seat: int, plan: dict[int, Fault]) -> None:
        self.world.round(seat, plan)

    # --- bad luck -----------------------------------------------------------------------------

    @rule(seat=_SEAT, dies=_DIES, after=st.booleans(), plan=_PLAN)
    def dies_in_a_round(self, seat: int, dies: int, after: bool, plan: dict[int, Fault]) -> None:
        self.world.round(seat, plan, dies=dies, after=after)

    @rule(seat=_SEAT, act=_WRITING, pick=_PICK, choice=_PICK)
    def dies_in_a_save(self, seat: int, act: Act, pick: int, choice: int) -> None:
        self.world.deed(seat, act, pick, choice, dies=0)

    @rule(seat=_SEAT, what=st.integers(0, 11), error=_ERRORS, pick=_PICK)
    def something_with_a_pc(self, seat: int, what: int, error: timedelta, pick: int) -> None:
        match what:
            case 0 | 1 | 2:
                self.world.set_clock(seat, error)
            case 3 | 4:
                self.world.restart(seat)
            case 5 | 6:
                self.world.copy_desk(seat)
            case 7 | 8 | 9:
                self.world.restore_desk(seat, pick)
            case 10:
                self.world.clone_desk(seat)
            case _:
                self.world.revoke_device(seat)

    @rule(seat=_SEAT, what=st.integers(0, 11), error=_SERVER_ERRORS, pick=_PICK)
    def something_with_the_server(self, seat: int, what: int, error: timedelta, pick: int) -> None:
        match what:
            case 0 | 1 | 2 | 3 | 4:
                self.world.copy_server()
            case 5 | 6:
                self.world.set_server_clock(error)
            case 7 | 8 | 9:
                self.world.restore_server(pick, by_the_book=what == 7)
            case 10:
                self.world.revoke_person(seat)
            case _:
                self.world.pass_time(timedelta(days=pick))

    @rule(span=_SPANS)
    def nobody_is_there(self, span: timedelta) -> None:
        self.world.pass_time(span)


def history_with(
    make_world: MakeWorld, end: Callable[[World, list[Finding]], None]
) -> type[History]:
    """Return the machine for worlds made like this."""
    namespace: dict[str, Any] = {"make_world": staticmethod(make_world), "end": staticmethod(end)}
    return type("History", (History,), namespace)


def once() -> settings:
    """One history, whatever comes out: nothing is shrunk, remembered or timed."""
    return settings(
        max_examples=1,
        stateful_step_count=MOST_STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
