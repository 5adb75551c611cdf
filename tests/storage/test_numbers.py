"""Numbers of registers and letters: none twice, none lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.ports import OpenWork
from desktop_app.storage.profile import OpenProfile
from tests.builders import DISTRICT_UID, NOW, TODAY, a_case, a_letter, a_letter_block, a_letter_void


def test_register_numbers_count_from_one_in_each_year(empty_desk: OpenWork):
    with empty_desk() as work:
        taken = [work.numbers.next_register_sequence(year) for year in (2026, 2026, 2027, 2026)]
    assert taken == [1, 2, 1, 3]


def test_a_number_that_was_not_saved_is_given_again(profile: OpenProfile):
    with profile.write() as work:
        work.numbers.next_register_sequence(2026)
    with profile.write() as work:
        assert work.numbers.next_register_sequence(2026) == 1


def test_no_two_cases_share_a_register_number(empty_desk: OpenWork):
    with empty_desk() as work:
        work.cases.put(a_case(register_number="BBS/26/A-000001-X"))
        with pytest.raises(IntegrityError):
            work.cases.put(a_case(register_number="BBS/26/A-000001-X"))


def test_a_used_up_block_gives_way_to_the_next_of_its_year(empty_desk: OpenWork):
    first = a_letter_block(first=1, last=2, next_number=1)
    second = a_letter_block(first=51, last=100, next_number=51)
    with empty_desk() as work:
        work.numbers.put_letter_block(second)
        work.numbers.put_letter_block(first)
        assert work.numbers.letter_block(2026, TODAY) == first
        work.numbers.put_letter_block(first.taken().taken())
        assert work.numbers.letter_block(2026, TODAY) == second
        assert work.numbers.letter_block(2027, TODAY) is None


def test_a_block_that_is_sent_again_takes_back_no_number(empty_desk: OpenWork):
    block = a_letter_block()
    with empty_desk() as work:
        work.numbers.put_letter_block(block.taken())
        work.numbers.put_letter_block(block)
        assert work.numbers.letter_block(2026, TODAY) == block.taken()


def test_no_two_letters_written_here_share_a_number(empty_desk: OpenWork):
    letter = a_letter()
    with empty_desk() as work:
        work.letters.put(letter)
        with pytest.raises(IntegrityError):
            work.letters.put(replace(letter, uid=uuid4()))


def test_a_letter_of_a_colleague_with_the_same_number_still_arrives(empty_desk: OpenWork):
    mine = a_letter(number="700.1.2.4/001/BBS/2026")
    theirs = replace(mine, uid=uuid4(), server_time=NOW)
    with empty_desk() as work:
        work.letters.put(mine)
        work.letters.put(theirs)
        assert work.letters.get(mine.uid) == mine
        assert work.letters.get(theirs.uid) == theirs


def test_a_number_is_taken_only_in_its_office_and_year(empty_desk: OpenWork):
    letter = a_letter(number="1/2026", year=2026)
    with empty_desk() as work:
        work.letters.put(letter)
        assert work.letters.has_number(DISTRICT_UID, 2026, "1/2026")
        assert not work.letters.has_number(DISTRICT_UID, 2027, "1/2026")
        assert not work.letters.has_number(uuid4(), 2026, "1/2026")
        assert not work.letters.has_number(DISTRICT_UID, 2026, "2/2026")


def test_a_register_goes_on_behind_a_number_that_was_seen_elsewhere(empty_desk: OpenWork):
    with empty_desk() as work:
        work.numbers.count_on_from(2026, 7)
        assert work.numbers.next_register_sequence(2026) == 8
        work.numbers.count_on_from(2026, 3)
        assert work.numbers.next_register_sequence(2026) == 9
        assert work.numbers.next_register_sequence(2027) == 1


def test_a_desk_with_a_new_letter_counts_from_one_and_has_no_block(empty_desk: OpenWork):
    void = a_letter_void()
    with empty_desk() as work:
        work.numbers.count_on_from(2026, 7)
        work.numbers.put_letter_block(a_letter_block())
        work.numbers.void_letter_number(void)
        work.numbers.start_anew()
        assert work.numbers.next_register_sequence(2026) == 1
        assert work.numbers.letter_blocks(2026) == []
        assert work.numbers.letter_voids(2026) == [void]


def test_no_number_comes_from_an_expired_block(empty_desk: OpenWork):
    day = timedelta(days=1)
    old = a_letter_block(expires_on=TODAY)
    new = a_letter_block(first=51, last=100, next_number=51, expires_on=TODAY + 9 * day)
    with empty_desk() as work:
        work.numbers.put_letter_block(new)
        work.numbers.put_letter_block(old)
        assert work.numbers.letter_block(2026, TODAY) == old
        assert work.numbers.letter_block(2026, TODAY + day) == new
        assert work.numbers.letter_block(2026, TODAY + 10 * day) is None
        assert work.numbers.letter_blocks(2026) == [old, new]


def test_a_number_is_spoilt_once_and_the_first_reason_stands(empty_desk: OpenWork):
    later, first = a_letter_void(sequence=9), a_letter_void(sequence=2)
    with empty_desk() as work:
        for void in (later, first, a_letter_void(sequence=2, reason="Lain")):
            work.numbers.void_letter_number(void)
        assert work.numbers.letter_voids(2026) == [first, later]
        assert work.numbers.letter_voids(2027) == []


def test_the_letters_of_an_office_and_year_are_found_those_of_the_server_last(empty_desk: OpenWork):
    theirs = a_letter(sequence=1, server_time=NOW)
    ours = a_letter(sequence=1), a_letter(sequence=None)
    others = a_letter(year=2027), a_letter(office_uid=uuid4())
    with empty_desk() as work:
        work.letters.put_all([theirs, *ours, *others])
        found = work.letters.of_year(DISTRICT_UID, 2026)
    assert found[-1] == theirs
    assert {letter.uid for letter in found} == {theirs.uid, *(letter.uid for letter in ours)}
