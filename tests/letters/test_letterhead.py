"""The head of a letter holds any name of an office, shrunk or wrapped well."""

from __future__ import annotations

import struct
import zlib

import pytest

from desktop_app.letters.emblem import read_emblem
from desktop_app.letters.fonts import register_fonts, width_of
from desktop_app.letters.letterhead import (
    LETTER_STYLE,
    RECEIPT_STYLE,
    LaidOutLetterhead,
    lay_out_letterhead,
)
from tests.letters.samples import a_letterhead

WIDTH = 467.0


def head(**changes) -> LaidOutLetterhead:
    register_fonts()
    return lay_out_letterhead(a_letterhead(**changes), LETTER_STYLE, WIDTH)


def sizes(drawn: LaidOutLetterhead) -> dict[str, float]:
    return {line.text: line.size for line in drawn.lines}


def test_government_and_office_stand_three_to_four():
    found = sizes(head())
    government, office = found["PEMERINTAH KABUPATEN PURBALINGGA"], found["KECAMATAN BOBOTSARI"]
    assert government / office == pytest.approx(3 / 4)
    assert government == 13.5


def test_names_are_set_in_capitals():
    assert "DESA GANDASULI" in sizes(head(office="Desa Gandasuli"))


def test_a_village_names_its_district_above():
    drawn = head(
        government="PEMERINTAH KABUPATEN PURBALINGGA\nKECAMATAN BOBOTSARI", office="DESA GANDASULI"
    )
    assert [line.text for line in drawn.lines][:3] == [
        "PEMERINTAH KABUPATEN PURBALINGGA",
        "KECAMATAN BOBOTSARI",
        "DESA GANDASULI",
    ]


def test_a_longer_name_shrinks_and_keeps_its_line():
    found = sizes(head(office="DINAS PEKERJAAN UMUM DAN PENATAAN RUANG"))
    assert 14 < found["DINAS PEKERJAAN UMUM DAN PENATAAN RUANG"] < 18


def test_a_very_long_name_wraps_into_two_even_lines():
    drawn = head(
        office="DINAS KEPENDUDUKAN PENCATATAN SIPIL PEMBERDAYAAN MASYARAKAT DAN PERLINDUNGAN ANAK"
    )
    first, second = (line for line in drawn.lines if line.size > 14)
    widths = [width_of(line.text, line.face, line.size) for line in (first, second)]
    assert min(widths) / max(widths) > 0.7


@pytest.mark.parametrize("style", [LETTER_STYLE, RECEIPT_STYLE])
@pytest.mark.parametrize("long", ["KATA " * 300, "X" * 3000])
def test_no_line_is_wider_than_its_room(style, long):
    register_fonts()
    letterhead = a_letterhead(government=long, office=long, address_line=long, contact_line=long)
    drawn = lay_out_letterhead(letterhead, style, WIDTH)
    room = WIDTH - style.emblem_width - style.gap
    assert all(width_of(line.text, line.face, line.size) <= room + 0.01 for line in drawn.lines)
    assert len(drawn.lines) <= 8


def test_without_an_emblem_the_words_take_the_whole_width():
    assert head(emblem_png=b"").emblem is None
    assert head().emblem is not None


def test_a_picture_that_cannot_be_read_is_left_out():
    good = a_letterhead().emblem_png
    enormous = good[:16] + struct.pack(">II", 90_000, 90_000) + good[24:]
    no_data = good[:33] + struct.pack(">I4s", 0, b"IEND") + struct.pack(">I", zlib.crc32(b"IEND"))
    for damaged in (
        b"",
        b"GIF89a",
        good[:8],
        good[:20],
        good[:200],
        good[:3000],
        enormous,
        no_data,
    ):
        assert read_emblem(damaged) is None
    assert read_emblem(good) is not None
