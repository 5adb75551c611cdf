"""A letter gets a number nobody else has, out of the block of its year or by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.services.letters.issue_letter import (
    issue_letter,
    letter_desk,
)
from desktop_app.services.register_case import RegisterCase, register_case
from tests.builders import a_letter_block
from tests.desk import Desk, an_intake
from tests.services.letter_writing import a_letter_about, block_number
from tests.services.looking import everything

LAST_SECOND_OF_2026 = datetime(2026, 12, 31, 16, 59, 59, 900_000, tzinfo=UTC)  # 23.59.59 WIB


def with_block(desk: Desk, first: int, last: int) -> None:
    """Give the desk this block in place of the one it was set up with."""
    with desk.context.open_work() as work:
        work.numbers.put_letter_block(a_letter_block(next_number=51))
        work.numbers.put_letter_block(a_letter_block(first=first, last=last, next_number=first))
        work.commit()


def issued_number(desk: Desk, case_uid: UUID, manual_number: str = "") -> str:
    request = a_letter_about(case_uid, desk.context, manual_number=manual_number)
    return issue_letter(request, desk.context).letter.number


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
