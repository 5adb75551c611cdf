"""A letter is frozen as it was seen and filed with its case, or burns no number."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from typing_extensions import override

from desktop_app.domain.changes import Operation
from desktop_app.domain.documents import OfficialLetter, Paper, Receipt, RecoverySheet, Report
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.people import Role
from desktop_app.domain.ports import Printer
from desktop_app.domain.records import letter_from
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.letters.compose_letter import draw_letter, letter_text
from desktop_app.services.letters.issue_letter import (
    IssueLetter,
    issue_letter,
    letter_desk,
    letter_pdf,
)
from desktop_app.services.move_case import MoveCase, move_case
from tests.builders import NOW, TODAY, VILLAGE_UID
from tests.desk import Desk
from tests.letters.pdf_reading import flowing, page_sizes
from tests.services.letter_writing import a_letter_about, block_number
from tests.services.looking import entries_of, everything, last_save_of
from tests.services.people import CAMAT_UID, at_the_village

# --- frozen -----------------------------------------------------------------------------------


def test_the_letter_on_paper_is_the_letter_in_the_file(desk: Desk) -> None:
    case = desk.registered().case
    issued = issue_letter(
        a_letter_about(
            case.uid,
            desk.context,
            addressee="Kepala Dinas Perhubungan",
            subject="Lampu padam",
            signer_uid=CAMAT_UID,
            paper=Paper.A4,
        ),
        desk.context,
    )
    printed = flowing(issued.pdf)
    assert page_sizes(issued.pdf)[0] == (210, 297)
    for words in (
        block_number(1),
        "Bobotsari, 20 November 2026",
        "Yth. Kepala Dinas Perhubungan",
        "Lampu padam",
        case.register_number,
        "Bambang Rekaan, S.STP.",
        "Camat Bobotsari",
        "199901012020121001",
    ):
        assert words in printed
    assert "DRAF" not in printed


def test_what_was_previewed_is_what_is_issued(desk: Desk) -> None:
    case = desk.registered().case
    request = a_letter_about(case.uid, desk.context, signer_uid=CAMAT_UID)
    number = letter_desk(case.uid, desk.context).next_number
    preview = draw_letter(request.text, number, desk.context)
    assert flowing(issue_letter(request, desk.context).pdf) == flowing(preview.pdf)


def test_a_reprint_is_the_issued_file_byte_by_byte_for_ever(desk: Desk) -> None:
    case = desk.registered().case
    issued = issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    desk.clock.pass_days(500)
    renamed = replace(desk.context, office=replace(desk.context.office, name="Kecamatan Lain"))
    reprint = letter_pdf(issued.letter.uid, renamed)
    assert reprint == issued.pdf
    assert hashlib.sha256(reprint).hexdigest() == issued.letter.sha256
    assert len(reprint) == issued.letter.size


def test_a_damaged_file_is_never_passed_off_as_the_letter(desk: Desk, tmp_path: Path) -> None:
    case = desk.registered().case
    letter = issue_letter(a_letter_about(case.uid, desk.context), desk.context).letter
    (frozen,) = tmp_path.rglob(letter.sha256)
    frozen.write_bytes(frozen.read_bytes()[:-1] + b"?")
    with pytest.raises(ExpectedError) as refused:
        letter_pdf(letter.uid, desk.context)
    assert refused.value.trouble is Trouble.FILE_UNREADABLE


def test_a_letter_that_is_not_here_is_named_as_gone(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        letter_pdf(uuid4(), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE


# --- one save ---------------------------------------------------------------------------------


def test_the_letter_is_filed_with_its_entry_its_change_and_its_file_to_send(desk: Desk) -> None:
    case = desk.registered().case
    request = a_letter_about(case.uid, desk.context, subject=" Lampu padam ")
    issued = issue_letter(request, desk.context)
    assert (issued.letter.letter_date, issued.letter.issued_at) == (TODAY, NOW)
    assert issued.done.touched == {case.uid}
    with desk.context.open_read() as work:
        assert work.letters.of_case(case.uid) == [issued.letter]
        assert work.transfers.uploads() == [(case.uid, issued.letter.sha256)]
    entry = entries_of(desk.context, case.uid)[-1]
    assert (entry.kind, entry.text) == (EntryKind.LETTER, f"{block_number(1)} · Lampu padam")
    (change,) = last_save_of(desk.context, case.uid)
    assert change.operation is Operation.LETTER_ISSUE
    assert change.entity_uid == issued.letter.uid
    assert letter_from(change.body["letter"]) == issued.letter


class _BrokenPrinter(Printer):
    """Fails at the moment of drawing."""

    @override
    def receipt(self, receipt: Receipt) -> bytes:
        raise MemoryError

    @override
    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        raise MemoryError

    @override
    def official_letter(self, letter: OfficialLetter) -> bytes:
        raise MemoryError

    @override
    def report(self, report: Report) -> bytes:
        raise MemoryError


def test_a_letter_that_cannot_be_drawn_burns_no_number(desk: Desk) -> None:
    case = desk.registered().case
    request = a_letter_about(case.uid, desk.context)
    before = everything(desk.context, case.uid)
    with pytest.raises(MemoryError):
        issue_letter(request, replace(desk.context, printer=_BrokenPrinter()))
    assert everything(desk.context, case.uid) == before
    assert issue_letter(request, desk.context).letter.number == block_number(1)


# --- who signs, who may -----------------------------------------------------------------------


def test_the_signing_officials_of_the_office_are_offered(desk: Desk) -> None:
    case = desk.registered().case
    shown = letter_desk(case.uid, desk.context)
    assert [signer.name for signer in shown.signers] == ["Bambang Rekaan, S.STP."]
    assert VILLAGE_UID in shown.offices


def test_a_letter_without_a_chosen_signer_goes_to_the_signing_official(desk: Desk) -> None:
    case = desk.registered().case
    pdf = issue_letter(a_letter_about(case.uid, desk.context), desk.context).pdf
    assert "Bambang Rekaan" in flowing(pdf)
    assert desk.context.person.name not in flowing(pdf)


def test_somebody_who_left_is_no_longer_offered_to_sign(desk: Desk) -> None:
    case = desk.registered().case
    with desk.context.open_work() as work:
        camat = work.directory.person(CAMAT_UID)
        assert camat is not None
        work.directory.put_person(replace(camat, active=False))
        work.commit()
    assert letter_desk(case.uid, desk.context).signers == ()


def test_who_may_not_issue_letters_issues_none(desk: Desk) -> None:
    case = desk.registered().case
    request = a_letter_about(case.uid, desk.context)
    for context in (desk.with_roles(Role.MONITOR, Role.PARTNER), at_the_village(desk, *Role)):
        before = everything(desk.context, case.uid)
        with pytest.raises(ExpectedError) as refused:
            issue_letter(request, context)
        assert refused.value.trouble is Trouble.NOT_ALLOWED
        assert everything(desk.context, case.uid) == before


def test_the_village_writes_about_the_case_it_was_given(desk: Desk) -> None:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    village = at_the_village(desk)
    letter = issue_letter(a_letter_about(case.uid, village), village).letter
    assert letter.office_uid == VILLAGE_UID


@pytest.mark.parametrize(
    ("changes", "manual_number", "problem"),
    [
        ({"addressee": " "}, "", Problem("addressee", ProblemCode.REQUIRED)),
        ({"addressee": "x" * 301}, "", Problem("addressee", ProblemCode.TOO_LONG)),
        ({"subject": "\0"}, "", Problem("subject", ProblemCode.REQUIRED)),
        ({"subject": "x" * 301}, "", Problem("subject", ProblemCode.TOO_LONG)),
        ({"paragraphs": ("", "\n")}, "", Problem("body", ProblemCode.REQUIRED)),
        ({}, "9" * 81, Problem("manual_number", ProblemCode.TOO_LONG)),
    ],
)
def test_a_mistake_is_named_at_its_field_and_burns_no_number(
    desk: Desk, changes: dict[str, object], manual_number: str, problem: Problem
) -> None:
    case = desk.registered().case
    request = a_letter_about(case.uid, desk.context, manual_number=manual_number, **changes)
    with pytest.raises(ExpectedError) as refused:
        issue_letter(request, desk.context)
    assert refused.value.problems == (problem,)
    assert letter_desk(case.uid, desk.context).next_number == block_number(1)


def test_a_case_that_left_this_desk_is_named_as_gone(desk: Desk) -> None:
    case = desk.registered().case
    request = replace(a_letter_about(case.uid, desk.context), case_uid=uuid4())
    for ask in (lambda: issue_letter(request, desk.context), lambda: _desk_of(request, desk)):
        with pytest.raises(ExpectedError) as refused:
            ask()
        assert refused.value.trouble is Trouble.RECORD_GONE


def _desk_of(request: IssueLetter, desk: Desk) -> object:
    return letter_desk(request.case_uid, desk.context)


def test_a_letter_with_a_blank_left_in_it_is_not_issued(desk: Desk) -> None:
    case = desk.registered().case
    text = letter_text(case.uid, "follow_up", desk.context)
    assert "belum diisi" in text.addressee
    with pytest.raises(ExpectedError) as refused:
        issue_letter(IssueLetter(case.uid, text), desk.context)
    assert refused.value.problems == (Problem("body", ProblemCode.UNFILLED),)


def test_a_doubtful_date_is_asked_about_before_a_year_is_printed(desk: Desk) -> None:
    case = desk.registered().case
    desk.clock.pass_days(-2)
    request = a_letter_about(case.uid, desk.context)
    with pytest.raises(ExpectedError) as refused:
        issue_letter(request, desk.context)
    assert refused.value.trouble is Trouble.CLOCK_DOUBTFUL
    issued = issue_letter(replace(request, date_confirmed=True), desk.context)
    assert issued.letter.letter_date == desk.context.today()
