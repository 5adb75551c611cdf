"""Notices stay until somebody has seen them; the history of rounds tells what happened, shortly."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ports import OpenWork
from desktop_app.domain.rounds import RoundRecord
from desktop_app.storage.repositories.round_history import KEPT
from tests.builders import NOW, a_notice, a_round

COUNTS = [field.name for field in fields(RoundRecord) if field.type == "int"]
MINUTE = timedelta(minutes=1)


def at(minute: int, **facts) -> RoundRecord:
    """A round that began that many minutes later."""
    return replace(
        a_round(**facts), started_at=NOW + minute * MINUTE, ended_at=NOW + (minute + 1) * MINUTE
    )


def test_a_notice_stays_until_it_is_removed(empty_desk: OpenWork):
    older, newer = a_notice(), a_notice(noticed_at=NOW + MINUTE, case_uid=None, facts={})
    with empty_desk() as work:
        work.notices.add(newer)
        work.notices.add(older)
        assert work.notices.all() == [older, newer]
        work.notices.remove(older.uid)
        assert (work.notices.all(), work.notices.count()) == ([newer], 1)


def test_the_newest_round_comes_first(empty_desk: OpenWork):
    with empty_desk() as work:
        for record in (at(0, sent=1), at(1, sent=2), at(2, sent=3)):
            work.rounds.add(record)
        assert [record.sent for record in work.rounds.last(2)] == [3, 2]


def test_a_day_without_news_is_one_line(empty_desk: OpenWork):
    with empty_desk() as work:
        for minute in range(20):
            work.rounds.add(at(minute))
        assert work.rounds.last(10) == [at(19)]


def test_a_line_that_stays_cut_is_one_line_and_its_return_another(empty_desk: OpenWork):
    cut = {"trouble": "server_unreachable", "verified": False}
    with empty_desk() as work:
        for record in (at(0), at(1, **cut), at(2, **cut), at(3)):
            work.rounds.add(record)
        assert work.rounds.last(10) == [at(3), at(2, **cut), at(0)]


@pytest.mark.parametrize("name", COUNTS)
def test_a_round_in_which_something_happened_is_never_replaced(empty_desk: OpenWork, name):
    with empty_desk() as work:
        for minute in range(2):
            work.rounds.add(at(minute, **{name: 1}))
        assert len(work.rounds.last(10)) == 2


def test_only_the_last_rounds_are_kept(empty_desk: OpenWork):
    with empty_desk() as work:
        for minute in range(KEPT + 20):
            work.rounds.add(at(minute, sent=minute + 1))
        kept = work.rounds.last(2 * KEPT)
        assert len(kept) == KEPT
        assert (kept[0].sent, kept[-1].sent) == (KEPT + 20, 21)


@given(sent=st.lists(st.integers(0, 1), max_size=12))
def test_the_history_adds_up_to_all_that_was_sent(empty_desk: OpenWork, sent):
    with empty_desk() as work:
        for minute, count in enumerate(sent):
            work.rounds.add(at(minute, sent=count))
        told = work.rounds.last(100)
        assert sum(record.sent for record in told) == sum(sent)
        assert not any(one.sent == other.sent == 0 for one, other in pairwise(told))
