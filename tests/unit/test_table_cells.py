"""What people typed is never reckoned by the spreadsheet that opens an export."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.table_cells import harmless, original

FORMULAS = [
    '=HYPERLINK("http://127.0.0.1/?"&A1,"klik")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " \r",
    "   =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "\ufe621",
    "\u22121",
    "-",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_could_be_a_formula_becomes_words(formula: str):
    assert harmless(formula) == f"'{formula}"


@pytest.mark.parametrize(
    "words", ["", "Jalan rusak", "RT 02 = RW 03", "'kutipan", "12-03-2026", "'", "5", "  kata"]
)
def test_other_words_stay_as_they_are(words: str):
    assert harmless(words) == words


@given(st.text() | st.text(alphabet="'=+-@\t\n a\uff1d", max_size=6))
def test_every_cell_can_be_read_back(text: str):
    assert original(harmless(text)) == text


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_no_cell_of_a_file_begins_like_a_formula_nor_breaks_out_of_its_place(row: list[str]):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerow(map(harmless, row))
    written.seek(0)
    (read,) = csv.reader(written, delimiter=";", strict=True)
    assert len(read) == len(row)
    for cell in read:
        assert not cell.lstrip().startswith(
            ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
        )
