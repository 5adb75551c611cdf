"""Numbers on paper can be read back, and a slip of the pen is noticed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.domain.check_characters import check_character
from desktop_app.domain.letter_numbers import LetterBlock, formatted_number
from desktop_app.domain.register_number import (
    ClockDoubt,
    RegisterNumber,
    clock_doubt,
    parse_register_number,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABET = "0123456789" + LETTERS
NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)

numbers = st.builds(
    RegisterNumber,
    office_code=st.text(ALPHABET, min_size=2, max_size=8),
    year=st.integers(2020, 2099),
    device_letter=st.text(LETTERS, min_size=1, max_size=3),
    sequence=st.integers(1, 9_999_999),
)


def test_a_number_looks_like_this() -> None:
    assert str(RegisterNumber("BBS", 2026, "A", 123)) == "BBS/26/A-000123-G"


def test_the_check_character_is_that_of_iso_7064_mod_37_36() -> None:
    # The example of the standard for the identifier A12425GABC1234002.
    assert check_character("A12425GABC1234002", ALPHABET) == "M"


@given(numbers)
def test_a_printed_number_is_read_back(number: RegisterNumber) -> None:
    assert parse_register_number(f" {str(number).lower()} ") == number


@given(numbers, st.data())
def test_one_wrong_character_is_noticed(number: RegisterNumber, data: st.DataObject) -> None:
    text = str(number)
    places = [place for place, letter in enumerate(text) if letter in ALPHABET]
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from(ALPHABET))
    assume(wrong != text[place])
    assert parse_register_number(text[:place] + wrong + text[place + 1 :]) is None


def test_nearly_all_neighbours_that_changed_places_are_noticed() -> None:
    """The standard promises every single wrong character, and of these all but one in a hundred."""
    tried = missed = 0
    for sequence in range(1, 3000, 7):
        text = str(RegisterNumber("BBS", 2026, "A", sequence))
        for place, (first, second) in enumerate(pairwise(text)):
            if first in ALPHABET and second in ALPHABET and first != second:
                swapped = text[:place] + second + first + text[place + 2 :]
                tried += 1
                missed += parse_register_number(swapped) is not None
    assert missed / tried < 0.01


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_without_fuss(text: str) -> None:
    number = parse_register_number(text)
    assert number is None or str(number) == text.strip().upper()


def test_a_date_before_the_last_entry_is_doubted() -> None:
    assert clock_doubt(NOW, NOW + timedelta(days=1), None) is ClockDoubt.BEFORE_LAST_ENTRY


def test_an_hour_back_on_the_same_day_is_not_doubted() -> None:
    assert clock_doubt(NOW, NOW + timedelta(hours=1), None) is None


def test_a_date_over_400_days_after_the_server_is_doubted() -> None:
    assert clock_doubt(NOW, None, NOW - timedelta(days=400)) is None
    assert clock_doubt(NOW, None, NOW - timedelta(days=401)) is ClockDoubt.FAR_AFTER_SERVER


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{kode}/{urut:3}/{unit}/{tahun}", "700.1.2.4/023/Kec.Bbs/2026"),
        ("{urut}/{bulan_romawi}/{tahun}", "23/XI/2026"),
        ("{unknown}-{urut:4}", "{unknown}-0023"),
    ],
)
def test_a_letter_number_follows_its_pattern(pattern: str, expected: str) -> None:
    day = date(2026, 11, 20)
    made = formatted_number(pattern, 23, day, archive_code="700.1.2.4", unit="Kec.Bbs")
    assert made == expected


def test_a_block_knows_what_is_left() -> None:
    block = LetterBlock(
        year=2026, first=51, last=100, next_number=100, expires_on=date(2026, 12, 31)
    )
    assert block.remaining == 1
    assert block.taken().remaining == 0
