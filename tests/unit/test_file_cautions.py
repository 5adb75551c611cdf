"""Who saves a copy of a file that may run something is told so, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest

from desktop_app.domain.attachments import media_type_of
from desktop_app.domain.file_cautions import may_run_something

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog"


def archive(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name in names:
            packed.writestr(name, "isi")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\0", "foto.jpg"),
        (b"\x7fELF", "a"),
        (b"#!/bin/sh\n", "catatan.txt"),
        (b"isi", "surat.pdf.exe"),
        (b"isi", "tautan.LNK"),
        (archive("word/document.xml", "word/vbaProject.bin"), "surat.docx"),
        (archive("content.xml", "Basic/script-lc.xml"), "surat.odt"),
        (archive("a.xml"), "tabel.xlsm"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", "lama.doc"),
        (PDF + b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "a.pdf"),
        (b"GIF89a" + archive("Main.class"), "lucu.gif"),
        (PNG + archive("META-INF/MANIFEST.MF"), "foto.png"),
        (b"\xef\xbb\xbf<svg xmlns='x'><script>x()</script></svg>", "gambar.svg"),
        (b"<svg onload = 'x()'/>", "gambar.svg"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>", "a.xml"),
        (b"<html><a href='javascript:x()'>", "a.txt"),
    ],
)
def test_what_may_run_something_is_known(content: bytes, name: str):
    assert may_run_something(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PNG, "foto.png"),
        (PDF + b">>", "surat.pdf"),
        (archive("word/document.xml"), "surat.docx"),
        (archive("foto.jpg"), "foto.zip"),
        (b"Jalan rusak <3 meter, onggokan = pasir", "catatan.txt"),
        (b"<svg xmlns='x'><path d='M0 0'/></svg>", "denah.svg"),
        (b"", ""),
    ],
)
def test_what_runs_nothing_is_left_without_a_warning(content: bytes, name: str):
    assert not may_run_something(content, name)


def test_what_is_two_things_is_shown_only_as_what_it_begins_as():
    assert media_type_of(b"GIF89a" + archive("Main.class")) == "image/gif"
    assert media_type_of(b"MZ" + PDF) == "application/octet-stream"
    assert media_type_of(b"<svg/>") == "application/octet-stream"
