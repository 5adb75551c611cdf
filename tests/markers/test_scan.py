"""The search sees a word in every form and in everything it can be packed in."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.letters.printer import PdfPrinter
from tests.letters.samples import a_letter
from tests.markers.forms import Search
from tests.markers.luggage import brought_along
from tests.markers.marks import DROPPED, KEPT, PASSING
from tests.markers.scan import places_of

WORD = "Rahasiaqezuv"
FORMS = {
    "as it is": WORD.encode(),
    "capitals": WORD.upper().encode(),
    "small letters": WORD.casefold().encode(),
    "UTF-16, little end first": WORD.encode("utf-16-le"),
    "UTF-16, big end first, in capitals": WORD.upper().encode("utf-16-be"),
    "hexadecimal": WORD.encode().hex().encode(),
    "hexadecimal of UTF-16 in capitals": WORD.encode("utf-16-be").hex().upper().encode(),
    "percent signs": "".join(f"%{byte:02X}" for byte in WORD.encode()).encode(),
    "base64": base64.b64encode(WORD.encode()),
    "base64 behind one byte": base64.b64encode(b"x" + WORD.encode() + b" lanjut"),
    "base64 of UTF-16": base64.urlsafe_b64encode(b"xy" + WORD.encode("utf-16-le")),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_word_is_found_in_every_form(form: str):
    content = b"\x00\xff before " + FORMS[form] + b" behind"
    assert Search([WORD, "Lainzuqov"]).found_in(content) == {WORD}


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_word_in_base64_is_found_wherever_it_begins(before: bytes, behind: bytes):
    packed = base64.b64encode(before + WORD.encode() + behind)
    assert Search([WORD]).found_in(packed) == {WORD}


def test_other_words_are_not_found():
    every = [*KEPT.values(), *PASSING.values(), *DROPPED.values()]
    assert len(set(every)) == len(every)
    assert all(word.isascii() for word in every)
    for word in every:
        assert Search(every).found_in(f"satu {word} dua".encode()) == {word}


def archive(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("isi.bin", content)
    return written.getvalue()


def cut_off(content: bytes) -> bytes:
    return zlib.compress(content + str([*range(3000)]).encode())[:-900]


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "archive": archive,
    "archive in an archive": lambda content: archive(archive(content)),
    "zlib in gzip in an archive": lambda content: archive(gzip.compress(zlib.compress(content))),
    "a stream that was cut off": lambda content: zlib.compress(
        content + str([*range(3000)]).encode()
    )[:-900],
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_word_is_found_in_everything_it_can_be_packed_in(packing: str, tmp_path: Path):
    packed = PACKINGS[packing](WORD.encode())
    assert WORD.encode() not in packed
    (tmp_path / "berkas").write_bytes(b"\x00 something before \x78\x9c" + packed)
    assert set(places_of([WORD], [tmp_path])) == {WORD}


def test_words_that_a_letter_draws_with_its_own_faces_are_found(tmp_path: Path):
    letter = a_letter(subject=WORD)
    pdf = PdfPrinter().official_letter(letter)
    assert WORD.encode() not in pdf
    (tmp_path / "surat").write_bytes(pdf)
    assert set(places_of([WORD], [tmp_path])) == {WORD}


def test_the_name_of_a_file_and_of_a_folder_is_searched(tmp_path: Path):
    (tmp_path / f"kasus {WORD}").mkdir()
    assert set(places_of([WORD], [tmp_path])) == {WORD}


def test_every_kind_of_file_that_people_bring_holds_its_word(tmp_path: Path):
    for path in brought_along(tmp_path, KEPT):
        assert path.is_file()
    hidden = {"file_name", "text_file", "pdf_text", "pdf_fact", "picture_fact", "archived_file",
              "office_file"}  # fmt: skip
    assert set(places_of(list(KEPT.values()), [tmp_path])) == {KEPT[name] for name in hidden}
