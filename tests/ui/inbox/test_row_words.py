"""A line of the list says what is due, where it is, and never the title of a secret case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.cases import Status
from desktop_app.domain.places import Village
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.ui.inbox.case_list_delegate import title_lines
from desktop_app.ui.inbox.row_words import RowWriter, short_number
from desktop_app.ui.theme.type_scale import TypeStyle, font
from tests import builders
from tests.ui.inbox.test_case_list_model import a_row

VILLAGE = Village("33.03.09.2001", "Gandasuli", "33.03.09", "Bobotsari", "desa")


@pytest.fixture
def writer() -> RowWriter:
    return RowWriter({VILLAGE.code: VILLAGE}, ZoneInfo("Asia/Jakarta"), clock=lambda: builders.NOW)


@pytest.mark.parametrize(
    ("days", "words", "overdue", "due_today"),
    [
        (-2, "lewat 2 hari", True, False),
        (0, "hari ini", False, True),
        (3, "3 hari lagi", False, False),
    ],
)
def test_the_due_date_stands_in_words(writer: RowWriter, days, words, overdue, due_today):
    row = replace(a_row(1, "Jalan"), due_on=builders.TODAY + timedelta(days=days))
    written = writer.write(row)
    assert (written.due, written.overdue, written.due_today) == (words, overdue, due_today)


def test_a_case_with_no_clock_running_has_no_due_words(writer: RowWriter):
    written = writer.write(replace(a_row(1, "Jalan"), due_on=None, status=Status.CLOSED))
    assert written.due == ""
    assert written.badge.word == "Selesai"


def test_the_village_is_told_with_its_district(writer: RowWriter):
    assert writer.write(a_row(1, "Jalan")).place == "Gandasuli · Kec. Bobotsari"


def test_a_confidential_case_tells_neither_title_nor_place(writer: RowWriter):
    written = writer.write(replace(a_row(1, "Pungutan liar"), confidential=True))
    assert written.title == "Dirahasiakan"
    assert written.confidential
    assert "Pungutan" not in written.spoken
    assert "Gandasuli" not in written.spoken


def test_a_number_is_shortened_to_what_people_say():
    assert short_number(str(RegisterNumber("BBS", 2026, "A", 123))) == "A-000123"
    assert short_number("SP4N-991") == "SP4N-991"


@given(title=st.text(alphabet="abc deé–😀", max_size=160), width=st.integers(20, 400))
def test_a_title_takes_at_most_two_lines_and_loses_no_letter(qapp, title: str, width: int):
    face = font(TypeStyle.EMPHASIS)
    lines = title_lines(title, face, width)
    assert len(lines) <= 2
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
