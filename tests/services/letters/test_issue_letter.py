"""A letter gets a number nobody else has, is frozen as it was seen, and is filed with its case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
from desktop_app.services.register_case import RegisterCase, register_case
from tests.builders import NOW, TODAY, VILLAGE_UID, a_letter_block
from tests.desk import Desk, an_intake
from tests.letters.pdf_reading import flowing, page_sizes
from tests.services.letter_writing import a_letter_about
from tests.services.looking import entries_of, everything, last_save_of
from tests.services.people import CAMAT_UID, at_the_village

LAST_SECOND_OF_2026 = datetime(2026, 12, 31, 16, 59, 59, 900_000, tzinfo=UTC)  # 23.59.59 WIB


def block_number(sequence: int) -> str:
    return f"700.1.2.4/{sequence:03d}/BBS/2026"


def with_block(desk: Desk, first: int, last: int) -> None:
    """Give the desk this block in place of the one it was set up with."""
    with desk.context.open_work() as work:
        work.numbers.put_letter_block(a_letter_block(next_number=51))
        work.numbers.put_letter_block(a_letter_block(first=first, last=last, next_number=first))
        work.commit()


def issued_number(desk: Desk, case_uid: UUID, manual_number: str = "") -> str:
    request = a_letter_about(case_uid, desk.context, manual_number=manual_number)
    return issue_letter(request, desk.context).letter.number


# --- numbers ----------------------------------------------------------------------------------


def test_numbers_come_from_the_block_in_order(desk: Desk) -> None:
    case = desk.registered().case
    numbers = [issued_number(desk, case.uid) for _ in range(3)]
    assert numbers == [block_number(1), block_number(2), block_number(3)]


def test_the_number_shown_beforehand_is_the_number_given(desk: Desk) -> None:
    case = desk.registered().case
    for left in (50, 49):
        shown = letter_desk(case.uid, desk.context)
        assert shown.numbers_left == left
        assert issued_number(desk, case.uid) == shown.next_number


def test_a_number_typed_by_hand_takes_none_of_the_block(desk: Desk) -> None:
    case = desk.registered().case
    letter = issue_letter(
        a_letter_about(case.uid, desk.context, manual_number=" 470/12/2026 "), desk.context
    ).letter
    assert (letter.number, letter.sequence) == ("470/12/2026", None)
    assert letter_desk(case.uid, desk.context).numbers_left == 50


def test_a_number_of_the_block_typed_by_hand_is_left_out_of_the_block(desk: Desk) -> None:
    case = desk.registered().case
    assert issued_number(desk, case.uid, block_number(2)) == block_number(2)
    shown = [letter_desk(case.uid, desk.context).next_number, issued_number(desk, case.uid)]
    assert shown == [block_number(1), block_number(1)]
    shown = [letter_desk(case.uid, desk.context).next_number, issued_number(desk, case.uid)]
    assert shown == [block_number(3), block_number(3)]


@pytest.mark.parametrize("taken", [block_number(1), "470/12/2026"])
def test_a_number_given_once_is_refused_when_typed_again(desk: Desk, taken: str) -> None:
    case = desk.registered().case
    issued_number(desk, case.uid)
    issued_number(desk, case.uid, "470/12/2026")
    before = everything(desk.context, case.uid)
    with pytest.raises(ExpectedError) as refused:
        issued_number(desk, case.uid, taken)
    assert refused.value.problems == (Problem("manual_number", ProblemCode.NUMBER_TAKEN),)
    assert everything(desk.context, case.uid) == before


def test_a_spent_block_asks_for_a_number_by_hand_and_takes_it(desk: Desk) -> None:
    with_block(desk, 7, 8)
    case = desk.registered().case
    assert [issued_number(desk, case.uid) for _ in range(2)] == [block_number(7), block_number(8)]
    shown = letter_desk(case.uid, desk.context)
    assert (shown.next_number, shown.numbers_left) == ("", 0)
    with pytest.raises(ExpectedError) as refused:
        issued_number(desk, case.uid)
    assert refused.value.trouble is Trouble.NUMBERS_USED_UP
    assert issued_number(desk, case.uid, "700.1.2.4/51/BBS/2026") == "700.1.2.4/51/BBS/2026"


def test_a_block_used_up_by_hand_alone_is_spent_as_well(desk: Desk) -> None:
    with_block(desk, 7, 7)
    case = desk.registered().case
    issued_number(desk, case.uid, block_number(7))
    shown = letter_desk(case.uid, desk.context)
    assert (shown.next_number, shown.numbers_left) == ("", 0)
    with pytest.raises(ExpectedError) as refused:
        issued_number(desk, case.uid)
    assert refused.value.trouble is Trouble.NUMBERS_USED_UP


def test_a_block_is_good_for_its_year_only(desk: Desk) -> None:
    desk.clock.now = LAST_SECOND_OF_2026 + timedelta(seconds=1)
    case = desk.registered().case
    with pytest.raises(ExpectedError) as refused:
        issued_number(desk, case.uid)
    assert refused.value.trouble is Trouble.NUMBERS_USED_UP


def test_a_letter_issued_across_midnight_has_the_year_of_its_block(desk: Desk) -> None:
    case = desk.registered().case
    request = a_letter_about(case.uid, desk.context)
    ticks = iter(LAST_SECOND_OF_2026 + timedelta(milliseconds=60 * n) for n in range(100))
    context = replace(desk.context, clock=lambda: next(ticks))
    letter = issue_letter(request, context).letter
    assert (letter.number, letter.year) == (block_number(1), 2026)
    assert letter.letter_date == date(2026, 12, 31)


@pytest.fixture(scope="module")
def unused_years() -> Iterator[int]:
    """Years of which no example has used a number yet."""
    return count(2100)


WISHES = st.one_of(
    st.just(""), st.integers(1, 8).map("700.1.2.4/{:03d}/BBS/YEAR".format), st.just(" 470/1 ")
)


@settings(max_examples=20)
@given(wishes=st.lists(WISHES, max_size=12))
def test_no_number_is_given_twice_however_hand_and_block_are_mixed(
    shared_desk: Desk, unused_years: Iterator[int], wishes: list[str]
) -> None:
    year = next(unused_years)
    context = replace(shared_desk.context, clock=lambda: datetime(year, 6, 1, tzinfo=UTC))
    with context.open_work() as work:
        work.numbers.put_letter_block(a_letter_block(year=year, last=6))
        work.commit()
    case = register_case(RegisterCase(an_intake(context), date_confirmed=True), context).case
    given_out: list[str] = []
    for wish in wishes:
        manual = wish.replace("YEAR", str(year))
        request = a_letter_about(case.uid, context, manual_number=manual)
        is_spent = not manual and not letter_desk(case.uid, context).next_number
        if is_spent or manual.strip() in given_out:
            with pytest.raises(ExpectedError):
                issue_letter(request, context)
        else:
            given_out.append(issue_letter(request, context).letter.number)
    assert len(set(given_out)) == len(given_out)
    with context.open_read() as work:
        filed = [letter.number for letter in work.letters.of_case(case.uid)]
    assert filed == given_out


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
