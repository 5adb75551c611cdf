"""A case takes one step, where the table allows it, in one save that tells who and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from desktop_app.domain import terms
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import Side
from desktop_app.domain.records import case_from, case_record
from desktop_app.domain.timeline import TEXT_LENGTH, EntryKind
from desktop_app.domain.workflow import MOVES, MoveName, Needs, Refusal
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_file import keep_file
from desktop_app.services.move_case import MoveCase, move_case
from tests.builders import AGENCY_UID, NOW, REGENCY_UID, VILLAGE_UID, an_office
from tests.desk import Desk
from tests.services.looking import (
    attachments_of,
    entries_of,
    everything,
    last_save_of,
    stored_case,
)
from tests.services.people import at_office, at_the_village


def walk(context: DeskContext, case: Case, *moves: MoveName) -> Case:
    """Take these steps as this person, with what each of them needs."""
    for move in moves:
        needs = MOVES[move].needs
        office = VILLAGE_UID if needs is Needs.OFFICE else None
        text = "" if needs is Needs.NOTHING else "Sesuai pemeriksaan."
        move_case(MoveCase(case.uid, move, text, office), context)
    return stored_case(context, case.uid)


def assigned_to_the_village(desk: Desk) -> Case:
    return walk(desk.context, desk.registered().case, MoveName.VERIFY, MoveName.ASSIGN)


# --- the main job -----------------------------------------------------------------------------


def test_a_case_goes_from_the_counter_to_the_village_and_back_to_closed(desk: Desk) -> None:
    village = at_the_village(desk)
    case = assigned_to_the_village(desk)
    assert (case.status, case.assigned_office_uid) == (Status.ASSIGNED, VILLAGE_UID)
    case = walk(village, case, MoveName.START, MoveName.FOLLOW_UP)
    assert (case.status, case.has_reply) == (Status.FOLLOWED_UP, True)
    case = walk(desk.context, case, MoveName.CLOSE)
    assert (case.status, case.is_open, case.due_on) == (Status.CLOSED, False, None)
    moves = [entry.move for entry in entries_of(desk.context, case.uid)]
    assert moves == ["", "verify", "assign", "start", "follow_up", "close"]


def test_the_entry_tells_who_of_which_office_did_what_and_why(desk: Desk) -> None:
    case = assigned_to_the_village(desk)
    village = at_the_village(desk)
    move_case(MoveCase(case.uid, MoveName.FOLLOW_UP, "  Lampu diganti. "), village)
    entry = entries_of(desk.context, case.uid)[-1]
    assert (entry.kind, entry.text) == (EntryKind.MOVED, "Lampu diganti.")
    assert (entry.person_uid, entry.person_name) == (village.person.uid, "Tuti Rekaan")
    assert (entry.office_uid, entry.device_time) == (VILLAGE_UID, NOW)
    assert (entry.to_status, entry.public) == (Status.FOLLOWED_UP, True)


def test_why_a_case_was_handed_back_is_no_business_of_the_reporter(desk: Desk) -> None:
    case = assigned_to_the_village(desk)
    walk(at_the_village(desk), case, MoveName.RETURN)
    assert entries_of(desk.context, case.uid)[-1].public is False


def test_the_assignment_names_the_office_in_case_and_entry(desk: Desk) -> None:
    case = assigned_to_the_village(desk)
    assert entries_of(desk.context, case.uid)[-1].to_office_uid == VILLAGE_UID
    (change,) = last_save_of(desk.context, case.uid)
    assert change.operation is Operation.CASE_MOVE
    assert (change.body["move"], change.body["from"]) == ("assign", "verified")
    assert change.body["entry"]["to_office_uid"] == str(VILLAGE_UID)


def test_what_is_queued_makes_the_same_case_of_the_old_one(desk: Desk) -> None:
    case = desk.registered().case
    after = walk(desk.context, case, MoveName.ASK_REPORTER)
    (change,) = last_save_of(desk.context, case.uid)
    assert case_from({**case_record(case), **change.body["set"]}) == after


def test_an_assignment_names_its_office_even_where_the_case_lies_there_already(desk: Desk) -> None:
    """Somebody elsewhere may have assigned it to another office meanwhile."""
    case = assigned_to_the_village(desk)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    (change,) = last_save_of(desk.context, case.uid)
    assert change.body["set"]["assigned_office_uid"] == str(VILLAGE_UID)
    assert "due" not in change.body["set"]


def test_a_case_that_waited_for_its_reporter_gets_the_days_back(desk: Desk) -> None:
    case = desk.registered().case
    waiting = walk(desk.context, case, MoveName.ASK_REPORTER)
    assert (waiting.due_on, waiting.paused_since) == (None, date(2026, 11, 20))
    desk.clock.pass_days(5)  # over a weekend: three working days
    case = walk(desk.context, waiting, MoveName.REPORTER_ANSWERED)
    assert case.due.paused_days == 3
    assert (case.due_on, waiting.due.verification) == (date(2026, 11, 30), date(2026, 11, 25))


# --- files ------------------------------------------------------------------------------------


def test_a_photo_of_the_work_is_saved_with_the_step(desk: Desk) -> None:
    village = at_the_village(desk)
    case = assigned_to_the_village(desk)
    photo = keep_file(b"\xff\xd8\xff sesudah", "sesudah.jpg", village)
    move_case(MoveCase(case.uid, MoveName.FOLLOW_UP, "Selesai.", files=(photo,)), village)
    (attachment,) = attachments_of(desk.context, case.uid)
    assert (attachment.name, attachment.office_uid) == ("sesudah.jpg", VILLAGE_UID)
    with desk.context.open_read() as work:
        assert work.transfers.uploads() == [(case.uid, photo.sha256)]
    kinds = [entry.kind for entry in entries_of(desk.context, case.uid)]
    assert kinds[-2:] == [EntryKind.MOVED, EntryKind.FILE]


def test_files_are_queued_before_a_step_that_hands_the_case_away(desk: Desk) -> None:
    village = at_the_village(desk)
    case = assigned_to_the_village(desk)
    scan = keep_file(b"%PDF- surat", "surat.pdf", village)
    move_case(MoveCase(case.uid, MoveName.RETURN, "Bukan desa kami.", files=(scan,)), village)
    changes = last_save_of(desk.context, case.uid)
    assert [change.operation for change in changes] == [
        Operation.ATTACHMENT_LINK,
        Operation.CASE_MOVE,
    ]


# --- refused ----------------------------------------------------------------------------------


def facts_of_refusal(request: MoveCase, context: DeskContext) -> dict[str, str]:
    """Try it; return the facts of the refusal after making sure that nothing changed."""
    before = everything(context, request.case_uid)
    with pytest.raises(ExpectedError) as refused:
        move_case(request, context)
    assert refused.value.trouble is Trouble.MOVE_REFUSED
    assert everything(context, request.case_uid) == before
    return refused.value.facts


def test_a_refused_move_says_who_may_make_it(desk: Desk) -> None:
    case = desk.registered().case
    facts = facts_of_refusal(MoveCase(case.uid, MoveName.VERIFY), desk.with_roles(Role.CLERK))
    assert facts["refusal"] == Refusal.NO_RIGHT.value
    assert [terms.ROLE[Role(role)] for role in facts["roles"].split(",")] == ["verifikator"]
    assert Side(facts["side"]) is Side.TAKER


def test_only_the_office_that_has_the_case_works_on_it(desk: Desk) -> None:
    case = assigned_to_the_village(desk)
    facts = facts_of_refusal(MoveCase(case.uid, MoveName.FOLLOW_UP, "Selesai."), desk.context)
    assert facts["refusal"] == Refusal.WRONG_OFFICE.value
    assert Side(facts["side"]) is Side.WORKER


def test_a_step_from_the_wrong_status_is_refused(desk: Desk) -> None:
    case = desk.registered().case
    facts = facts_of_refusal(MoveCase(case.uid, MoveName.CLOSE), desk.context)
    assert facts["refusal"] == Refusal.WRONG_STATUS.value


def test_a_step_pressed_twice_is_taken_once(desk: Desk) -> None:
    case = desk.registered().case
    walk(desk.context, case, MoveName.VERIFY)
    facts_of_refusal(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    moves = [entry.move for entry in entries_of(desk.context, case.uid)]
    assert moves.count("verify") == 1


def test_only_an_information_request_is_answered_at_the_counter(desk: Desk) -> None:
    case = desk.registered().case
    facts = facts_of_refusal(
        MoveCase(case.uid, MoveName.ANSWER_AT_COUNTER, "Sudah dijelaskan."), desk.context
    )
    assert facts["refusal"] == Refusal.ONLY_INFORMATION.value


def test_the_regency_desk_may_stand_in_for_the_office_that_took_the_case(desk: Desk) -> None:
    case = desk.registered().case
    regency = an_office(uid=REGENCY_UID, code="KOMINFO", kind=OfficeKind.REGENCY)
    after = walk(at_office(desk, regency, Role.VERIFIER), case, MoveName.VERIFY)
    assert after.status is Status.VERIFIED


def problems_of(request: MoveCase, context: DeskContext) -> tuple[Problem, ...]:
    before = everything(context, request.case_uid)
    with pytest.raises(ExpectedError) as refused:
        move_case(request, context)
    assert refused.value.trouble is Trouble.PROBLEMS
    assert everything(context, request.case_uid) == before
    return refused.value.problems


@pytest.mark.parametrize("move", [MoveName.ASK_REPORTER, MoveName.ARCHIVE, MoveName.DECLINE])
@pytest.mark.parametrize("text", ["", " \n", "\0"])
def test_a_step_that_needs_a_reason_gets_one(desk: Desk, move: MoveName, text: str) -> None:
    case = desk.registered().case
    assert problems_of(MoveCase(case.uid, move, text), desk.context) == (
        Problem("text", ProblemCode.REQUIRED),
    )


def test_a_reason_too_long_to_send_is_refused_while_it_can_still_be_cut(desk: Desk) -> None:
    case = desk.registered().case
    request = MoveCase(case.uid, MoveName.ARCHIVE, "x" * (TEXT_LENGTH + 1))
    assert problems_of(request, desk.context) == (Problem("text", ProblemCode.TOO_LONG),)


@pytest.mark.parametrize(
    ("office", "code"),
    [(None, ProblemCode.REQUIRED), (uuid4(), ProblemCode.OFFICE_UNKNOWN)],
)
def test_an_assignment_needs_an_office_of_the_list(
    desk: Desk, office: UUID | None, code: ProblemCode
) -> None:
    case = walk(desk.context, desk.registered().case, MoveName.VERIFY)
    request = MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=office)
    assert problems_of(request, desk.context) == (Problem("office", code),)


def test_the_office_complained_about_is_never_given_the_case(desk: Desk) -> None:
    case = desk.registered(complained_office_uid=VILLAGE_UID).case
    walk(desk.context, case, MoveName.VERIFY)
    request = MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID)
    assert problems_of(request, desk.context) == (Problem("office", ProblemCode.COMPLAINED_OFFICE),)
    move_case(replace(request, to_office_uid=AGENCY_UID), desk.context)
    assert stored_case(desk.context, case.uid).assigned_office_uid == AGENCY_UID


def test_a_case_that_left_this_desk_is_named_as_gone(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        move_case(MoveCase(uuid4(), MoveName.VERIFY), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE
