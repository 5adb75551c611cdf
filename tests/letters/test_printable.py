"""What reaches paper is what was typed, without what no paper can show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.letters.printable import lines, one_line


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  Jalan\t raya \u00a0 rusak ", "Jalan raya rusak"),
        ("satu\r\ndua\u2028tiga\x0bempat", "satu dua tiga empat"),
        ("a\x00b\x07c\x1b", "abc"),
        ("\u202egnitset\u202c", "gnitset"),
        ("kata\u00adpanjang\u200b\ufeff", "katapanjang"),
        ("e\u0301", "é"),
        ("\u2764\ufe0f", "\u2764"),
        ("\ud800x", "x"),
        ("<b>&amp;", "<b>&amp;"),
        ("", ""),
    ],
)
def test_invisible_characters_go_and_the_rest_stays(typed, printed):
    assert one_line(typed, 100) == printed


def test_own_lines_are_kept_but_empty_ones():
    assert lines("satu\n\n \ndua ", 100) == ["satu", "dua"]


def test_a_flood_is_cut_with_a_mark():
    assert one_line("x" * 500, 100) == "x" * 100 + "…"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_printing_what_was_printed_changes_nothing(text):
    once = one_line(text, 1000)
    assert one_line(once, 1000) == once
    once.encode("utf-8")
