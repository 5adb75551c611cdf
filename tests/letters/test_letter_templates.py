"""The texts that ship can be filled completely, and say what is missing when they are not."""

from __future__ import annotations

import re

import pytest

from desktop_app import bundled
from desktop_app.services.letters.letter_templates import (
    PLACEHOLDERS,
    TEMPLATES,
    fill,
    load,
    missing_in,
    parsed,
)
from tests.letters.samples import VALUES

HEAD = "Judul: A\nSifat: Biasa\nLampiran: -\nHal: {pokok}\nKepada: {pimpinan_tujuan}\n\n"


def test_every_text_in_the_folder_is_offered():
    files = bundled.path("letter_templates").glob("*.txt")
    assert {file.stem for file in files} == set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_shipped_text_names_only_known_placeholders(name):
    found = re.findall(r"\{(.*?)\}", bundled.read_text("letter_templates", f"{name}.txt"))
    assert found
    assert set(found) <= set(PLACEHOLDERS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_shipped_text_is_complete_when_all_values_are_there(name):
    filled = fill(load(name), VALUES)
    assert filled.missing == ()
    everything = " ".join((filled.subject, filled.addressee, *filled.paragraphs))
    assert not re.search(r"[{}\[\]]", everything)
    assert VALUES["nomor_register"] in filled.subject


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_shipped_text_cites_no_repealed_rule(name):
    assert "62" not in bundled.read_text("letter_templates", f"{name}.txt")


def test_the_letter_to_an_agency_never_names_the_reporter():
    assert "nama_pelapor" not in bundled.read_text("letter_templates", "follow_up.txt")


def test_the_sample_values_cover_every_placeholder():
    assert set(VALUES) == set(PLACEHOLDERS)


def test_a_placeholder_without_a_value_is_a_remark_and_is_listed_once():
    template = parsed(HEAD + "Tentang {pokok} di {lokasi}.\n\nLagi: {lokasi} {salah}.")
    filled = fill(template, {"pokok": "jalan", "lokasi": "  ", "pimpinan_tujuan": "Camat"})
    assert filled.subject == "jalan"
    assert filled.paragraphs == (
        "Tentang jalan di [… belum diisi: lokasi].",
        "Lagi: [… belum diisi: lokasi] [… belum diisi: salah].",
    )
    assert filled.missing == ("lokasi", "salah")


def test_what_is_still_missing_is_found_in_edited_words():
    filled = fill(load("follow_up"), {**VALUES, "lokasi": "", "batas_waktu": ""})
    words = "\n".join(filled.paragraphs)
    assert missing_in(words) == filled.missing == ("lokasi", "batas_waktu")
    edited = words.replace("[… belum diisi: lokasi]", "Dusun Krajan")
    assert missing_in(edited) == ("batas_waktu",)


def test_a_value_is_never_read_as_a_placeholder():
    filled = fill(parsed(HEAD + "{uraian}"), {**VALUES, "uraian": "{kontak} {__class__} %s"})
    assert filled.paragraphs == ("{kontak} {__class__} %s",)
    assert filled.missing == ()


def test_header_and_paragraphs_are_parted_by_blank_lines():
    template = parsed(HEAD + "Satu\nmasih satu.\n \n\nDua.\n")
    assert (template.title, template.nature, template.enclosure) == ("A", "Biasa", "-")
    assert template.paragraphs == ("Satu\nmasih satu.", "Dua.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "needs a header"),
        (HEAD, "needs a header"),
        (HEAD.replace("Hal:", "Perihal:") + "Isi.", "not a header line"),
        (HEAD.replace("Sifat: Biasa\n", "Sifat: Biasa\nSifat: Segera\n") + "Isi.", "not a header"),
        (HEAD.replace("Sifat: Biasa\n", "") + "Isi.", "lacks Sifat"),
        (HEAD.replace("Judul: A", "Judul:") + "Isi.", "lacks Judul"),
        ("Kepada\n\nIsi.", "not a header line"),
    ],
)
def test_a_text_that_is_no_template_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValueError, match=reason):
        parsed(text)
