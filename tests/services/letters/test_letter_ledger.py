"""The book of letter numbers accounts for every number, and a spoilt one is never given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.people import Role
from desktop_app.services.letters.issue_letter import issue_letter, letter_desk
from desktop_app.services.letters.letter_ledger import LedgerLine, NumberState, letter_ledger
from desktop_app.services.letters.void_letter_number import VoidLetterNumber, void_letter_number
from tests.builders import NOW, TODAY, a_letter, a_letter_block
from tests.desk import Desk
from tests.services.letter_writing import a_letter_about
from tests.services.looking import outbox_of

YEAR = TODAY.year


def told(desk: Desk) -> list[tuple[int, int, NumberState]]:
    return [(line.first, line.last, line.state) for line in letter_ledger(YEAR, desk.context).lines]


def test_a_new_block_is_one_line_that_says_until_when(desk: Desk) -> None:
    ledger = letter_ledger(YEAR, desk.context)
    assert ledger.free == 50
    assert ledger.lines == (
        LedgerLine(1, 50, NumberState.FREE, expires_on=a_letter_block().expires_on),
    )


def test_every_number_up_to_the_highest_known_is_accounted_for(desk: Desk) -> None:
    case = desk.registered().case
    issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    void_letter_number(VoidLetterNumber(YEAR, 3, "Kertas sobek"), desk.context)
    with desk.context.open_work() as work:
        work.letters.put(a_letter(sequence=120, number="700/120"))
        work.numbers.put_letter_block(
            a_letter_block(
                first=101, last=110, next_number=101, expires_on=TODAY - timedelta(days=1)
            )
        )
        work.commit()
    assert told(desk) == [
        (120, 120, NumberState.ISSUED),
        (111, 119, NumberState.ELSEWHERE),
        (101, 110, NumberState.EXPIRED),
        (51, 100, NumberState.ELSEWHERE),
        (4, 50, NumberState.FREE),
        (3, 3, NumberState.VOID),
        (2, 2, NumberState.FREE),
        (1, 1, NumberState.ISSUED),
    ]


def test_a_letter_numbered_by_hand_stands_above_the_numbers_of_the_book(desk: Desk) -> None:
    case = desk.registered().case
    issue_letter(a_letter_about(case.uid, desk.context, manual_number="470/9/2026"), desk.context)
    by_hand, free = letter_ledger(YEAR, desk.context).lines
    assert (by_hand.state, by_hand.number) == (NumberState.BY_HAND, "470/9/2026")
    assert by_hand.on == TODAY
    assert (free.first, free.state) == (1, NumberState.FREE)


def test_of_two_letters_with_one_number_the_servers_is_the_issued_one(desk: Desk) -> None:
    theirs = a_letter(sequence=1, server_time=NOW, subject="Yang diterima server")
    with desk.context.open_work() as work:
        work.letters.put_all([theirs, a_letter(sequence=1, subject="Yang lain")])
        work.commit()
    lines = letter_ledger(YEAR, desk.context).lines
    issued = [line.subject for line in lines if line.state is NumberState.ISSUED]
    assert issued == ["Yang diterima server"]


def test_a_number_whose_words_somebody_typed_by_hand_is_told_as_passed_over(desk: Desk) -> None:
    case = desk.registered().case
    first = letter_desk(case.uid, desk.context).next_number
    issue_letter(a_letter_about(case.uid, desk.context, manual_number=first), desk.context)
    issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    assert told(desk)[-2:] == [(2, 2, NumberState.ISSUED), (1, 1, NumberState.SKIPPED)]


def test_a_spoilt_number_is_never_given(desk: Desk) -> None:
    case = desk.registered().case
    void_letter_number(VoidLetterNumber(YEAR, 1, "Salah cetak"), desk.context)
    desk_now = letter_desk(case.uid, desk.context)
    assert "/002/" in desk_now.next_number
    issued = issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    assert issued.letter.sequence == 2


def test_the_book_says_why_and_by_whom_a_number_was_spoilt(desk: Desk) -> None:
    void_letter_number(VoidLetterNumber(YEAR, 7, " Tinta tumpah "), desk.context)
    line = next(
        line for line in letter_ledger(YEAR, desk.context).lines if line.state is NumberState.VOID
    )
    assert (line.first, line.subject, line.on) == (7, "Tinta tumpah", TODAY)
    assert line.author == desk.context.person.name


def test_a_spoilt_number_travels_to_the_server(desk: Desk) -> None:
    void_letter_number(VoidLetterNumber(YEAR, 7, "Tinta tumpah"), desk.context)
    (change,) = outbox_of(desk.context, desk.context.office.uid)
    assert change.operation is Operation.LETTER_VOID
    assert change.body == {"year": YEAR, "sequence": 7, "reason": "Tinta tumpah"}


@pytest.mark.parametrize("sequence", [0, 1, 2, 51])
def test_only_an_unused_number_of_our_own_can_be_spoilt(desk: Desk, sequence: int) -> None:
    case = desk.registered().case
    issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    void_letter_number(VoidLetterNumber(YEAR, 2, "Sudah"), desk.context)
    with pytest.raises(ExpectedError) as refused:
        void_letter_number(VoidLetterNumber(YEAR, sequence, "Lagi"), desk.context)
    assert refused.value.problems == (Problem("sequence", ProblemCode.NUMBER_TAKEN),)


def test_the_reason_is_needed(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        void_letter_number(VoidLetterNumber(YEAR, 1, " "), desk.context)
    assert refused.value.problems == (Problem("reason", ProblemCode.REQUIRED),)


def test_only_who_issues_letters_spoils_numbers(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        void_letter_number(VoidLetterNumber(YEAR, 1, "Sobek"), desk.with_roles(Role.MONITOR))
    assert refused.value.trouble is Trouble.NOT_ALLOWED


def test_when_only_expired_numbers_are_left_it_says_so_and_gives_none(desk: Desk) -> None:
    case = desk.registered().case
    expired = date(YEAR, 11, 1)
    with desk.context.open_work() as work:
        work.numbers.put_letter_block(a_letter_block(expires_on=expired))
        work.commit()
    start = letter_desk(case.uid, desk.context)
    assert (start.next_number, start.expired_on) == ("", expired)
    with pytest.raises(ExpectedError) as refused:
        issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    assert refused.value.trouble is Trouble.NUMBERS_USED_UP
    assert refused.value.facts == {"expired_on": expired.isoformat()}


def test_a_second_block_goes_on_where_the_first_has_expired(desk: Desk) -> None:
    case = desk.registered().case
    with desk.context.open_work() as work:
        work.numbers.put_letter_block(a_letter_block(expires_on=TODAY - timedelta(days=1)))
        work.numbers.put_letter_block(a_letter_block(first=51, last=100, next_number=51))
        work.commit()
    assert issue_letter(a_letter_about(case.uid, desk.context), desk.context).letter.sequence == 51
