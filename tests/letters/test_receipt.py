"""A receipt is one sheet with two equal halves, whatever was typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.documents import ReceiptPaper
from desktop_app.letters.printer import PdfPrinter
from tests.letters.hostile_text import HOSTILE
from tests.letters.pdf_reading import MM, Word, flowing, page_sizes, words_on
from tests.letters.samples import (
    NUMBER,
    a_letterhead,
    a_receipt,
    a_secret_receipt,
    an_answered_receipt,
)

SIZES = {ReceiptPaper.A5_PAIR: (210, 297), ReceiptPaper.HALF_F4_PAIR: (215, 330)}


def halves(pdf: bytes) -> tuple[list[Word], list[Word]]:
    """The words of the reporter's half and of the office's, but for the line to cut along."""
    height = page_sizes(pdf)[0][1] * MM
    words = [word for word in words_on(pdf) if word.text != "potong di sini"]
    return [w for w in words if w.y > height / 2], [w for w in words if w.y < height / 2]


def values(half: list[Word]) -> dict[str, str]:
    """Label → value, as far as values take one line."""
    texts = [word.text for word in half]
    return {texts[n - 1]: texts[n + 1] for n, text in enumerate(texts) if text == ":"}


@pytest.mark.parametrize("paper", ReceiptPaper)
def test_both_copies_stand_on_one_sheet_of_the_chosen_paper(paper):
    pdf = PdfPrinter().receipt(a_receipt(paper=paper))
    assert page_sizes(pdf) == [SIZES[paper]]
    reporters, offices = halves(pdf)
    assert [w.text for w in reporters if w.text not in {w.text for w in offices}] == [
        "Lembar untuk pelapor"
    ]
    assert [w.text for w in offices if w.text not in {w.text for w in reporters}] == [
        "Arsip kantor"
    ]


def test_a_receipt_tells_what_was_taken_when_by_whom():
    half, _ = halves(PdfPrinter().receipt(a_receipt()))
    assert values(half) == {
        "Diterima pada": "Selasa, 14 Oktober 2025, pukul 09.15 WIB",
        "Tempat": "Kecamatan Bobotsari",
        "Cara penyampaian": "Datang langsung",
        "Nama pelapor": "Tarsini Wulandari",
        "Nomor kontak": "0812-****-7890",
        "Jenis laporan": "Pengaduan",
        "Pokok laporan": "Lampu penerangan jalan padam di depan SDN 2 Gandasuli",
        "Lokasi": "RT 02 RW 03, Gandasuli, Kec. Bobotsari",
        "Lampiran": "1 berkas",
        "Langkah berikutnya": "Diperiksa paling lambat Jumat, 17 Oktober 2025",
    }
    texts = [word.text for word in half]
    assert {NUMBER, "TANDA TERIMA PENGADUAN", "(Tarsini Wulandari)", "(Rahmat Hidayat)"} <= set(
        texts
    )


def test_labels_values_and_colons_line_up():
    half, _ = halves(PdfPrinter().receipt(a_receipt()))
    colons = [n for n, word in enumerate(half) if word.text == ":"]
    for column in (-1, 0, 1):
        assert len({round(half[n + column].x, 2) for n in colons}) == 1


@pytest.mark.parametrize(
    ("classification", "title"),
    [
        ("Pengaduan", "TANDA TERIMA PENGADUAN"),
        ("Aspirasi", "TANDA TERIMA ASPIRASI"),
        ("Permintaan informasi", "TANDA TERIMA PERMINTAAN INFORMASI"),
        ("", "TANDA TERIMA LAPORAN"),
    ],
)
def test_the_title_fits_the_classification(classification, title):
    half, _ = halves(PdfPrinter().receipt(a_receipt(classification=classification)))
    assert title in [word.text for word in half]


def test_an_answered_request_gets_its_answer_and_no_promise():
    pdf = PdfPrinter().receipt(an_answered_receipt())
    words = flowing(pdf)
    assert "BUKTI LAYANAN INFORMASI" in words
    assert "Bawa surat keterangan pindah, kartu keluarga dan KTP-el lama." in words
    assert "Bila jawaban ini belum jelas, hubungi (0281) 759000" in words
    assert "Langkah berikutnya" not in words


def test_a_hidden_reporter_is_nowhere_named():
    words = flowing(PdfPrinter().receipt(a_secret_receipt()))
    assert words.count("(Dirahasiakan)") == 2
    assert "Tarsini" not in words


def test_notes_say_that_it_is_free_and_what_becomes_of_personal_data():
    words = flowing(PdfPrinter().receipt(a_receipt()))
    assert words.count("Layanan ini tidak dipungut biaya.") == 2
    assert words.count("Undang-Undang Nomor 27 Tahun 2022") == 2
    assert "62 Tahun 2018" not in words


def test_without_a_telephone_the_reporter_is_asked_to_come():
    words = flowing(PdfPrinter().receipt(a_receipt(inquiry_contact="")))
    assert "Untuk bertanya, datang ke kantor kami dengan menyebut nomor register." in words


def test_what_is_unknown_shows_as_a_dash_and_a_line_to_write_on():
    half, _ = halves(PdfPrinter().receipt(a_receipt(reporter_name="", location="-")))
    assert values(half)["Nama pelapor"] == values(half)["Lokasi"] == "–"
    assert f"({34 * '.'})" in [word.text for word in half]


def test_a_date_alone_is_a_promise_too():
    promise = a_receipt(promise="", promise_date=date(2025, 10, 17))
    half, _ = halves(PdfPrinter().receipt(promise))
    assert values(half)["Langkah berikutnya"] == "Paling lambat Jumat, 17 Oktober 2025"


def test_a_long_title_is_wrapped_whole_before_anything_is_cut():
    title = "Jalan antardusun rusak dan berlubang sehingga anak sekolah sering jatuh " * 4
    words = flowing(PdfPrinter().receipt(a_receipt(title=title)))
    assert words.count(title.strip()) == 2
    assert "…" not in words


def test_what_finds_no_room_is_cut_with_a_mark():
    words = flowing(PdfPrinter().receipt(a_receipt(title="rusak parah " * 2000)))
    assert words.count("rusak …") + words.count("parah …") == 2


@pytest.mark.parametrize("paper", ReceiptPaper)
@pytest.mark.parametrize("long", ["kata " * 400, "x" * 4000, "satu\n" * 10_000])
def test_the_longest_words_leave_room_to_sign(paper, long):
    crowded = a_receipt(
        paper=paper,
        title=long,
        location=long,
        place=long,
        channel=long,
        reporter_name=long,
        reporter_phone=long,
        attachments=long,
        inquiry_contact=long,
        clerk_name=long,
        letterhead=a_letterhead(government=long, office=long, address_line=long, contact_line=long),
    )
    for half in halves(PdfPrinter().receipt(crowded)):
        texts = [word.text for word in half]
        signed, free = texts.index("Pelapor,"), texts.index("Petugas penerima,")
        fields_end = min(word.y for word in half[:signed])
        names = [half[signed + 1], half[free + 1]]
        notes_start = max(word.y for word in half[free + 2 :])
        assert fields_end - half[signed].y > 9
        assert all(half[signed].y - name.y > 30 for name in names)
        assert all(name.y - notes_start > 9 for name in names)
        assert len({name.text[-2:] for name in names} | {"…)"}) == 1


@given(data=st.data())
def test_any_text_gives_one_page_with_the_number_on_both_copies(data):
    changes = {
        name: data.draw(HOSTILE, label=name)
        for name in (
            "zone_label", "place", "channel", "reporter_name", "reporter_phone", "classification",
            "title", "location", "attachments", "promise", "answer", "clerk_name",
            "inquiry_contact",
        )
    }  # fmt: skip
    head = {
        name: data.draw(HOSTILE, label=name)
        for name in ("government", "office", "address_line", "contact_line")
    }
    paper = data.draw(st.sampled_from(ReceiptPaper))
    receipt = a_receipt(**changes, paper=paper, letterhead=a_letterhead(**head))
    pdf = PdfPrinter().receipt(receipt)
    assert page_sizes(pdf) == [SIZES[paper]]
    for half in halves(pdf):
        assert NUMBER in [word.text for word in half]
        assert all(0 < word.y < SIZES[paper][1] * MM for word in half)
