"""The queue of changes: gapless numbers, whole transactions, refused ones set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from desktop_app.domain.changes import ChangeState, PendingChange
from desktop_app.domain.ports import OpenWork, UnitOfWork
from desktop_app.storage.profile import OpenProfile
from tests.builders import NOW, a_change

DAY = timedelta(days=1)


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


def test_what_waits_of_many_cases_is_found_at_once(empty_desk: OpenWork):
    with empty_desk() as work:
        mine, other, refused, taken = queue(work, 1, 1, 1, 1)
        later = a_change(case_uid=mine.case_uid)
        work.outbox.add(later)
        work.outbox.reject(refused.uid, "NO_RIGHT", "")
        work.outbox.take([taken.uid], NOW)
        asked = [mine.case_uid, refused.case_uid, taken.case_uid]
        strangers = [uuid4() for _ in range(700)]
        found = work.outbox.of_cases(strangers + asked)
        assert {uid: [one.uid for one in changes] for uid, changes in found.items()} == {
            mine.case_uid: [mine.uid, later.uid]
        }
        assert work.outbox.of_cases([]) == {}
        assert set(work.outbox.of_cases([other.case_uid])) == {other.case_uid}


def test_what_the_server_took_waits_no_more_and_is_not_gone(empty_desk: OpenWork):
    with empty_desk() as work:
        taken, refused, waiting = queue(work, 1, 1, 1)
        work.outbox.reject(refused.uid, "NO_RIGHT", "")
        work.outbox.take([taken.uid, refused.uid], NOW)
        assert [change.uid for change in work.outbox.waiting(10)] == [waiting.uid]
        assert work.outbox.of_case(taken.case_uid) == []
        assert (work.outbox.count_waiting(), work.outbox.count_rejected()) == (1, 0)
        assert work.outbox.offer_again() == 2


def test_what_was_taken_is_offered_again_in_its_old_order(empty_desk: OpenWork):
    with empty_desk() as work:
        queue(work, 1, 2, 1)
        made = work.outbox.waiting(10)
        work.outbox.take([made[0].uid], NOW - 40 * DAY)
        work.outbox.take([change.uid for change in made[1:3]], NOW - 2 * DAY)
        assert work.outbox.offer_again() == 3
        assert work.outbox.waiting(10) == made
        assert work.outbox.offer_again() == 0


def test_the_newest_that_waits_is_known_by_its_number(empty_desk: OpenWork):
    with empty_desk() as work:
        assert work.outbox.newest_waiting() == 0
        queue(work, 1, 1)
        older, newer = work.outbox.waiting(10)
        assert work.outbox.newest_waiting() == newer.sequence
        work.outbox.take([newer.uid], NOW)
        assert work.outbox.newest_waiting() == older.sequence


def test_being_told_twice_that_a_change_was_taken_keeps_the_first_time(empty_desk: OpenWork):
    with empty_desk() as work:
        (change,) = queue(work, 1)
        work.outbox.take([change.uid], NOW - 40 * DAY)
        work.outbox.take([change.uid, uuid4()], NOW)
        work.outbox.take([], NOW)
        work.outbox.forget_taken(NOW - 30 * DAY)
        assert work.outbox.offer_again() == 0


def test_only_what_was_taken_long_ago_is_forgotten(empty_desk: OpenWork):
    with empty_desk() as work:
        old, new, refused, waiting = queue(work, 1, 1, 1, 1)
        work.outbox.take([old.uid], NOW - 31 * DAY)
        work.outbox.take([new.uid], NOW - 29 * DAY)
        work.outbox.reject(refused.uid, "NO_RIGHT", "")
        work.outbox.forget_taken(NOW - 30 * DAY)
        assert work.outbox.offer_again() == 1
        assert [change.uid for change in work.outbox.waiting(10)] == [new.uid, waiting.uid]
        assert [change.uid for change in work.outbox.rejected()] == [refused.uid]


def test_a_forgotten_change_gives_its_sequence_to_nobody(profile: OpenProfile):
    with profile.write() as work:
        (change,) = queue(work, 1)
        work.outbox.take([change.uid], NOW - DAY)
        work.outbox.forget_taken(NOW)
        work.commit()
    with profile.write() as work:
        queue(work, 1)
        assert work.outbox.waiting(10)[0].sequence == 2


def test_a_change_under_another_number_waits_in_the_place_of_the_refused_one(
    empty_desk: OpenWork,
):
    with empty_desk() as work:
        first, taken_number, last = queue(work, 1, 1, 1)
        work.outbox.reject(taken_number.uid, "NUMBER_TAKEN", "Nomor sudah dipakai")
        (refused,) = work.outbox.rejected()
        work.outbox.renumber(replace(refused, uid=uuid4(), body={"case": {"number": 2}}))
        _, again, _ = waiting = work.outbox.waiting(10)
        assert [change.sequence for change in waiting] == [1, 2, 3]
        assert [waiting[0].uid, waiting[2].uid] == [first.uid, last.uid]
        assert (again.body, again.transaction) == ({"case": {"number": 2}}, refused.transaction)
        assert (again.state, again.reject_code, again.reject_words) == (
            ChangeState.WAITING,
            "",
            "",
        )
        assert again.uid not in {refused.uid, first.uid, last.uid}
        assert work.outbox.rejected() == []


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("state = 'waiting' ORDER BY sequence LIMIT 10", "ix_outbox_state"),
        ("state = 'waiting' AND case_uid = x'00' ORDER BY sequence", "ix_outbox_case_uid_state"),
        ("settled_at < 5", "ix_outbox_settled_at"),
    ],
)
def test_the_queue_is_found_beside_any_number_of_taken_changes(engine: Engine, question, index):
    with engine.connect() as connection:
        asked = f"EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE {question}"
        plan = [step.detail for step in connection.exec_driver_sql(asked)]
    assert len(plan) == 1
    assert f"USING INDEX {index} " in plan[0]
