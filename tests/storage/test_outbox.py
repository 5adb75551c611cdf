"""The queue of changes: gapless numbers, whole transactions, refused ones set aside."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.changes import ChangeState, PendingChange
from desktop_app.domain.ports import OpenWork, UnitOfWork
from desktop_app.storage.profile import OpenProfile
from tests.builders import a_change


def queue(work: UnitOfWork, *sizes: int) -> list[PendingChange]:
    """Queue transactions of these sizes."""
    made = []
    for size in sizes:
        transaction = uuid4()
        for _ in range(size):
            made.append(a_change(transaction=transaction))
            work.outbox.add(made[-1])
    return made


def test_sequences_have_no_gap_even_after_changes_were_acknowledged(profile: OpenProfile):
    with profile.write() as work:
        first, second = queue(work, 1, 1)
        work.outbox.remove(first.uid)
        work.outbox.remove(second.uid)
        work.commit()
    with profile.write() as work:
        queue(work, 1, 1)
        assert [change.sequence for change in work.outbox.waiting(10)] == [3, 4]


def test_a_save_that_was_taken_back_uses_no_sequence(profile: OpenProfile):
    with profile.write() as work:
        queue(work, 3)
    with profile.write() as work:
        queue(work, 1)
        assert [change.sequence for change in work.outbox.waiting(10)] == [1]


@pytest.mark.parametrize(
    ("sizes", "limit", "taken"),
    [
        ((2, 2, 2), 10, 6),
        ((2, 2, 2), 6, 6),
        ((2, 2, 2), 5, 4),
        ((2, 2, 2), 4, 4),
        ((1, 5), 3, 1),
        ((5, 1), 3, 3),
        ((), 3, 0),
    ],
)
def test_a_batch_cuts_no_transaction_unless_it_alone_is_longer(
    empty_desk: OpenWork, sizes, limit, taken
):
    with empty_desk() as work:
        made = queue(work, *sizes)
        batch = work.outbox.waiting(limit)
        assert [change.uid for change in batch] == [change.uid for change in made[:taken]]


@given(sizes=st.lists(st.integers(1, 4), max_size=5), limit=st.integers(1, 6))
def test_batch_after_batch_sends_everything_once_in_order(empty_desk: OpenWork, sizes, limit):
    with empty_desk() as work:
        made = queue(work, *sizes)
        sent = []
        while batch := work.outbox.waiting(limit):
            sent += batch
            for change in batch:
                work.outbox.remove(change.uid)
        assert [change.uid for change in sent] == [change.uid for change in made]


def test_a_refused_change_holds_up_nobody_and_can_be_sent_again(empty_desk: OpenWork):
    with empty_desk() as work:
        refused, following = queue(work, 1, 1)
        work.outbox.reject(refused.uid, "NO_RIGHT", "Tidak berwenang")
        assert [change.uid for change in work.outbox.waiting(10)] == [following.uid]
        assert (work.outbox.count_waiting(), work.outbox.count_rejected()) == (1, 1)
        new_uid = uuid4()
        work.outbox.retry(refused.uid, new_uid)
        again, _ = work.outbox.waiting(10)
        assert (again.uid, again.sequence, again.body) == (new_uid, 1, refused.body)
        assert (again.state, again.reject_code) == (ChangeState.WAITING, "")
        assert work.outbox.count_rejected() == 0


def test_what_waits_for_one_case_can_be_asked(empty_desk: OpenWork):
    with empty_desk() as work:
        mine, _, refused = queue(work, 1, 1, 1)
        later = a_change(case_uid=mine.case_uid)
        work.outbox.add(later)
        work.outbox.reject(refused.uid, "NO_RIGHT", "")
        assert [change.uid for change in work.outbox.of_case(mine.case_uid)] == [
            mine.uid,
            later.uid,
        ]
        assert work.outbox.of_case(refused.case_uid) == []
