"""What became of numbers that were counted from the highest one in a table."""

from __future__ import annotations

from pathlib import Path

from desktop_app.services.letters.issue_letter import issue_letter, letter_desk
from desktop_app.services.letters.void_letter_number import VoidLetterNumber, void_letter_number
from desktop_app.services.void_case import VoidCase, void_case
from tests.faults.line import Line, no_line
from tests.services.letter_writing import a_letter_about
from tests.sync.enrolled import RINA, EnrolledDesk, Operated, an_enrolled_desk

WEEK_OF_LETTERS = 12


def issued(desk: EnrolledDesk, count: int) -> list[str]:
    case = desk.register()
    request = a_letter_about(case.uid, desk.context)
    return [issue_letter(request, desk.context).letter.number for _ in range(count)]


def test_two_pcs_without_a_line_for_a_week_give_no_letter_number_twice(
    server: Operated, line: Line, desk: EnrolledDesk, tmp_path: Path
):
    """OpenSID numbers letters with MAX() + 1: two clerks at one moment get one number."""
    with an_enrolled_desk(tmp_path / "second", server, RINA, line=line.url) as second:
        second.good_round()
        line.on_request = no_line
        numbers = issued(desk, WEEK_OF_LETTERS) + issued(second, WEEK_OF_LETTERS)
        assert len(set(numbers)) == 2 * WEEK_OF_LETTERS
        line.on_request = line.carry
        for pc in (desk, second):
            assert pc.good_round().rejected == 0


def test_the_number_of_a_spoilt_letter_is_not_given_to_the_next(desk: EnrolledDesk):
    """OpenSID: with MAX() + 1 a deleted letter hands its number on to the next one."""
    case = desk.register()
    first = issue_letter(a_letter_about(case.uid, desk.context), desk.context).letter
    assert first.sequence is not None
    spoilt = first.sequence + 1
    void_letter_number(VoidLetterNumber(first.year, spoilt, "Kertas macet."), desk.context)
    assert f"{spoilt:03d}" not in letter_desk(case.uid, desk.context).next_number
    after = issue_letter(a_letter_about(case.uid, desk.context), desk.context).letter
    assert after.sequence == spoilt + 1
    assert desk.good_round().rejected == 0


def test_the_register_number_of_a_case_taken_back_is_not_given_again(
    desk: EnrolledDesk, other: EnrolledDesk
):
    """OpenSID: the highest row is deleted, and the next complaint gets the number on that paper."""
    first = desk.register()
    void_case(VoidCase(first.uid, "Salah catat."), desk.context)
    second = desk.register()
    assert second.register_number != first.register_number
    assert desk.good_round().rejected == 0
    other.good_round()
    assert not other.knows(first)
    assert other.case(second).register_number == second.register_number
    assert desk.register().register_number not in {first.register_number, second.register_number}
