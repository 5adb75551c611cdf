"""Work done away from the window comes back once, in order, and only to who still lives."""

from __future__ import annotations

import threading
from functools import partial

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QThread

from desktop_app.ui.tasks import Lanes, TaskRunner
from tests.ui.foundation.threads import ThreadNotes


class Owner(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    def done(self, answer):
        self.heard.append(("done", answer, QThread.currentThread()))

    def failed(self, error):
        self.heard.append(("failed", error, QThread.currentThread()))


def ask(lane, owner, work):
    lane.run(owner, work, on_done=owner.done, on_error=owner.failed)


@pytest.fixture
def lane(qapp):
    made = TaskRunner("try")
    yield made
    made.close(drop_waiting=True)


def wait_for(qtbot, lane):
    """Until everything asked of the lane so far has been delivered."""
    last = Owner()
    ask(lane, last, int)
    qtbot.waitUntil(lambda: bool(last.heard))


def raise_it(error):
    raise error


def test_an_answer_comes_on_the_window_s_thread(lane, qtbot):
    owner = Owner()
    ask(lane, owner, threading.get_ident)
    wait_for(qtbot, lane)
    [(kind, worker, thread)] = owner.heard
    assert kind == "done"
    assert worker != threading.get_ident()
    assert thread is owner.thread()


def test_a_failure_reaches_the_other_callback_as_it_was_raised(lane, qtbot):
    owner, error = Owner(), ValueError("penuh")
    ask(lane, owner, lambda: raise_it(error))
    wait_for(qtbot, lane)
    assert [each[:2] for each in owner.heard] == [("failed", error)]


def test_no_answer_comes_before_run_returns(lane, qtbot):
    owner = Owner()
    for _ in range(200):
        ask(lane, owner, int)
        assert owner.heard == []
    wait_for(qtbot, lane)
    assert len(owner.heard) == 200


def test_nothing_is_delivered_to_a_destroyed_owner(lane, qtbot):
    owner, may_go = Owner(), threading.Event()
    ask(lane, owner, may_go.wait)
    shiboken6.delete(owner)
    may_go.set()
    wait_for(qtbot, lane)
    assert owner.heard == []


def test_what_only_the_lane_still_knows_is_destroyed_on_the_window_s_thread(lane, qapp, qtbot):
    destroyed_in = ThreadNotes()
    may_go = threading.Event()
    owner = QObject()
    owner.destroyed.connect(destroyed_in.note)
    lane.run(owner, may_go.wait, on_done=lambda _: None, on_error=lambda _: None)
    del owner
    may_go.set()
    qtbot.waitUntil(lambda: destroyed_in.seen != [])
    assert destroyed_in.seen == [qapp.thread()]


def test_closing_waits_for_the_work_at_hand(qapp):
    lane, started, finished = TaskRunner("try"), threading.Event(), []

    def work():
        started.set()
        finished.append(True)

    ask(lane, Owner(), work)
    started.wait()
    lane.close(drop_waiting=False)
    assert finished == [True]


def test_closing_the_lanes_finishes_every_write_and_drops_what_waits_to_be_sent(qapp):
    keeper = QObject()
    lanes, may_go, written, sent = Lanes.start(keeper), threading.Event(), [], []
    ask(lanes.network, Owner(), may_go.wait)
    ask(lanes.network, Owner(), lambda: sent.append(True))
    for number in range(5):
        ask(lanes.write, Owner(), lambda number=number: written.append(number))
    threading.Timer(0.05, may_go.set).start()
    lanes.close()
    assert (written, sent) == ([0, 1, 2, 3, 4], [])


def test_the_lanes_do_not_wait_for_one_another(qapp, qtbot):
    keeper, owner, may_go = QObject(), Owner(), threading.Event()
    lanes = Lanes.start(keeper)
    ask(lanes.write, owner, may_go.wait)
    ask(lanes.read, owner, lambda: "terbaca")
    qtbot.waitUntil(lambda: bool(owner.heard))
    assert owner.heard[0][1] == "terbaca"
    may_go.set()
    lanes.close()


def test_a_closed_lane_takes_no_work_and_gives_no_answers(qapp, qtbot):
    lane, owner, done = TaskRunner("try"), Owner(), []
    ask(lane, owner, partial(done.append, "before"))
    lane.close(drop_waiting=False)
    ask(lane, owner, partial(done.append, "after"))
    qtbot.wait(0)
    assert done == ["before"]
    assert owner.heard == []


def test_every_piece_of_work_is_answered_exactly_once_and_in_order(lane, qtbot):
    @given(plan=st.lists(st.one_of(st.integers(), st.builds(ValueError, st.text())), max_size=20))
    def check(plan):
        owner = Owner()
        for step in plan:
            failing = isinstance(step, ValueError)
            ask(lane, owner, partial(raise_it, step) if failing else partial(int, step))
        wait_for(qtbot, lane)
        assert [each[1] for each in owner.heard] == plan

    check()
