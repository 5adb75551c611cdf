"""A report becomes a case with a number, in one save that also waits for the server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop_app.domain.cases import CaseText, Channel, Classification, Status
from desktop_app.domain.changes import Operation
from desktop_app.domain.deadlines import SP4N_PROFILE, due_dates
from desktop_app.domain.errors import ExpectedError, ProblemCode, Trouble
from desktop_app.domain.inbox import InboxGroup
from desktop_app.domain.people import Role
from desktop_app.domain.records import case_from, case_record, reporter_from
from desktop_app.domain.register_number import RegisterNumber, parse_register_number
from desktop_app.domain.timeline import TEXT_LENGTH, EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.keep_draft import keep_draft, kept_draft
from desktop_app.services.keep_file import keep_file
from desktop_app.services.list_cases import case_counts
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.register_case import (
    RegisterCase,
    Registered,
    register_case,
)
from tests.builders import NOW
from tests.desk import Desk, an_intake
from tests.services.looking import (
    attachments_of,
    count_of_cases,
    entries_of,
    outbox_of,
    stored_case,
    stored_reporter,
)

LAST_SECOND_OF_2026 = datetime(2026, 12, 31, 16, 59, 59, 900_000, tzinfo=UTC)  # 23.59.59 WIB
INFORMATION = Classification.INFORMATION_REQUEST


def number_of(saved: Registered) -> RegisterNumber:
    number = parse_register_number(saved.case.register_number)
    assert number is not None
    return number


def fields_of(refused: pytest.ExceptionInfo[ExpectedError]) -> list[str]:
    return [problem.field for problem in refused.value.problems]


# --- the number -------------------------------------------------------------------------------


def test_a_saved_case_has_its_number_at_once(desk: Desk) -> None:
    saved = desk.registered()
    assert number_of(saved) == RegisterNumber("BBS", 2026, "A", 1)
    assert saved.case.status is Status.RECEIVED
    assert stored_case(desk.context, saved.case.uid) == saved.case


def test_numbers_follow_each_other_without_a_gap(desk: Desk) -> None:
    numbers = [number_of(desk.registered()).sequence for _ in range(5)]
    assert numbers == [1, 2, 3, 4, 5]


def test_a_refused_form_burns_no_number(desk: Desk) -> None:
    desk.registered()
    with pytest.raises(ExpectedError):
        desk.registered(title="")
    assert number_of(desk.registered()).sequence == 2


def test_numbers_begin_anew_with_the_year_of_the_office(desk: Desk) -> None:
    desk.clock.now = LAST_SECOND_OF_2026
    old = number_of(desk.registered())
    desk.clock.now += timedelta(seconds=1)  # 00.00 WIB; in Greenwich it is still 2026
    new = number_of(desk.registered())
    assert (old.year, old.sequence) == (2026, 1)
    assert (new.year, new.sequence) == (2027, 1)


def test_a_save_that_crosses_midnight_has_one_date(desk: Desk) -> None:
    ticks = iter(LAST_SECOND_OF_2026 + timedelta(milliseconds=60 * n) for n in range(100))
    context = replace(desk.context, clock=lambda: next(ticks))
    saved = register_case(RegisterCase(an_intake(context)), context).case
    received_on = context.local(saved.received_at).date()
    number = parse_register_number(saved.register_number)
    assert number is not None
    assert number.year == received_on.year
    with context.open_read() as work:
        work_calendar = work.reference.work_calendar()
    assert saved.due == due_dates(SP4N_PROFILE, "complaint", received_on, work_calendar)


# --- what is kept -----------------------------------------------------------------------------


def test_the_case_holds_what_was_typed(desk: Desk) -> None:
    case = desk.registered(
        channel=Channel.PHONE,
        title="  Jalan berlubang ",
        words="\nBaris satu.\n\n  Baris dua <b>&amp; 'kutip'.\n",
        place=" RT 02 ",
        happened_on=date(2026, 11, 18),
        happened_words=" Rabu malam ",
        complained_about=" Oknum petugas ",
        confidential=True,
    ).case
    assert case.channel is Channel.PHONE
    assert case.reporter_words == "Baris satu.\n\n  Baris dua <b>&amp; 'kutip'."
    assert (case.title, case.reporter_title) == ("Jalan berlubang", "Jalan berlubang")
    assert (case.place, case.happened_words) == ("RT 02", "Rabu malam")
    assert (case.happened_on, case.complained_about) == (date(2026, 11, 18), "Oknum petugas")
    assert (case.confidential, case.anonymous) == (True, False)
    assert (case.received_at, case.registered_by) == (NOW, desk.context.person.uid)


def test_who_reported_lies_in_a_record_of_its_own(desk: Desk) -> None:
    saved = desk.registered(
        reporter_name=" Wagiman Contoh ",
        reporter_phone="+62 812-0000 1234",
        reporter_address=" Dusun Rekaan ",
        reporter_nik="3303 9901 0190 0001",
    )
    reporter = stored_reporter(desk.context, saved.case.uid)
    assert reporter is not None
    assert (reporter.name, reporter.phone) == ("Wagiman Contoh", "+6281200001234")
    assert (reporter.address, reporter.nik) == ("Dusun Rekaan", "3303990101900001")
    assert "Wagiman" not in str(case_record(saved.case))


def test_an_anonymous_report_without_any_identity_keeps_none(desk: Desk) -> None:
    saved = desk.registered(anonymous=True, reporter_name="", reporter_phone="")
    assert stored_reporter(desk.context, saved.case.uid) is None
    assert "reporter" not in outbox_of(desk.context, saved.case.uid)[0].body


def test_the_desk_that_took_an_anonymous_report_still_knows_whom_to_call(desk: Desk) -> None:
    saved = desk.registered(anonymous=True, reporter_name="Contoh Pelapor")
    reporter = stored_reporter(desk.context, saved.case.uid)
    assert reporter is not None
    assert reporter.name == "Contoh Pelapor"


def test_the_first_entry_tells_who_took_it_and_when(desk: Desk) -> None:
    saved = desk.registered()
    (entry,) = entries_of(desk.context, saved.case.uid)
    assert (entry.kind, entry.public) == (EntryKind.REGISTERED, True)
    assert (entry.person_uid, entry.person_name) == (
        desk.context.person.uid,
        desk.context.person.name,
    )
    assert (entry.office_uid, entry.device_time) == (desk.context.office.uid, NOW)


def test_due_dates_skip_weekends_and_holidays(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 12, 23, 2, 0, tzinfo=UTC)  # before Christmas and its leave
    due = desk.registered().case.due
    assert due.verification == date(2026, 12, 30)
    assert due.calendar_version == "2024-2027"


# --- one save, one transaction ----------------------------------------------------------------


def test_the_outbox_holds_the_whole_case_as_it_was_saved(desk: Desk) -> None:
    saved = desk.registered()
    (change,) = outbox_of(desk.context, saved.case.uid)
    assert change.operation is Operation.CASE_CREATE
    assert case_from(change.body["case"]) == saved.case
    assert reporter_from(change.body["reporter"]) == stored_reporter(desk.context, saved.case.uid)
    assert [entry["kind"] for entry in change.body["entries"]] == ["registered"]
    assert (change.person_uid, change.made_at) == (desk.context.person.uid, NOW)


def test_files_of_the_form_are_tied_to_the_case_and_queued(desk: Desk) -> None:
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    scan = keep_file(b"%PDF-1.7 surat", "surat.pdf", desk.context)
    saved = desk.registered(files=((photo.sha256, "jalan.jpg"), (scan.sha256, "surat.pdf")))
    kept = attachments_of(desk.context, saved.case.uid)
    assert [(file.name, file.media_type) for file in kept] == [
        ("jalan.jpg", "image/jpeg"),
        ("surat.pdf", "application/pdf"),
    ]
    assert desk.context.files.read(kept[0].sha256) == b"\xff\xd8\xff foto"
    changes = outbox_of(desk.context, saved.case.uid)
    assert [change.operation for change in changes] == [
        Operation.CASE_CREATE,
        Operation.ATTACHMENT_LINK,
        Operation.ATTACHMENT_LINK,
    ]
    assert len({change.transaction for change in changes}) == 1
    with desk.context.open_read() as work:
        assert work.transfers.uploads() == [
            (saved.case.uid, photo.sha256),
            (saved.case.uid, scan.sha256),
        ]


def test_a_file_that_is_gone_stops_the_save_before_a_number_is_given(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        desk.registered(files=(("0" * 64, "hilang.jpg"),))
    assert refused.value.trouble is Trouble.FILE_MISSING
    assert count_of_cases(desk.context) == 0
    assert number_of(desk.registered()).sequence == 1


def test_an_answered_information_request_is_closed_in_the_same_save(desk: Desk) -> None:
    saved = desk.registered(classification=INFORMATION, answer=" Bawa KTP dan KK. ")
    assert saved.case.status is Status.CLOSED
    assert saved.case.has_reply
    assert saved.case.due_on is None
    assert stored_case(desk.context, saved.case.uid) == saved.case
    create, move = outbox_of(desk.context, saved.case.uid)
    assert (create.operation, move.operation) == (Operation.CASE_CREATE, Operation.CASE_MOVE)
    assert create.transaction == move.transaction
    assert (move.body["move"], move.body["from"]) == ("answer_at_counter", "received")
    assert create.body["case"]["status"] == "received"
    answered = entries_of(desk.context, saved.case.uid)[-1]
    assert (answered.text, answered.public) == ("Bawa KTP dan KK.", True)
    assert (answered.move, answered.to_status) == ("answer_at_counter", Status.CLOSED)


def test_an_answered_information_request_counts_in_every_figure(desk: Desk) -> None:
    desk.registered(classification=INFORMATION, answer="Bawa KTP.")
    counts = case_counts(desk.context)
    assert counts.total == 1
    assert counts.by_status[Status.CLOSED] == 1
    assert counts.by_group[InboxGroup.ENDED] == 1


@pytest.mark.parametrize(
    ("classification", "answer"),
    [(INFORMATION, "  "), (Classification.COMPLAINT, "Sudah dijelaskan.")],
)
def test_only_an_information_request_with_an_answer_is_closed_at_once(
    desk: Desk, classification: Classification, answer: str
) -> None:
    saved = desk.registered(classification=classification, answer=answer)
    assert saved.case.status is Status.RECEIVED


# --- saved once, and only once ----------------------------------------------------------------


def test_saving_drops_the_draft(desk: Desk) -> None:
    draft = an_intake(desk.context)
    keep_draft(draft, desk.context)
    register_case(RegisterCase(draft), desk.context)
    assert kept_draft(desk.context) is None


def test_a_form_saved_twice_is_one_case(desk: Desk) -> None:
    draft = an_intake(desk.context)
    first = register_case(RegisterCase(draft), desk.context)
    again = register_case(RegisterCase(draft), desk.context)
    assert again.case == first.case
    assert count_of_cases(desk.context) == 1
    assert len(outbox_of(desk.context, first.case.uid)) == 1
    assert number_of(desk.registered()).sequence == 2


def test_a_form_saved_again_after_it_was_corrected_is_still_that_case(desk: Desk) -> None:
    draft = an_intake(desk.context)
    first = register_case(RegisterCase(draft), desk.context)
    move_case(MoveCase(first.case.uid, MoveName.VERIFY), desk.context)
    again = register_case(RegisterCase(draft), desk.context)
    assert (again.case.uid, again.case.status) == (first.case.uid, Status.VERIFIED)


@pytest.mark.parametrize(
    "changes", [{"words": "Lampu di jalan lain."}, {"reporter_name": "Pelapor Lain"}]
)
def test_a_form_that_says_something_else_is_never_taken_for_a_saved_one(
    desk: Desk, changes: dict[str, str]
) -> None:
    draft = an_intake(desk.context)
    first = register_case(RegisterCase(draft), desk.context)
    other = replace(an_intake(desk.context, **changes), uid=draft.uid)
    second = register_case(RegisterCase(other), desk.context)
    assert second.case.uid != first.case.uid
    assert stored_case(desk.context, first.case.uid) == first.case
    assert count_of_cases(desk.context) == 2


# --- refused ----------------------------------------------------------------------------------


def test_somebody_without_the_right_registers_nothing(desk: Desk) -> None:
    executor = desk.with_roles(Role.EXECUTOR, Role.SIGNER, Role.MONITOR, Role.OFFICE_ADMIN)
    with pytest.raises(ExpectedError) as refused:
        register_case(RegisterCase(an_intake(executor)), executor)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert count_of_cases(desk.context) == 0


def test_every_missing_field_is_named_in_the_order_of_the_form(desk: Desk) -> None:
    draft = replace(an_intake(desk.context), reporter_name="\t", text=CaseText())
    with pytest.raises(ExpectedError) as refused:
        register_case(RegisterCase(draft), desk.context)
    assert refused.value.trouble is Trouble.PROBLEMS
    assert fields_of(refused) == ["reporter_name", "words", "title", "category"]
    assert count_of_cases(desk.context) == 0


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"reporter_phone": "0812"}, "reporter_phone", ProblemCode.PHONE_UNREADABLE),
        ({"reporter_phone": "112"}, "reporter_phone", ProblemCode.PHONE_IS_EMERGENCY),
        ({"reporter_name": "x" * 121}, "reporter_name", ProblemCode.TOO_LONG),
        ({"reporter_address": "x" * 301}, "reporter_address", ProblemCode.TOO_LONG),
        ({"title": "x" * 151}, "title", ProblemCode.TOO_LONG),
        ({"words": "x" * 20_001}, "words", ProblemCode.TOO_LONG),
        ({"words": "\0 \0"}, "words", ProblemCode.REQUIRED),
        ({"place": "x" * 301}, "place", ProblemCode.TOO_LONG),
        ({"happened_words": "x" * 301}, "happened_words", ProblemCode.TOO_LONG),
        ({"complained_about": "x" * 301}, "complained_about", ProblemCode.TOO_LONG),
        ({"happened_on": date(2026, 11, 21)}, "happened_on", ProblemCode.IN_THE_FUTURE),
        (
            {"village_code": "", "village_typed": "Antah Berantah"},
            "village",
            ProblemCode.VILLAGE_UNKNOWN,
        ),
        ({"answer": "x" * (TEXT_LENGTH + 1)}, "answer", ProblemCode.TOO_LONG),
    ],
)
def test_a_mistake_is_named_at_its_field(
    desk: Desk, changes: dict[str, object], field: str, code: ProblemCode
) -> None:
    with pytest.raises(ExpectedError) as refused:
        desk.registered(**changes)
    assert [(p.field, p.code) for p in refused.value.problems] == [(field, code)]


@pytest.mark.parametrize(
    "changes",
    [{"reporter_nik": "3303 99"}, {"happened_on": date(2010, 1, 1)}, {"reporter_phone": ""}],
)
def test_a_doubt_does_not_stop_a_save(desk: Desk, changes: dict[str, object]) -> None:
    assert desk.registered(**changes).case.status is Status.RECEIVED


def test_an_answer_typed_before_it_became_a_complaint_is_kept_as_a_note(desk: Desk) -> None:
    saved = desk.registered(answer="Sudah saya jelaskan di loket.")
    assert saved.case.status is Status.RECEIVED
    written = entries_of(desk.context, saved.case.uid)
    notes = [entry for entry in written if entry.kind is EntryKind.NOTE]
    assert [(note.text, note.public) for note in notes] == [
        ("Sudah saya jelaskan di loket.", False)
    ]
