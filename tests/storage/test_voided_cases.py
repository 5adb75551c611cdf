"""A case that was taken back here is out of sight, and back again when it comes back."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.cases import Case, Status
from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.domain.ports import OpenWork, UnitOfWork
from tests.builders import NOW, TODAY, a_case


def listed(work: UnitOfWork, words: str = "") -> list[int]:
    return list(work.cases.keys(InboxQuery(InboxGroup.OPEN, words), TODAY))


@pytest.fixture
def voided() -> Case:
    """A case with a number one can look for."""
    return a_case(register_number="BBS/26/A-000077-K")


def test_no_list_no_count_and_no_search_shows_it(empty_desk: OpenWork, voided: Case):
    with empty_desk() as work:
        work.cases.put(voided)
        work.cases.put(a_case())
        keys = listed(work)
        work.cases.set_voided(voided.uid, voided=True)
        assert len(listed(work)) == 1
        assert listed(work, "000077") == []
        assert work.cases.counts(TODAY).total == 1
        assert work.cases.counts(TODAY).by_status[Status.RECEIVED] == 1
        shown = [row and row.uid for row in work.cases.rows(keys)]
        assert None in shown
        assert voided.uid not in shown


def test_it_still_lies_here_and_can_be_read(empty_desk: OpenWork, voided: Case):
    with empty_desk() as work:
        work.cases.put(voided)
        work.cases.set_voided(voided.uid, voided=True)
        assert work.cases.get(voided.uid) == voided
        assert work.cases.is_voided(voided.uid)
        assert work.cases.count() == 1
        assert not work.cases.is_empty()


def test_putting_it_again_leaves_it_out_of_sight(empty_desk: OpenWork, voided: Case):
    with empty_desk() as work:
        work.cases.put(voided)
        work.cases.set_voided(voided.uid, voided=True)
        work.cases.put_all([replace(voided, title="Judul lain", version=2)])
        assert work.cases.is_voided(voided.uid)
        assert listed(work) == []


def test_one_that_comes_back_is_listed_as_before(empty_desk: OpenWork, voided: Case):
    with empty_desk() as work:
        work.cases.put(voided)
        before = listed(work)
        work.cases.set_voided(voided.uid, voided=True)
        work.cases.set_voided(voided.uid, voided=False)
        assert listed(work) == before
        assert not work.cases.is_voided(voided.uid)


def test_of_many_cases_those_that_were_taken_back_are_shown_again(empty_desk: OpenWork):
    cases = [a_case() for _ in range(4)]
    with empty_desk() as work:
        work.cases.put_all(cases)
        for case in cases[:2]:
            work.cases.set_voided(case.uid, voided=True)
        work.cases.show_again([])
        work.cases.show_again([case.uid for case in cases[1:]] + [uuid4()])
        assert [work.cases.is_voided(case.uid) for case in cases] == [True, False, False, False]


def test_a_case_that_is_not_here_is_not_voided(empty_desk: OpenWork):
    with empty_desk() as work:
        work.cases.set_voided(uuid4(), voided=True)
        assert not work.cases.is_voided(uuid4())


def test_the_counts_still_come_from_the_index_alone(engine: Engine):
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT status, count(*) FROM 'case' WHERE voided = 0 "
            "AND due_on < '2026-11-20' GROUP BY status"
        ).all()
    assert "USING COVERING INDEX ix_case_voided" in plan[0].detail


def test_a_number_that_a_copied_desk_gave_too_still_arrives(empty_desk: OpenWork, voided: Case):
    mine = replace(voided, server_time=None)
    theirs = replace(voided, uid=uuid4(), server_time=NOW)
    with empty_desk() as work:
        work.cases.put(mine)
        work.cases.put(theirs)
        assert [work.cases.get(case.uid) for case in (mine, theirs)] == [mine, theirs]
        with pytest.raises(IntegrityError):
            work.cases.put(replace(mine, uid=uuid4()))


def test_a_version_only_goes_up(empty_desk: OpenWork, voided: Case):
    with empty_desk() as work:
        work.cases.put(replace(voided, version=3))
        work.cases.raise_versions({voided.uid: 5, uuid4(): 9})
        work.cases.raise_versions({voided.uid: 4})
        work.cases.raise_versions({})
        assert work.cases.get(voided.uid).version == 5
