"""The desk's half of the digest: sums that always equal what is listed, at the price of a page."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from desktop_app.domain.digest import BUCKETS, Digest, bucket_of
from desktop_app.domain.feed_index import Delivered, FeedIndex
from desktop_app.domain.ports import OpenWork
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import a_delivered_row

LARGEST = 2**64 - 1
SCOPES = ("office:1", "reference")
SCOPE = a_delivered_row().scope
PAGE = 2000

# Few of everything, so that rows meet each other; hashes on both sides of the sign.
uids = st.integers(0, 5).map(lambda number: UUID(int=number * 0x1_0000_0101))
hashes = st.sampled_from([0, 1, 2**63 - 1, 2**63, LARGEST]) | st.integers(0, LARGEST)
rows = st.builds(
    Delivered,
    scope=st.sampled_from(SCOPES),
    kind=st.sampled_from(["case", "entry"]),
    uid=uids,
    case_uid=st.none() | uids,
    server_hash=hashes,
    kept_hash=hashes,
)
steps = st.one_of(
    st.tuples(st.just("put"), st.lists(rows, max_size=6)),
    st.tuples(st.just("remove"), rows),
    st.tuples(st.just("remove_case"), rows.filter(lambda row: row.case_uid is not None)),
    st.tuples(st.just("clear"), st.none()),
)


class Model:
    """What the index promises, as one plain dict."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, UUID], Delivered] = {}

    def do(self, name: str, given) -> None:
        if name == "put":
            self.rows.update({_key(row): row for row in given})
        elif name == "remove":
            self.rows.pop(_key(given), None)
        elif name == "remove_case":
            self.rows = {
                key: row
                for key, row in self.rows.items()
                if (row.scope, row.case_uid) != (given.scope, given.case_uid)
            }
        else:
            self.rows.clear()

    def of(self, scope: str, bucket: int | None = None) -> list[Delivered]:
        return [
            row
            for row in self.rows.values()
            if row.scope == scope and bucket in {None, bucket_of(row.uid)}
        ]


def _key(row: Delivered) -> tuple[str, str, UUID]:
    return row.scope, row.kind, row.uid


def digest_of(listed: list[Delivered]) -> Digest:
    return reduce(lambda whole, row: whole.plus(row.server_hash), listed, Digest())


def do(feed: FeedIndex, name: str, given) -> None:
    if name == "put":
        feed.put(given)
    elif name == "remove":
        feed.remove(given.scope, given.kind, given.uid)
    elif name == "remove_case":
        feed.remove_case(given.scope, given.case_uid)
    else:
        feed.clear()


@given(history=st.lists(steps, max_size=8))
def test_after_any_history_sums_and_lists_are_those_of_a_plain_dict(empty_desk: OpenWork, history):
    model = Model()
    with empty_desk() as work:
        for name, given_ in history:
            model.do(name, given_)
            do(work.feed, name, given_)
            for scope in SCOPES:
                assert work.feed.digests().get(scope, Digest()) == digest_of(model.of(scope))
        for scope in SCOPES:
            buckets = work.feed.buckets(scope)
            assert buckets == [digest_of(model.of(scope, place)) for place in range(BUCKETS)]
            listed = work.feed.in_buckets(scope, range(BUCKETS))
            assert {_key(row): row for row in listed} == {_key(r): r for r in model.of(scope)}
            assert len(listed) == len(model.of(scope))
        known = {row.case_uid for scope in SCOPES for row in model.of(scope)}
        for number in range(6):
            case_uid = UUID(int=number * 0x1_0000_0101)
            assert work.feed.knows_case(case_uid) == (case_uid in known)


@pytest.mark.parametrize("hashes", [(LARGEST, 1), (2**63, 2**63), (LARGEST, LARGEST, 2)])
def test_sums_go_round_at_two_to_the_power_of_64(empty_desk: OpenWork, hashes):
    with empty_desk() as work:
        work.feed.put([a_delivered_row(server_hash=number) for number in hashes])
        assert work.feed.digests().get(SCOPE, Digest()) == Digest(len(hashes), 0)


def test_a_row_that_comes_again_counts_once_with_its_newest_hash(empty_desk: OpenWork):
    row = a_delivered_row(server_hash=5)
    with empty_desk() as work:
        work.feed.put([row, replace(row, server_hash=6)])
        assert work.feed.digests().get(SCOPE, Digest()) == Digest(1, 6)
        work.feed.put([replace(row, server_hash=7, kept_hash=8)])
        assert work.feed.digests().get(SCOPE, Digest()) == Digest(1, 7)
        assert work.feed.in_buckets(SCOPE, [bucket_of(row.uid)]) == [
            replace(row, server_hash=7, kept_hash=8)
        ]


def test_a_case_and_its_reporter_share_a_uid_and_are_two_rows(empty_desk: OpenWork):
    case_uid = uuid4()
    with empty_desk() as work:
        work.feed.put(
            [
                a_delivered_row(kind=kind, uid=case_uid, case_uid=case_uid, server_hash=1)
                for kind in ("case", "reporter")
            ]
        )
        assert work.feed.digests().get(SCOPE, Digest()) == Digest(2, 2)
        work.feed.remove(SCOPE, "reporter", case_uid)
        assert work.feed.digests().get(SCOPE, Digest()) == Digest(1, 1)


def test_removing_what_is_not_there_changes_nothing(empty_desk: OpenWork):
    case_uid = uuid4()
    row = a_delivered_row(case_uid=case_uid)
    with empty_desk() as work:
        work.feed.put([row])
        work.feed.remove(SCOPE, row.kind, uuid4())
        work.feed.remove("office:other", row.kind, row.uid)
        work.feed.remove_case("office:other", case_uid)
        assert work.feed.digests().get(SCOPE, Digest()) == Digest(1, row.server_hash)


def test_no_bucket_asked_is_no_row_found(empty_desk: OpenWork):
    with empty_desk() as work:
        work.feed.put([a_delivered_row()])
        assert work.feed.in_buckets(SCOPE, []) == []


def test_what_was_not_committed_is_in_no_sum(engine: Engine):
    open_work = unit_of_work(engine)
    with open_work() as work:
        work.feed.put([a_delivered_row()])
    with open_work() as work:
        assert work.feed.digests().get(SCOPE, Digest()) == Digest()
        assert work.feed.in_buckets(SCOPE, range(BUCKETS)) == []


def statements_of(engine: Engine, work) -> list[str]:
    """What the database was told while a piece of work was done."""
    told: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        told.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return told


def test_a_page_costs_a_handful_of_statements(engine: Engine):
    with unit_of_work(engine)() as work:
        page = [a_delivered_row(server_hash=number) for number in range(PAGE)]
        fresh = statements_of(engine, lambda: work.feed.put(page))
        again = statements_of(engine, lambda: work.feed.put(page))
    assert max(len(fresh), len(again)) <= 10


def test_a_digest_costs_one_statement(engine: Engine):
    with engine.connect() as connection:
        bare = connection.connection.driver_connection
    with unit_of_work(engine)() as work:
        page = [a_delivered_row(server_hash=number) for number in range(PAGE)]
        work.feed.put(page)
        asked: list[str] = []
        bare.set_trace_callback(asked.append)
        digests = work.feed.digests()
        bare.set_trace_callback(None)
    assert digests[SCOPE] == Digest(PAGE, sum(range(PAGE)))
    assert len(asked) == 1


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM feed_row WHERE (scope, kind, uid) IN (VALUES ('a', 'b', x'00'))",
        "SELECT * FROM feed_row WHERE scope = 'a' AND bucket IN (1, 2) ORDER BY bucket, key",
        "SELECT * FROM feed_row WHERE scope = 'a' AND case_uid = x'00'",
        "SELECT * FROM feed_digest WHERE scope = 'a'",
    ],
)
def test_no_question_reads_the_whole_index(engine: Engine, question):
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}").all()
    assert not any(step.detail.startswith(("SCAN feed", "USE TEMP")) for step in plan)
