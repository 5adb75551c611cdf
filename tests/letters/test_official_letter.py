"""A letter has its parts where offices look for them, on the paper that was chosen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.documents import Paper, SignatureBlock
from desktop_app.letters.printer import PdfPrinter
from tests.letters.hostile_text import HOSTILE
from tests.letters.pdf_reading import MM, flowing, page_sizes, text_of, words_on
from tests.letters.samples import NUMBER, a_letter, a_letterhead

SIZES = {Paper.A4: (210, 297), Paper.F4: (215, 330)}
LONG_STORY = "Warga menyampaikan bahwa jalan antardusun rusak sejak musim hujan tahun lalu. " * 60


def drawn(**changes) -> bytes:
    return PdfPrinter().official_letter(a_letter(**changes))


def placed(pdf: bytes, beginning: str, page: int = 0):
    """The first piece of text that begins so."""
    return next(word for word in words_on(pdf, page) if word.text.startswith(beginning))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("template", ["follow_up", "notice_to_reporter", "final_response"])
def test_a_usual_letter_fits_one_page_of_the_chosen_paper(template, paper):
    pdf = PdfPrinter().official_letter(a_letter(template, paper=paper))
    assert page_sizes(pdf) == [SIZES[paper]]


def test_the_parts_follow_one_another_down_the_page():
    pdf = drawn()
    order = [
        "PEMERINTAH KABUPATEN PURBALINGGA",
        "KECAMATAN BOBOTSARI",
        "Bobotsari, 15 Oktober 2025",
        "Nomor",
        "Sifat",
        "Lampiran",
        "Hal",
        "Yth.",
        "di Purbalingga",
        "Dengan hormat",
        "Atas perhatian",
        "Camat Bobotsari,",
        "Sugeng Raharjo",
        "Pembina Tingkat I (IV/b)",
        "NIP 197503172000031004",
        "Tembusan:",
    ]
    heights = [placed(pdf, part).y for part in order]
    assert heights == sorted(heights, reverse=True)


def test_date_and_signature_stand_on_the_right():
    pdf = drawn()
    middle = SIZES[Paper.A4][0] * MM / 2
    for part in ("Bobotsari, 15", "Camat Bobotsari,", "Sugeng Raharjo", "NIP"):
        assert placed(pdf, part).x > middle


def test_the_colons_of_the_particulars_line_up():
    words = words_on(drawn())
    labels = ("Nomor", "Sifat", "Lampiran", "Hal")
    after = [words[n + 1] for n, word in enumerate(words) if word.text in labels]
    assert [word.text[0] for word in after] == [":"] * 4
    assert len({round(word.x, 2) for word in after}) == 1


def test_labels_with_values_in_the_text_line_up_as_a_table():
    words = words_on(drawn(paragraphs=("Lokasi : Gandasuli\nTanggal kejadian : 8 Oktober 2025",)))
    first = next(n for n, word in enumerate(words) if word.text == "Lokasi")
    rows = words[first : first + 4]
    assert [word.text for word in rows[::2]] == ["Lokasi", "Tanggal kejadian"]
    assert [word.text for word in rows[1::2]] == [": Gandasuli", ": 8 Oktober 2025"]
    assert rows[1].x == pytest.approx(rows[3].x)


def test_numbered_lines_hang_beside_their_numbers():
    words = words_on(drawn(paragraphs=("1. Kabel diganti.\n2. " + "Lampu menyala. " * 12,)))
    first = next(n for n, word in enumerate(words) if word.text == "1.")
    one, cable, two, lamp, lamp_goes_on = words[first : first + 5]
    assert (one.text, cable.text, two.text) == ("1.", "Kabel diganti.", "2.")
    assert one.x == two.x < cable.x
    assert cable.x == pytest.approx(lamp.x) == pytest.approx(lamp_goes_on.x)


def test_a_letter_without_a_number_says_that_it_is_a_draft():
    words = flowing(drawn(number=""))
    assert "Nomor : DRAF – belum bernomor" in words
    assert "DRAF" not in flowing(drawn())


def test_an_empty_particular_shows_as_a_dash():
    words = flowing(drawn(nature="", enclosure="-", subject=" "))
    assert "Sifat : – Lampiran : – Hal : –" in words


@pytest.mark.parametrize("paper", Paper)
def test_later_pages_carry_their_number_and_no_head(paper):
    pdf = drawn(paper=paper, paragraphs=("Pembuka.", LONG_STORY[:3300], "Terima kasih."))
    assert page_sizes(pdf) == [SIZES[paper]] * 2
    second = [word.text for word in words_on(pdf, 1)]
    assert second[0] == "– 2 –"
    assert "KECAMATAN BOBOTSARI" not in second
    assert "– 1 –" not in text_of(pdf)


def test_the_signature_never_stands_alone_on_a_page():
    for length in range(1500, 4000, 130):
        pdf = drawn(paragraphs=(LONG_STORY[:length], "Atas perhatian Saudara, terima kasih."))
        last = [word.text for word in words_on(pdf, len(page_sizes(pdf)) - 1)]
        assert last.index("Atas perhatian Saudara, terima kasih.") < last.index("Camat Bobotsari,")


def test_a_signature_without_rank_and_nip_leaves_no_gap():
    signature = SignatureBlock("a.n. Kepala Desa Gandasuli\nSekretaris Desa", "Wahyu Nugroho")
    words = words_on(drawn(signature=signature, copies=()))
    assert [word.text for word in words[-3:]] == [
        "a.n. Kepala Desa Gandasuli",
        "Sekretaris Desa,",
        "Wahyu Nugroho",
    ]
    assert words[-2].y - words[-1].y > 4 * 14


def test_a_nameless_signature_gets_a_line_to_write_on():
    assert "." * 40 in text_of(drawn(signature=SignatureBlock("Camat Bobotsari", "")))


def test_copies_are_numbered_only_when_there_are_several():
    several, one = text_of(drawn()), text_of(drawn(copies=("Bupati Purbalingga",)))
    assert "1. Bupati Purbalingga (sebagai laporan)\n2. Kepala Dinas" in several
    assert one.endswith("Tembusan:\nBupati Purbalingga")
    assert "Tembusan" not in text_of(drawn(copies=()))


def test_dates_are_indonesian():
    assert "Bobotsari, 1 Agustus 2026" in text_of(drawn(letter_date=date(2026, 8, 1)))


def test_ten_thousand_lines_make_a_long_letter():
    pdf = drawn(paragraphs=("baris\n" * 10_000,))
    assert text_of(pdf).count("baris") == 10_000


@given(data=st.data())
def test_any_text_gives_a_letter_whose_number_can_be_found(data):
    changes = {
        name: data.draw(HOSTILE, label=name)
        for name in ("place", "nature", "enclosure", "subject", "addressee", "addressee_place")
    }
    signature = SignatureBlock(*(data.draw(HOSTILE, label="signature") for _ in range(4)))
    # Floods are another test's: thousands of lines in each paragraph take minutes.
    short = HOSTILE.filter(lambda text: len(text) < 7000)
    pdf = drawn(
        **changes,
        signature=signature,
        paragraphs=tuple(data.draw(st.lists(short, max_size=4), label="paragraphs")),
        copies=tuple(data.draw(st.lists(short, max_size=3), label="copies")),
        paper=data.draw(st.sampled_from(Paper)),
        number=NUMBER,
        letterhead=a_letterhead(emblem_png=b""),
    )
    assert f": {NUMBER}" in [word.text for word in words_on(pdf)]
