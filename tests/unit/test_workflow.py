"""The table of moves: who may take which step, and what becomes of the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import terms
from desktop_app.domain.cases import Channel, Classification, Status
from desktop_app.domain.deadlines import WorkCalendar
from desktop_app.domain.moves import moved
from desktop_app.domain.people import Actor, OfficeKind, Role
from desktop_app.domain.permissions import Right, Side
from desktop_app.domain.workflow import MOVES, MoveName, Refusal, judge, may_act_on, open_moves
from tests.builders import DISTRICT_UID, VILLAGE_UID, a_case

PLAIN = WorkCalendar(frozenset(), "plain")
TODAY = date(2026, 11, 20)


def somebody(
    *roles: Role, office: UUID = DISTRICT_UID, kind: OfficeKind = OfficeKind.DISTRICT
) -> Actor:
    return Actor(uuid4(), "Contoh", office, kind, frozenset(roles))


VERIFIER = somebody(Role.VERIFIER)
CLERK = somebody(Role.CLERK)
VILLAGE = somebody(Role.EXECUTOR, office=VILLAGE_UID, kind=OfficeKind.VILLAGE)


def test_a_verifier_may_verify_a_new_case() -> None:
    assert judge(MoveName.VERIFY, a_case(), VERIFIER).allowed


def test_a_clerk_may_not_verify_and_is_told_who_may() -> None:
    verdict = judge(MoveName.VERIFY, a_case(), CLERK)
    assert verdict.refusal is Refusal.NO_RIGHT
    assert verdict.roles == (Role.VERIFIER,)


def test_another_office_may_not_verify() -> None:
    stranger = somebody(Role.VERIFIER, office=VILLAGE_UID, kind=OfficeKind.VILLAGE)
    assert judge(MoveName.VERIFY, a_case(), stranger).refusal is Refusal.WRONG_OFFICE


def test_the_regency_desk_stands_in_for_the_office_that_took_the_case() -> None:
    regency = somebody(Role.VERIFIER, office=uuid4(), kind=OfficeKind.REGENCY)
    assert judge(MoveName.VERIFY, a_case(), regency).allowed


def test_only_the_office_a_case_is_assigned_to_works_on_it() -> None:
    assigned = a_case(status=Status.ASSIGNED, assigned_office_uid=VILLAGE_UID)
    assert judge(MoveName.FOLLOW_UP, assigned, VILLAGE).allowed
    assert judge(MoveName.FOLLOW_UP, assigned, VERIFIER).refusal is Refusal.WRONG_OFFICE


def test_a_desk_may_work_on_what_it_did_not_assign() -> None:
    assert judge(MoveName.FOLLOW_UP, a_case(status=Status.VERIFIED), VERIFIER).allowed


def test_only_an_information_request_is_answered_at_the_counter() -> None:
    asked = a_case(classification=Classification.INFORMATION_REQUEST)
    assert judge(MoveName.ANSWER_AT_COUNTER, asked, CLERK).allowed
    refused = judge(MoveName.ANSWER_AT_COUNTER, a_case(), CLERK)
    assert refused.refusal is Refusal.ONLY_INFORMATION


@pytest.mark.parametrize("status", [Status.ARCHIVED, Status.MERGED, Status.NOT_OUR_AUTHORITY])
def test_an_ended_case_stays_ended(status: Status) -> None:
    everybody = somebody(*Role)
    assert open_moves(a_case(status=status), everybody) == ()


def test_a_monitor_only_looks() -> None:
    monitor = somebody(Role.MONITOR)
    for status in Status:
        assert open_moves(a_case(status=status), monitor) == ()


def test_late_work_is_never_locked() -> None:
    late = a_case(status=Status.IN_PROGRESS, received_at=a_case().received_at.replace(year=2024))
    assert late.is_overdue(date(2027, 6, 1))
    assert judge(MoveName.FOLLOW_UP, late, VERIFIER).allowed


@given(st.sampled_from(Status), st.sets(st.sampled_from(Role)), st.booleans())
def test_the_open_moves_are_exactly_those_the_table_judges_open(
    status: Status, roles: set[Role], is_worker: bool
) -> None:
    case = a_case(status=status, assigned_office_uid=VILLAGE_UID)
    office = VILLAGE_UID if is_worker else DISTRICT_UID
    actor = somebody(*roles, office=office)
    judged = {name for name in MoveName if judge(name, case, actor).allowed}
    assert set(open_moves(case, actor)) == judged
    assert all(case.status in MOVES[name].sources for name in judged)


def test_assigning_names_the_office_and_returning_takes_it_off() -> None:
    verified = a_case(status=Status.VERIFIED)
    assigned = moved(
        verified, MoveName.ASSIGN, TODAY, work_calendar=PLAIN, to_office_uid=VILLAGE_UID
    )
    assert (assigned.status, assigned.assigned_office_uid) == (Status.ASSIGNED, VILLAGE_UID)
    returned = moved(assigned, MoveName.RETURN, TODAY, work_calendar=PLAIN)
    assert (returned.status, returned.assigned_office_uid) == (Status.VERIFIED, None)


def test_the_clock_stands_still_while_the_reporter_is_asked() -> None:
    case = a_case()
    asked = moved(case, MoveName.ASK_REPORTER, date(2026, 11, 20), work_calendar=PLAIN)
    assert asked.due_on is None
    answered = moved(asked, MoveName.REPORTER_ANSWERED, date(2026, 11, 25), work_calendar=PLAIN)
    assert answered.paused_since is None
    assert answered.due.paused_days == 3
    assert answered.due_on == PLAIN.add_working_days(case.due.verification, 3)


def test_archiving_a_case_that_waited_ends_its_pause() -> None:
    asked = moved(a_case(), MoveName.ASK_REPORTER, TODAY, work_calendar=PLAIN)
    archived = moved(asked, MoveName.ARCHIVE, TODAY, work_calendar=PLAIN)
    assert archived.paused_since is None
    assert not archived.is_open


@pytest.mark.parametrize(
    ("status", "has_reply", "due"),
    [
        (Status.RECEIVED, False, "verification"),
        (Status.ASSIGNED, False, "response"),
        (Status.ASSIGNED, True, "resolution"),
        (Status.IN_PROGRESS, False, "resolution"),
    ],
)
def test_the_date_that_counts_follows_the_status(status: Status, has_reply: bool, due: str) -> None:
    case = a_case(status=status, has_reply=has_reply)
    assert case.due_on == getattr(case.due, due)


def test_a_closed_case_is_never_overdue() -> None:
    assert not a_case(status=Status.CLOSED).is_overdue(date(2030, 1, 1))


def test_everybody_else_needs_a_side_to_write_to_a_case() -> None:
    case = a_case(status=Status.ASSIGNED, assigned_office_uid=VILLAGE_UID)
    outsider = replace(VILLAGE, office_uid=uuid4())
    assert may_act_on(Right.NOTE, case, VILLAGE)
    assert not may_act_on(Right.NOTE, case, outsider)


def test_every_code_has_a_word() -> None:
    assert set(terms.RIGHT) == set(Right)
    assert set(terms.SIDE) == set(Side)
    assert set(terms.CHANNEL) == set(Channel)
    assert set(terms.CLASSIFICATION) == set(Classification)
    assert set(terms.STATUS) == set(Status)
    assert set(terms.ROLE) == set(Role)
    assert set(terms.OFFICE_KIND) == set(OfficeKind)
    assert set(MOVES) == set(MoveName)
