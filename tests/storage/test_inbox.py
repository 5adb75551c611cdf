"""The list of cases: its order, its groups, its search, its pages, its counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from desktop_app.domain.cases import Case, Status
from desktop_app.domain.inbox import GROUP_STATUSES, InboxGroup, InboxQuery
from desktop_app.domain.ports import OpenWork, UnitOfWork
from desktop_app.storage.repositories.cases import StoredCases
from desktop_app.storage.repositories.kept_cases import KeptCases
from tests.builders import NOW, TODAY, a_case, some_due_dates

near_days = st.integers(-3, 3).map(lambda count: TODAY + timedelta(days=count))
listed_cases = st.lists(
    st.builds(
        a_case,
        status=st.sampled_from(Status),
        has_reply=st.booleans(),
        due=st.builds(
            some_due_dates, verification=near_days, response=near_days, resolution=near_days
        ),
        received_at=st.integers(0, 3).map(lambda hours: NOW - timedelta(hours=hours)),
    ),
    max_size=12,
)


def put_all(work: UnitOfWork, cases: list[Case]) -> None:
    for case in cases:
        work.cases.put(case)


def titles(work: UnitOfWork, query: InboxQuery) -> list[str]:
    return [row.title for row in work.cases.rows(work.cases.keys(query, TODAY))]


def due(day: date):
    return some_due_dates(verification=day, response=day, resolution=day)


def test_overdue_comes_first_then_new_then_by_due_date_then_the_newest(empty_desk: OpenWork):
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    working = Status.IN_PROGRESS
    expected = [
        a_case(title="new and overdue", due=due(yesterday)),
        a_case(title="longest overdue", status=working, due=due(TODAY - timedelta(days=9))),
        a_case(title="overdue", status=working, due=due(yesterday)),
        a_case(title="new, due today", due=due(TODAY)),
        a_case(title="new, due tomorrow", due=due(tomorrow)),
        a_case(title="due today", status=working, due=due(TODAY)),
        a_case(title="due tomorrow, newest", status=working, due=due(tomorrow)),
        a_case(
            title="due tomorrow, older",
            status=working,
            due=due(tomorrow),
            received_at=NOW - timedelta(hours=1),
        ),
        a_case(title="clock stopped", status=Status.POSTPONED),
        a_case(
            title="clock stopped, older",
            status=Status.POSTPONED,
            received_at=NOW - timedelta(hours=1),
        ),
    ]
    with empty_desk() as work:
        put_all(work, expected[::-1])
        assert titles(work, InboxQuery()) == [case.title for case in expected]


@given(cases=listed_cases)
def test_every_group_holds_its_cases_in_the_promised_order(empty_desk: OpenWork, cases):
    with empty_desk() as work:
        put_all(work, cases)
        for group in InboxGroup:
            wanted = [case for case in cases if belongs(case, group)]
            rows = work.cases.rows(work.cases.keys(InboxQuery(group), TODAY))
            assert {row.uid for row in rows} == {case.uid for case in wanted}
            assert [place(row) for row in rows] == sorted(place(case) for case in wanted)


@given(cases=listed_cases)
def test_counts_agree_with_the_lists_they_head(empty_desk: OpenWork, cases):
    with empty_desk() as work:
        put_all(work, cases)
        counts = work.cases.counts(TODAY)
        assert counts.by_group == {
            group: len(work.cases.keys(InboxQuery(group), TODAY)) for group in InboxGroup
        }
        assert counts.by_status == {
            status: sum(case.status is status for case in cases) for status in Status
        }
        assert counts.total == len(cases)


def belongs(case: Case, group: InboxGroup) -> bool:
    match group:
        case InboxGroup.OPEN:
            return case.is_open
        case InboxGroup.OVERDUE:
            return case.is_overdue(TODAY)
        case InboxGroup.DUE_TODAY:
            return case.due_on == TODAY
        case _:
            return case.status in GROUP_STATUSES[group]


def place(case) -> tuple[bool, bool, date, float]:
    due_on = case.due_on or date.max
    is_late, is_new = due_on < TODAY, case.status is Status.RECEIVED
    return (not is_late, not is_new, due_on, -case.received_at.timestamp())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Lampu mati", "Jalan 100% rusak", "JALAN_BARU becek"]),
        ("jalan", ["Jalan 100% rusak", "JALAN_BARU becek"]),
        ("RUSAK jalan", ["Jalan 100% rusak"]),
        ("000007", ["Lampu mati"]),
        ("bbs/26/a-000008", ["Jalan 100% rusak"]),
        ("%", ["Jalan 100% rusak"]),
        ("_", ["JALAN_BARU becek"]),
        ("pasar", []),
    ],
)
def test_words_are_looked_for_in_number_and_title(empty_desk: OpenWork, words, found):
    made = {
        "Lampu mati": "BBS/26/A-000007-X",
        "Jalan 100% rusak": "BBS/26/A-000008-X",
        "JALAN_BARU becek": "BBS/26/A-000009-X",
    }
    with empty_desk() as work:
        for hours, (title, number) in enumerate(made.items()):
            received_at = NOW - timedelta(hours=hours)
            work.cases.put(a_case(title=title, register_number=number, received_at=received_at))
        assert titles(work, InboxQuery(words=words)) == found


def test_a_search_knows_capital_letters_beyond_ascii(empty_desk: OpenWork):
    with empty_desk() as work:
        work.cases.put(a_case(title="CAFÉ ramai sampai pagi"))
        assert titles(work, InboxQuery(words="café")) == ["CAFÉ ramai sampai pagi"]


def test_a_page_has_a_gap_where_a_case_is_gone_so_that_rows_do_not_shift(empty_desk: OpenWork):
    first, gone, last = (a_case(received_at=NOW - timedelta(hours=n)) for n in range(3))
    with empty_desk() as work:
        put_all(work, [first, gone, last])
        keys = work.cases.keys(InboxQuery(), TODAY)
        work.cases.remove(gone.uid)
        uids = [row and row.uid for row in work.cases.rows(keys)]
        assert uids == [first.uid, None, last.uid]


def test_a_page_comes_in_the_order_asked(empty_desk: OpenWork):
    with empty_desk() as work:
        put_all(work, [a_case() for _ in range(5)])
        backwards = list(work.cases.keys(InboxQuery(), TODAY))[::-1]
        assert [row.key for row in work.cases.rows(backwards)] == backwards


def test_a_case_put_again_keeps_its_place_in_open_lists(empty_desk: OpenWork):
    case = a_case()
    with empty_desk() as work:
        work.cases.put(case)
        (key,) = work.cases.keys(InboxQuery(), TODAY)
        work.cases.put(a_case(uid=case.uid, title="Judul lain"))
        assert [row.title for row in work.cases.rows([key])] == ["Judul lain"]


def test_the_list_and_its_counts_read_an_index_and_never_the_table(engine: Engine):
    asked: list[tuple[str, Any]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", note)
        cases = StoredCases(connection, KeptCases(connection, None))
        cases.counts(TODAY)
        for group in InboxGroup:
            cases.keys(InboxQuery(group), TODAY)
        plans = [
            step.detail
            for statement, parameters in [*asked]
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    readings = [plan for plan in plans if plan.startswith(("SCAN", "SEARCH"))]
    assert len(readings) == len(InboxGroup) + 1
    assert [plan for plan in readings if "USING COVERING INDEX" not in plan] == []
