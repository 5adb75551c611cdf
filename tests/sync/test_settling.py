"""Answers are taken in once, in whatever order and however often they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import ChangeState, Operation, PendingChange
from desktop_app.domain.erasure import STRUCK
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.records import case_record, entry_record
from desktop_app.domain.register_number import parse_register_number
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.sync.engine import CHECK_EVERY
from desktop_app.sync.report import Tally
from desktop_app.sync.settling import Settling
from desktop_app.sync.wire import ChangeAnswer, Clash
from tests.builders import (
    DISTRICT_UID,
    NOW,
    a_case,
    a_change,
    a_letter,
    an_entry,
    an_identity,
)
from tests.sync.rounds import RoundDesk, a_round_desk
from tests.sync.scripted_server import TIME, Changes, ScriptedServer, done, page, pushed


def a_creation(case: Case, entry: TimelineEntry, **changes: Any) -> PendingChange:
    body = {"case": case_record(case), "entries": [entry_record(entry)]}
    return a_change(case_uid=case.uid, operation=Operation.CASE_CREATE, body=body, **changes)


def a_note(entry: TimelineEntry, **changes: Any) -> PendingChange:
    return a_change(
        case_uid=entry.case_uid,
        entity_uid=entry.uid,
        operation=Operation.ENTRY_ADD,
        body=entry_record(entry),
        **changes,
    )


def registered(desk: RoundDesk, *, notes: int = 0) -> tuple[Case, list[PendingChange]]:
    """A case as the desk has it right after the save, and what waits of it."""
    case = a_case()
    first = an_entry(case_uid=case.uid, kind=EntryKind.REGISTERED)
    later = [an_entry(case_uid=case.uid) for _ in range(notes)]
    changes = [a_creation(case, first), *map(a_note, later)]
    desk.put(case)
    desk.store(lambda work: work.timeline.put_all([first, *later]))
    desk.queue(*changes)
    return case, changes


def refused(change: dict[str, Any], code: str) -> dict[str, Any]:
    return {"uid": change["uid"], "answer": "rejected", "code": code, "words": "-"}


def entries(desk: RoundDesk, case: Case) -> list[TimelineEntry]:
    with desk.profile.read() as work:
        return work.timeline.of_case(case.uid)


def test_the_receipt_of_a_push_is_shown_with_the_next(desk: RoundDesk, server: ScriptedServer):
    desk.queue(a_change())
    server.on_push = lambda changes: pushed(
        *({"uid": c["uid"], "answer": "done", "version": 1} for c in changes), mark="receipt-1"
    )
    desk.round()
    assert desk.marks().mark == "receipt-1"
    desk.queue(a_change())
    desk.round()
    assert [asked["mark"] for asked in server.asked_at("/v1/push")] == ["", "receipt-1"]
    assert server.asked_at("/v1/pull")[-1]["mark"] == "receipt-1"
    assert {asked["epoch"] for asked in server.asked_at("/v1/pull")} == {"epoch-1"}


def test_what_the_server_took_is_kept_for_thirty_days_of_the_server(
    desk: RoundDesk, server: ScriptedServer
):
    change = a_change()
    desk.queue(change)
    desk.round()
    assert desk.waiting() == []
    with desk.profile.write() as work:
        assert work.outbox.offer_again() == 1
        [again] = work.outbox.waiting(5)
    assert (again.uid, again.state) == (change.uid, ChangeState.WAITING)

    desk.now = NOW + timedelta(days=3_650)
    desk.round()
    with desk.profile.write() as work:
        assert work.outbox.offer_again() == 1
    later = datetime.fromisoformat(TIME) + timedelta(days=31)
    server.on_pull = lambda _: page(cursors={}, digest={}, time=later.isoformat())
    desk.now += CHECK_EVERY
    desk.round()
    with desk.profile.write() as work:
        assert work.outbox.offer_again() == 0


def test_the_entry_of_a_refused_change_says_that_it_was_refused(
    desk: RoundDesk, server: ScriptedServer
):
    case, _ = registered(desk, notes=1)
    server.on_push = lambda changes: pushed(*(refused(c, "NO_RIGHT") for c in changes))
    assert desk.round().rejected == 2
    assert [entry.refused for entry in entries(desk, case)] == [True, True]


def test_a_case_whose_taking_back_was_refused_is_shown_again(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case()
    entry = an_entry(case_uid=case.uid, kind=EntryKind.VOIDED)
    body = {"entries": 1, "entry": entry_record(entry)}
    void = a_change(case_uid=case.uid, operation=Operation.CASE_VOID, body=body)
    desk.put(case)
    desk.store(lambda work: work.cases.set_voided(case.uid, voided=True))
    desk.queue(void)
    server.on_push = lambda changes: pushed(*(refused(c, "EDITED_SINCE") for c in changes))
    desk.round()
    with desk.profile.read() as work:
        assert not work.cases.is_voided(case.uid)
    assert [kept.reject_code for kept in desk.rejected()] == ["EDITED_SINCE"]


def test_a_conflict_is_kept_once_with_who_wrote_the_other_value(
    desk: RoundDesk, server: ScriptedServer
):
    change = a_change()
    desk.queue(change)
    clash = {"field": "anonymous", "mine": True, "theirs": False, "by": "Tono Wibowo",
             "office": str(DISTRICT_UID), "at": "2026-11-20T09:30:00+07:00"}  # fmt: skip
    told = {"uid": str(change.uid), "answer": "conflict", "version": 2, "fields": [clash]}
    server.on_push = lambda _: pushed(told)
    desk.round()
    desk.store(lambda work: work.outbox.offer_again())
    server.on_push = lambda _: pushed(told | {"answer": "repeated", "outcome": "conflict"})
    desk.round()
    [kept] = desk.conflicts()
    assert (kept.mine, kept.theirs, kept.by) == (True, False, "Tono Wibowo")
    assert (kept.office_uid, kept.at) == (DISTRICT_UID, NOW)


def test_a_value_that_did_not_stand_is_kept_as_it_was_sent_whatever_the_server_still_has_of_it(
    desk: RoundDesk, server: ScriptedServer
):
    """It forgets such values with whoever reported, before the desk has heard of the erasure."""
    case = a_case(title="Lama")
    body = {"set": {"title": "Milik saya"}, "base": {"title": case.title}}
    change = a_change(case_uid=case.uid, operation=Operation.CASE_SET, body=body)
    desk.put(replace(case, title="Milik saya"))
    desk.queue(change)
    struck = {"field": "title", "mine": STRUCK, "theirs": STRUCK}
    server.on_push = lambda _: pushed(
        {"uid": str(change.uid), "answer": "repeated", "outcome": "conflict", "fields": [struck]}
    )
    assert desk.round().trouble is None
    [kept] = desk.conflicts()
    assert (kept.mine, kept.theirs) == ("Milik saya", STRUCK)


def takes_all_but(number: str) -> Any:
    """A server at which this register number is taken."""

    def answer(changes: Changes) -> bytes:
        missing: set[str] = set()
        told = []
        for change in changes:
            record = change["body"].get("case")
            if record and record["register_number"] == number:
                missing.add(change["case"])
                told.append(refused(change, "NUMBER_TAKEN"))
            elif change["case"] in missing:
                told.append(refused(change, "CASE_UNKNOWN"))
            else:
                told.append({"uid": change["uid"], "answer": "done", "version": 1})
        return pushed(*told)

    return answer


def test_a_number_that_another_pc_printed_is_replaced_and_everything_of_the_case_follows(
    desk: RoundDesk, server: ScriptedServer
):
    case, changes = registered(desk, notes=2)
    other, _ = registered(desk)
    desk.store(lambda work: work.numbers.count_on_from(2026, 500_000))
    server.on_push = takes_all_but(case.register_number)

    report = desk.round()

    assert (report.trouble, report.rejected, report.sent) == (None, 0, 4)
    assert desk.waiting() == desk.rejected() == []
    here = desk.case(case)
    assert here is not None
    assert here.register_number != case.register_number
    number = parse_register_number(here.register_number)
    assert number is not None
    assert (number.office_code, number.device_letter) == ("BBS", desk.identity().letter)
    assert desk.case(other) == replace(other, version=1)
    [notice] = desk.notices()
    assert (notice.kind, notice.case_uid) == (NoticeKind.RENUMBERED, case.uid)
    assert notice.facts == {"old": case.register_number, "new": here.register_number}
    first, second = server.pushes
    assert [change["n"] for change in second] == [change["n"] for change in first[:3]]
    assert not {change["uid"] for change in second} & {str(change.uid) for change in changes}
    assert second[0]["body"]["case"]["register_number"] == here.register_number
    assert [entry.refused for entry in entries(desk, case)] == [False] * 3


def test_a_server_that_has_every_number_is_asked_again_in_the_next_round(
    desk: RoundDesk, server: ScriptedServer
):
    registered(desk)
    desk.store(lambda work: work.numbers.count_on_from(2026, 500_000))
    server.on_push = lambda changes: pushed(*(refused(c, "NUMBER_TAKEN") for c in changes))
    desk.round()
    assert len(server.pushes) == 2
    assert len(desk.waiting()) == 1
    server.on_push = done
    assert desk.round().trouble is None
    assert desk.waiting() == []


@pytest.mark.parametrize("is_known", [True, False])
def test_what_found_no_case_in_a_push_whose_answer_was_lost_goes_again_once_there_is_one(
    desk: RoundDesk, server: ScriptedServer, is_known: bool
):
    """The number was taken then; it got another in the push before this one."""
    case, changes = registered(desk, notes=1)
    note = {"uid": str(changes[1].uid)}
    told = refused(note, "CASE_UNKNOWN") | {"answer": "repeated", "outcome": "rejected"}
    told |= {"current": {**case_record(case), "version": 1}} if is_known else {}
    server.on_push = lambda sent: pushed(
        *(
            told if change["uid"] == note["uid"] else {"uid": change["uid"], "answer": "done"}
            for change in sent
        )
    )
    report = desk.round()
    assert (report.trouble, len(server.pushes)) == (None, 2 if is_known else 1)
    assert [kept.uid for kept in desk.rejected()] == ([] if is_known else [changes[1].uid])
    assert desk.waiting() == []
    assert sum(entry.refused for entry in entries(desk, case)) == (0 if is_known else 1)


def test_a_letter_number_that_is_taken_is_for_people(desk: RoundDesk, server: ScriptedServer):
    letter = a_letter()
    issue = a_change(
        case_uid=letter.case_uid,
        operation=Operation.LETTER_ISSUE,
        body={"letter": {}, "entry": entry_record(an_entry())},
    )
    desk.queue(issue)
    server.on_push = lambda changes: pushed(*(refused(c, "NUMBER_TAKEN") for c in changes))
    desk.round()
    assert [kept.reject_code for kept in desk.rejected()] == ["NUMBER_TAKEN"]
    assert desk.notices() == []


@pytest.fixture(scope="module")
def lasting_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundDesk]:
    folder = tmp_path_factory.mktemp("settling") / "profile"
    with a_round_desk(folder, an_identity()) as desk:
        yield desk


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[str], list[list[int]]]:
    """Outcomes of some corrections, and the answers to them in any order, some twice or late."""
    outcomes = draw(st.lists(st.sampled_from(["done", "conflict", "rejected"]), min_size=1))
    which = st.integers(0, len(outcomes) - 1)
    told = draw(st.lists(st.lists(which, max_size=6), max_size=4))
    return outcomes, [*told, draw(st.permutations(range(len(outcomes))))]


def answer_to(change: PendingChange, outcome: str, case: Case) -> ChangeAnswer:
    current = {**case_record(case), "version": case.version}
    if outcome == "rejected":
        return ChangeAnswer(change.uid, "rejected", code="NO_RIGHT", current=current)
    if outcome == "conflict":
        clash = Clash("title", "a", case.title)
        return ChangeAnswer(change.uid, "conflict", fields=[clash], current=current)
    return ChangeAnswer(change.uid, "done", version=case.version)


@settings(max_examples=40, deadline=None)
@given(deliveries())
def test_answers_in_any_order_doubled_or_late_settle_each_change_once(
    lasting_desk: RoundDesk, delivered: tuple[list[str], list[list[int]]]
):
    outcomes, told = delivered
    case = a_case()
    changes = [
        a_change(case_uid=case.uid, body={"set": {"place": f"Tempat {n}"}, "base": {}})
        for n in range(len(outcomes))
    ]
    lasting_desk.put(case)
    lasting_desk.queue(*changes)
    known_before = {change.uid for change in lasting_desk.rejected()}
    versions = [0]
    for batch in told:
        waiting = {change.uid: change for change in lasting_desk.waiting()}
        answers = [
            answer_to(changes[n], outcomes[n], replace(case, title=f"v{n}", version=n + 1))
            for n in batch
        ]
        still = [waiting[a.uid] for a in answers if a.uid in waiting]
        desk = lasting_desk.parts()
        settling = Settling(desk, _once(still), answers, Tally(), mark=None, at=NOW)
        settling.settle_first()
        settling.settle_rest()
        here = lasting_desk.case(case)
        assert here is not None
        versions.append(here.version)

    assert versions == sorted(versions)
    assert versions[-1] <= len(outcomes)
    assert [change for change in lasting_desk.waiting() if change.case_uid == case.uid] == []
    rejected = {change.uid for change in lasting_desk.rejected()} - known_before
    expected = {c.uid for c, o in zip(changes, outcomes, strict=True) if o == "rejected"}
    assert rejected == expected
    lost = [kept for kept in lasting_desk.conflicts() if kept.case_uid == case.uid]
    assert len(lost) == outcomes.count("conflict")


def _once(changes: list[PendingChange]) -> list[PendingChange]:
    return list({change.uid: change for change in changes}.values())
