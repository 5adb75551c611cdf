"""Whatever people of any office and role try on a case, in whatever order: some things hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.cases import PAUSED, Case, Classification, Status
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.inbox import GROUP_STATUSES, InboxQuery
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import case_from
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import (
    MOVES,
    RIGHT_TO_WRITE,
    MoveName,
    judge,
    may_act_on,
    open_moves,
)
from desktop_app.services.context import DeskContext
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.list_cases import case_counts, case_keys, case_rows
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.sync.plan import laid_over
from tests.builders import AGENCY_UID, DISTRICT_UID, NOW, REGENCY_UID, VILLAGE_UID, an_office
from tests.desk import Desk, an_agency, an_intake
from tests.services.looking import MORE_THAN_ANY, Everything, everything
from tests.services.people import at_office, at_the_village

PEOPLE = ("clerk", "verifier", "executor", "signer", "monitor", "village", "agency", "regency")
OFFICES = (DISTRICT_UID, VILLAGE_UID, AGENCY_UID, None)


@dataclass(frozen=True)
class Move:
    """Somebody tries a step."""

    who: str
    name: MoveName
    text: str
    office: UUID | None

    def take(self, case_uid: UUID, context: DeskContext) -> object:
        return move_case(MoveCase(case_uid, self.name, self.text, self.office), context)


@dataclass(frozen=True)
class Entry:
    """Somebody tries to write."""

    who: str
    kind: EntryKind
    text: str

    def take(self, case_uid: UUID, context: DeskContext) -> object:
        return write_entry(WriteEntry(case_uid, self.kind, self.text), context)


@dataclass(frozen=True)
class Correction:
    """Somebody tries to correct, and perhaps takes it back at once."""

    who: str
    title: str | None
    place: str | None
    is_taken_back: bool

    def take(self, case_uid: UUID, context: DeskContext) -> object:
        corrected = correct_case(CorrectCase(case_uid, title=self.title, place=self.place), context)
        return correct_case(corrected.undo, context) if self.is_taken_back else corrected


@dataclass(frozen=True)
class OpenMove:
    """Somebody takes one of the steps that are open now; `choice` picks which."""

    choice: int

    def made(self, case: Case, people: Mapping[str, DeskContext]) -> Move | None:
        allowed = [
            Move(who, name, "Sudah diperiksa.", VILLAGE_UID)
            for who, context in people.items()
            for name in open_moves(case, context.actor)
        ]
        return allowed[self.choice % len(allowed)] if allowed else None


@dataclass(frozen=True)
class Days:
    """Nobody does anything."""

    count: int


Try = Move | Entry | Correction
Step = Try | OpenMove | Days

who = st.sampled_from(PEOPLE)
words = st.sampled_from(["", "Sudah diperiksa.", " Lampu\nmenyala. "])
steps = st.one_of(
    st.builds(OpenMove, st.integers(0, 59)),
    st.builds(Move, who, st.sampled_from(MoveName), words, st.sampled_from(OFFICES)),
    st.builds(Entry, who, st.sampled_from(list(RIGHT_TO_WRITE)), words),
    st.builds(
        Correction,
        who,
        st.sampled_from([None, "", "Judul baru", "Judul lain"]),
        st.sampled_from([None, "", "RT 09"]),
        st.booleans(),
    ),
    st.builds(Days, st.integers(1, 20)),
)


def cast_of(desk: Desk) -> Mapping[str, DeskContext]:
    """Everybody who may come along."""
    regency = an_office(uid=REGENCY_UID, code="KOMINFO", kind=OfficeKind.REGENCY)
    return {
        "clerk": desk.with_roles(Role.CLERK),
        "verifier": desk.with_roles(Role.VERIFIER),
        "executor": desk.with_roles(Role.EXECUTOR),
        "signer": desk.with_roles(Role.SIGNER),
        "monitor": desk.with_roles(Role.MONITOR),
        "village": at_the_village(desk, Role.EXECUTOR, Role.CLERK),
        "agency": at_office(desk, an_agency(), Role.EXECUTOR),
        "regency": at_office(desk, regency, Role.VERIFIER),
    }


def may_try(step: Try, case: Case, context: DeskContext) -> bool:
    """What the tables say of it, whatever else may be wrong with it."""
    match step:
        case Move(name=name):
            return judge(name, case, context.actor).allowed
        case Entry(kind=kind):
            return may_act_on(RIGHT_TO_WRITE[kind], case, context.actor)
        case Correction():
            return may_act_on(Right.CORRECT, case, context.actor)


def new_case(desk: Desk, classification: Classification, complained: UUID | None) -> Case:
    """Register a case on the first day, everything earlier sent."""
    desk.clock.now = NOW
    with desk.context.open_work() as work:
        for change in work.outbox.waiting(MORE_THAN_ANY):
            work.outbox.remove(change.uid)
        work.commit()
    draft = an_intake(desk.context, classification=classification, complained_office_uid=complained)
    return register_case(RegisterCase(draft, date_confirmed=True), desk.context).case


@settings(max_examples=30)
@given(
    history=st.lists(steps, min_size=8, max_size=20),
    classification=st.sampled_from(Classification),
    complained=st.sampled_from([None, None, VILLAGE_UID]),
)
def test_any_history_leaves_a_case_that_makes_sense(
    shared_desk: Desk,
    history: list[Step],
    classification: Classification,
    complained: UUID | None,
) -> None:
    people = cast_of(shared_desk)
    case = new_case(shared_desk, classification, complained)
    total = case_counts(shared_desk.context).total
    for planned in history:
        before = everything(shared_desk.context, case.uid)
        assert before.case is not None
        step = planned.made(before.case, people) if isinstance(planned, OpenMove) else planned
        if step is None:
            continue
        if isinstance(step, Days):
            shared_desk.clock.pass_days(step.count)
            continue
        after = attempt(step, before, people[step.who])
        assert_grown(before, after)
        assert_sound(after, case)
        assert_listed(after, shared_desk.context)
        assert after.counts.total == total
    assert_told(everything(shared_desk.context, case.uid), case)
    for context in people.values():
        assert_discreet(case.uid, context)


def attempt(step: Try, before: Everything, context: DeskContext) -> Everything:
    """Take a step, return what is there then; the tables alone decide who has the right."""
    case = before.case
    assert case is not None
    trouble = None
    try:
        step.take(case.uid, context)
    except ExpectedError as error:
        trouble = error.trouble
    if not may_try(step, case, context):
        assert trouble in {Trouble.MOVE_REFUSED, Trouble.NOT_ALLOWED}
    else:
        assert trouble in {None, Trouble.PROBLEMS}
    after = everything(context, case.uid)
    if trouble is not None:
        assert after == replace(before, draft=after.draft)
    elif isinstance(step, Move):
        assert after.case is not None
        assert after.case.status is MOVES[step.name].target
    return after


def assert_grown(before: Everything, after: Everything) -> None:
    """Nothing that was written once is changed or taken away."""
    assert after.entries[: len(before.entries)] == before.entries
    assert after.outbox[: len(before.outbox)] == before.outbox
    assert len(after.entries) - len(before.entries) == len(after.outbox) - len(before.outbox)


def assert_sound(now: Everything, received: Case) -> None:
    """The case agrees with itself, with its timeline and with what the reporter said."""
    case = now.case
    assert case is not None
    assert (
        replace(
            received,
            title=case.title,
            place=case.place,
            status=case.status,
            assigned_office_uid=case.assigned_office_uid,
            due=case.due,
            paused_since=case.paused_since,
            has_reply=case.has_reply,
        )
        == case
    )
    moves = [entry for entry in now.entries if entry.kind is EntryKind.MOVED]
    assert case.status is (moves[-1].to_status if moves else Status.RECEIVED)
    assert (case.paused_since is not None) == (case.status in PAUSED)
    assert case.status is not Status.ASSIGNED or case.assigned_office_uid is not None
    assert case.complained_office_uid is None or (
        case.assigned_office_uid != case.complained_office_uid
    )
    public_words = any(
        entry.kind is EntryKind.REPLY or entry.move in {"follow_up", "decline", "close"}
        for entry in now.entries
    )
    assert case.has_reply == (public_words or "answer_at_counter" in {e.move for e in moves})
    due, first = case.due, received.due
    assert min(due.verification, due.response) >= min(first.verification, first.response)
    assert due.verification <= due.response <= due.resolution
    assert (due == first) == (due.paused_days == 0)
    assert case.title.strip()


def assert_listed(now: Everything, context: DeskContext) -> None:
    """The inbox shows the case as it is, in exactly one list of statuses."""
    case = now.case
    assert case is not None
    group = next(g for g, statuses in GROUP_STATUSES.items() if case.status in statuses)
    keys = case_keys(InboxQuery(group, case.register_number), context)
    (row,) = case_rows(keys, context)
    assert row is not None
    assert (row.uid, row.status, row.due_on) == (case.uid, case.status, case.due_on)
    assert (row.title, row.assigned_office_uid) == (case.title, case.assigned_office_uid)


def assert_told(now: Everything, received: Case) -> None:
    """What waits for the server tells the same story, in the same order, from the beginning."""
    create, *changes = [change for change in now.outbox if change.case_uid == received.uid]
    assert laid_over(case_from(create.body["case"]), changes) == now.case
    told = [*create.body["entries"], *(c.body.get("entry", c.body) for c in changes)]
    assert [entry["uid"] for entry in told] == [str(entry.uid) for entry in now.entries]
    assert all(one.sequence < other.sequence for one, other in pairwise(now.outbox))
    assert all(one.made_at <= other.made_at for one, other in pairwise(changes))
    saves = [transaction for transaction, _ in groupby(now.outbox, lambda c: c.transaction)]
    assert len(set(saves)) == len(saves)


def assert_discreet(case_uid: UUID, context: DeskContext) -> None:
    """Who reported is seen by the clerk and the verifier of the office that took it."""
    view = open_case(case_uid, context)
    knows = context.office.uid == DISTRICT_UID and bool(
        context.person.roles & {Role.CLERK, Role.VERIFIER}
    )
    assert (view.reporter is not None) == knows
    assert view.identity_hidden != knows


def test_a_long_story_is_told_to_the_server_word_for_word(desk: Desk) -> None:
    """One history by hand, so that a broken strategy above cannot pass unnoticed."""
    people = cast_of(desk)
    case = new_case(desk, Classification.COMPLAINT, None)
    for step in (
        Move("verifier", MoveName.ASK_REPORTER, "Di mana?", None),
        Move("clerk", MoveName.REPORTER_ANSWERED, "", None),
        Move("verifier", MoveName.VERIFY, "", None),
        Move("verifier", MoveName.ASSIGN, "", VILLAGE_UID),
        Entry("village", EntryKind.PROGRESS, "Tiang dicek."),
        Correction("village", None, "RT 09", is_taken_back=True),
        Move("village", MoveName.FOLLOW_UP, "Lampu diganti.", None),
        Entry("verifier", EntryKind.REPLY, "Sudah menyala."),
        Move("signer", MoveName.CLOSE, "", None),
        Move("clerk", MoveName.OBJECT, "Padam lagi.", None),
        Move("regency", MoveName.ASSIGN, "", AGENCY_UID),
        Move("agency", MoveName.RETURN, "Milik desa.", None),
    ):
        desk.clock.pass_days(1)
        step.take(case.uid, people[step.who])
    now = everything(desk.context, case.uid)
    assert now.case is not None
    assert (now.case.status, now.case.assigned_office_uid) == (Status.VERIFIED, None)
    assert len(now.entries) == 14
    assert_sound(now, case)
    assert_told(now, case)


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_in_these_histories_can_at_least_look(desk: Desk, person: str) -> None:
    case = new_case(desk, Classification.COMPLAINT, None)
    assert open_case(case.uid, cast_of(desk)[person]).case == case
