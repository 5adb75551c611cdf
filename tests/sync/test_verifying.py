"""After a round both sides hold the same, or what differs is read again; nothing goes unasked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from desktop_app.domain.cases import Case
from desktop_app.domain.digest import Digest, canonical, hash_text, record_hash
from desktop_app.domain.errors import Trouble
from desktop_app.domain.feed_index import Delivered
from desktop_app.domain.people import Role
from desktop_app.domain.records import (
    attachment_record,
    case_record,
    entry_record,
    reporter_record,
)
from desktop_app.sync.feed import item_of, kept_hash
from desktop_app.sync.wire import FeedRow
from tests import strategies
from tests.builders import (
    a_case,
    a_change,
    a_person,
    a_reporter,
    an_attachment,
    an_entry,
    an_identity,
)
from tests.sync.honest_server import SCOPE, HonestServer
from tests.sync.rounds import RoundDesk, a_round_desk


@pytest.fixture
def server() -> Iterator[HonestServer]:
    with HonestServer() as honest:
        yield honest


@pytest.fixture
def desk(server: HonestServer, tmp_path: Path) -> Iterator[RoundDesk]:
    with a_round_desk(tmp_path / "profile", an_identity(server_url=server.url)) as made:
        yield made


def put_cases(server: HonestServer, count: int) -> list[Case]:
    cases = [a_case() for _ in range(count)]
    for case in cases:
        uid = str(case.uid)
        server.put("case", case_record(case), uid)
        server.put("entry", entry_record(an_entry(case_uid=case.uid)), uid)
        server.put("reporter", reporter_record(a_reporter(case_uid=case.uid)), uid)
        server.put("attachment", attachment_record(an_attachment(case_uid=case.uid)), uid)
    return cases


def digest_here(desk: RoundDesk) -> Digest:
    with desk.profile.read() as work:
        return work.feed.digests().get(SCOPE, Digest())


def questions(server: HonestServer) -> list[str]:
    return [path for path in server.paths if "digest" in path or "rows" in path]


def test_a_round_ends_with_both_sides_found_equal(desk: RoundDesk, server: HonestServer):
    put_cases(server, 3)
    report = desk.round()
    assert (report.trouble, report.verified, report.repaired) == (None, True, 0)
    assert report.record is not None
    assert report.record.verified
    assert questions(server) == []
    assert digest_here(desk).count == 12


def test_a_row_that_never_came_is_fetched(desk: RoundDesk, server: HonestServer):
    case, *_ = put_cases(server, 3)
    desk.round()
    desk.store(lambda work: work.feed.remove_case(SCOPE, case.uid))
    desk.store(lambda work: work.cases.remove(case.uid))

    report = desk.round()

    assert (report.trouble, report.verified, report.repaired) == (None, True, 4)
    assert case.uid in report.touched
    assert desk.case(case) is not None
    with desk.profile.read() as work:
        assert len(work.timeline.of_case(case.uid)) == 1
        assert work.reporters.get(case.uid) is not None
    asked = server.asked_at("/v1/rows")
    assert sum(len(request["items"]) for request in asked) == 4


def test_a_row_that_came_in_another_form_is_fetched_alone(desk: RoundDesk, server: HonestServer):
    case, *_ = put_cases(server, 3)
    desk.round()
    wrong = Delivered(SCOPE, "case", case.uid, case.uid, server_hash=7, kept_hash=7)
    desk.store(lambda work: work.feed.put([wrong]))
    report = desk.round()
    assert (report.verified, report.repaired) == (True, 1)
    assert server.asked_at("/v1/rows")[0]["items"] == [{"kind": "case", "id": str(case.uid)}]


def test_a_row_that_is_gone_is_taken_away_unless_work_waits_for_it(
    desk: RoundDesk, server: HonestServer
):
    gone, worked_on, stays = put_cases(server, 3)
    desk.round()
    for case in (gone, worked_on):
        server.remove(str(case.uid))
    with desk.profile.write() as work:  # as if the rows had been passed by
        marks = work.state.sync_marks()
        last = max(row["seq"] for row in server.rows.values())
        work.state.set_sync_marks(replace(marks, cursors={SCOPE: last}))
        work.commit()

    def save_just_then(path: str) -> None:
        if path == "/v1/digest/rows":
            desk.queue(a_change(case_uid=worked_on.uid))

    server.meanwhile = save_just_then
    desk.round()

    assert desk.case(gone) is None
    assert desk.case(worked_on) is not None
    assert desk.case(stays) is not None


def test_a_row_the_server_does_not_know_stays_here_and_is_only_struck(
    desk: RoundDesk, server: HonestServer
):
    case, *_ = put_cases(server, 2)
    desk.round()
    for name in [name for name, row in server.rows.items() if row["case"] == str(case.uid)]:
        del server.rows[name]
    report = desk.round()
    assert (report.verified, report.repaired) == (True, 4)
    assert desk.case(case) is not None
    assert digest_here(desk).count == 4


def test_rows_that_come_between_are_read_first(desk: RoundDesk, server: HonestServer):
    put_cases(server, 2)
    desk.round()
    desk.store(lambda work: work.feed.clear())
    late: list[Case] = []

    def another_desk_is_at_work(path: str) -> None:
        if path == "/v1/digest" and not late:
            late.extend(put_cases(server, 1))

    server.meanwhile = another_desk_is_at_work
    report = desk.round()
    assert (report.trouble, report.verified) == (None, True)
    assert desk.case(late[0]) is not None


def test_a_difference_that_cannot_be_mended_is_said_and_ends(desk: RoundDesk, server: HonestServer):
    put_cases(server, 1)
    desk.round()
    server.wrong_digest = {"count": 99, "sum": hash_text(1)}
    report = desk.round()
    assert report.trouble is None
    assert not report.verified
    assert server.paths.count("POST /v1/digest") == 3


def damage(desk: RoundDesk, case: Case) -> None:
    """As a bad disk or a stray hand would."""
    here = desk.case(case)
    assert here is not None
    desk.put(replace(here, place="Rusak"))


def test_what_was_damaged_on_this_pc_is_found_and_read_again(desk: RoundDesk, server: HonestServer):
    cases = put_cases(server, 3)
    desk.round()
    for case in cases:
        damage(desk, case)
    with desk.profile.read() as work:
        [entry] = work.timeline.of_case(cases[0].uid)
    desk.store(lambda work: work.timeline.put(replace(entry, text="Rusak")))
    desk.store(lambda work: work.reporters.put(a_reporter(case_uid=cases[1].uid, name="Rusak")))

    report = desk.round(check_everything=True)

    assert (report.trouble, report.repaired) == (None, 5)
    assert [desk.case(case).place for case in cases] == [case.place for case in cases]
    with desk.profile.read() as work:
        assert [one.text for one in work.timeline.of_case(cases[0].uid)] != ["Rusak"]
        reporter = work.reporters.get(cases[1].uid)
    assert reporter is not None
    assert reporter.name != "Rusak"
    assert desk.round(check_everything=True).repaired == 0


def test_every_ten_minutes_another_part_is_checked_until_all_was(
    desk: RoundDesk, server: HonestServer
):
    case, *_ = put_cases(server, 1)
    desk.round()
    damage(desk, case)
    before = {"bucket": (case.uid.bytes[-1] - 2) % 256, "at": desk.now.isoformat()}
    desk.store(lambda work: work.state.set_fact("checked", before))
    repaired = []
    for _ in range(4):
        repaired.append(desk.round().repaired)
        desk.now += timedelta(minutes=9)
    assert repaired == [0, 0, 0, 0]
    desk.now += timedelta(minutes=9)
    assert desk.round().repaired == 1
    found = desk.case(case)
    assert found is not None
    assert found.place == case.place


def test_a_clock_that_stood_years_ahead_does_not_stop_the_checks(
    desk: RoundDesk, server: HonestServer
):
    [case] = put_cases(server, 1)
    desk.round()
    damage(desk, case)
    ahead = desk.now + timedelta(days=3_650)
    before = {"bucket": case.uid.bytes[-1] - 1, "at": ahead.isoformat()}
    desk.store(lambda work: work.state.set_fact("checked", before))
    assert desk.round().repaired == 1


def test_own_unsent_work_is_no_damage(desk: RoundDesk, server: HonestServer):
    case, *_ = put_cases(server, 1)
    desk.round()
    damage(desk, case)
    change = a_change(case_uid=case.uid, body={"set": {"place": "Rusak"}, "base": {}})
    server.meanwhile = lambda path: desk.queue(change) if path == "/v1/pull" else None
    report = desk.round(check_everything=True)
    assert report.repaired == 0
    found = desk.case(case)
    assert found is not None
    assert found.place == "Rusak"


def test_a_person_is_asked_before_many_cases_leave(desk: RoundDesk, server: HonestServer):
    cases = put_cases(server, 60)
    desk.round()
    for case in cases[:51]:
        server.remove(str(case.uid))
    news = put_cases(server, 1)[0]

    for _ in range(2):
        report = desk.round()
        assert report.trouble is not None
        assert report.trouble.trouble is Trouble.WOULD_REMOVE_MANY
        assert report.trouble.facts == {"count": "51"}
        assert None not in [desk.case(case) for case in cases]
        assert desk.case(news) is not None  # what is new arrives all the same

    report = desk.round(may_remove_many=True)
    assert (report.trouble, report.verified) == (None, True)
    assert [desk.case(case) is None for case in cases] == [True] * 51 + [False] * 9
    assert desk.round().received == 0


def test_a_case_that_comes_back_while_others_leave_stays(desk: RoundDesk, server: HonestServer):
    cases = put_cases(server, 3)
    desk.round()
    server.page_rows = 4
    for case in cases:
        server.remove(str(case.uid))
    back = cases[0]
    server.put("case", case_record(back), str(back.uid), version=2)
    server.put("entry", entry_record(an_entry(case_uid=back.uid)), str(back.uid))
    report = desk.round()
    assert (report.trouble, report.verified) == (None, True)
    assert desk.case(back) is not None
    assert desk.case(cases[1]) is None


@given(strategies.cases, st.integers(0, 2**40), st.sampled_from([canonical, json.dumps]))
def test_the_fast_hash_is_the_one_of_the_protocol(
    case: Case, version: int, spelt: Callable[[object], str]
):
    body = case_record(case)
    told = hash_text(record_hash("case", case.uid, version, body))
    uid, written = str(case.uid), Raw(spelt(body))
    row = FeedRow(SCOPE, 1, "case", uid, uid, version=version, hash=told, body=written)
    item = item_of(row)
    assert item.delivered is not None
    assert hash_text(item.delivered.server_hash) == told
    stored = replace(case, version=version, server_time=None)
    assert item.record == stored
    assert item.delivered.kept_hash == kept_hash("case", stored)


@given(st.permutations(list(Role)), st.integers(2, len(Role)))
def test_an_official_of_many_roles_is_remembered_by_one_hash(roles: list[Role], many: int):
    """Roles are a set: it has no order, and its members have none."""
    some = roles[:many]
    one, other = (a_person(roles=frozenset(order)) for order in (some, reversed(some)))
    assert kept_hash("person", one) == kept_hash("person", other)


@given(strategies.json_values, st.sampled_from([canonical, json.dumps]))
def test_whatever_a_newer_server_sends_is_hashed_alike(value: Any, spelt: Callable[[object], str]):
    uid, body = uuid4(), {"uid": "x", "new": value}
    told = hash_text(record_hash("weather", uid, 1, body))
    written = Raw(spelt(body))
    item = item_of(FeedRow(SCOPE, 1, "weather", str(uid), version=1, hash=told, body=written))
    assert item.record is None
    assert item.delivered is not None
    assert hash_text(item.delivered.server_hash) == told
