"""Text is broken between words, long words anywhere, and cut only with a mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.letters.field_table import fit_fields
from desktop_app.letters.fitting import (
    balanced,
    cut_to_lines,
    cut_to_width,
    measured,
    size_to_fit,
)
from desktop_app.letters.fonts import REGULAR, register_fonts, width_of
from desktop_app.letters.receipt_words import Field

WORDS = st.lists(st.text(alphabet="abcW–1.,", min_size=1, max_size=60), max_size=40).map(" ".join)
WIDTHS = st.floats(min_value=12, max_value=500)


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    register_fonts()


@given(text=WORDS, width=WIDTHS)
def test_broken_lines_fit_and_lose_nothing(text, width):
    lines = measured([text], REGULAR).broken(width, 10)
    assert all(width_of(line, REGULAR, 10) <= width + 1e-6 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(text=WORDS, width=st.floats(min_value=30, max_value=500))
def test_a_cut_line_fits_and_shows_its_mark(text, width):
    cut = cut_to_width(text, REGULAR, width, 10)
    assert width_of(cut, REGULAR, 10) <= width + 1e-6
    assert cut == text or cut.endswith("…")


def test_words_are_cut_whole_where_that_costs_little():
    assert cut_to_width("Jalan Raya Bobotsari", REGULAR, 80, 10) == "Jalan Raya …"
    assert cut_to_width("Bobotsarikarangreja", REGULAR, 60, 10).startswith("Bobotsar")


def test_only_the_last_kept_line_carries_the_mark():
    assert cut_to_lines(["a", "b", "c"], 3, REGULAR, 100, 10) == ["a", "b", "c"]
    assert cut_to_lines(["a", "b", "c"], 2, REGULAR, 100, 10) == ["a", "b …"]


def test_own_line_breaks_are_kept():
    assert measured(["satu dua", "tiga"], REGULAR).broken(500, 10) == ["satu dua", "tiga"]


def test_balanced_lines_are_as_few_and_about_equally_long():
    text = measured(["satu dua tiga empat lima enam tujuh"], REGULAR)
    assert text.broken(150, 10) == ["satu dua tiga empat lima enam", "tujuh"]
    assert balanced(text, 150, 10) == ["satu dua tiga empat", "lima enam tujuh"]


def test_type_shrinks_no_further_than_its_smallest_size():
    assert size_to_fit("pendek", REGULAR, 500, (12, 8)) == 12
    assert size_to_fit("panjang " * 100, REGULAR, 500, (12, 8)) == 8


@given(
    values=st.lists(WORDS.map(lambda words: (words,)), min_size=1, max_size=10),
    height=st.floats(min_value=110, max_value=400),
)
def test_a_table_of_fields_keeps_within_its_height_and_shows_each(values, height):
    fields = [Field(f"Label {n}", value) for n, value in enumerate(values)]
    table = fit_fields(fields, 300, height)
    assert table.height <= height + 1e-6
    assert [row.label for row in table.rows] == [field.label for field in fields]
    assert all(row.lines for row in table.rows)
