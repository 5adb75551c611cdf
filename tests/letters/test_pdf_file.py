"""Every PDF can be read, found and trusted: fonts inside, one language, no clock, no names."""

from __future__ import annotations

import pytest

from desktop_app.letters.printer import PdfPrinter
from tests.letters.golden import DOCUMENTS
from tests.letters.pdf_reading import flowing, fonts_of, pictures_on, reader, root_of
from tests.letters.samples import a_letter, a_letterhead, a_receipt


@pytest.fixture(scope="module", params=DOCUMENTS)
def pdf(request) -> bytes:
    return DOCUMENTS[request.param]()


def test_every_font_is_inside(pdf):
    fonts = fonts_of(pdf)
    assert all(fonts.values()), fonts
    assert {name.split("+")[-1].split("-")[0] for name in fonts} == {"LiberationSans"}


def test_the_language_is_indonesian_and_the_title_is_shown(pdf):
    root = root_of(pdf)
    assert root["/Lang"] == "id-ID"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])


def test_the_file_names_office_and_program_but_no_person(pdf):
    facts = reader(pdf).metadata
    assert facts.title.startswith(("Tanda terima ", "Bukti layanan ", "Surat "))
    assert facts.author == "KECAMATAN BOBOTSARI"
    assert facts.creator == "Loket Aduan"
    told = " ".join(str(value) for value in facts.values())
    assert not [name for name in ("Tarsini", "Rahmat", "Sugeng", "0812") if name in told]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_has_the_same_bytes(name):
    assert DOCUMENTS[name]() == DOCUMENTS[name]()


def test_the_emblem_is_kept_once_for_both_copies():
    assert pictures_on(PdfPrinter().receipt(a_receipt())) == 1


def test_tags_are_shown_and_not_obeyed(tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(a_letterhead().emblem_png)
    tags = f'<img src="{picture}" width="9" height="9"/> <b>&amp;</b> </para>'
    plain_head = a_letterhead(emblem_png=b"")
    receipt = PdfPrinter().receipt(a_receipt(letterhead=plain_head, title=tags, location=tags))
    letter = PdfPrinter().official_letter(
        a_letter(
            letterhead=plain_head,
            subject=tags,
            addressee=tags,
            paragraphs=(tags, f"1. {tags}", f"<b>Lokasi</b> : {tags}"),
            copies=(tags, tags),
        )
    )
    for pdf in (receipt, letter):
        words = flowing(pdf).replace(" ", "")
        assert words.count(tags.replace(" ", "")) >= 4
        assert pictures_on(pdf) == 0
    assert "<b>Lokasi</b>" in flowing(letter)
