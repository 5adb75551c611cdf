"""A name of a file is one that any disk takes and any eye reads, whoever gave it."""

from __future__ import annotations

import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.file_names import LONGEST, file_name


@pytest.mark.parametrize("name", ["foto jalan.jpg", "Surat No. 3 (salinan).pdf", "ꦲꦏ꧀ꦱꦫ.txt", "a"])
def test_a_harmless_name_stays(name: str):
    assert file_name(name) == name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../.bashrc", "_.._.bashrc"),
        ("C:\\Windows\\system32\\a.dll", "C__Windows_system32_a.dll"),
        ("/etc/passwd", "_etc_passwd"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\u200b\u2066b\u00ad.pdf", "ab.pdf"),
        ("baris\nbaru\x00.txt", "barisbaru.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com¹.log.txt", "_com¹.log.txt"),
        ("console.txt", "console.txt"),
        ("laporan.exe. . .", "laporan.exe"),
        (".tersembunyi", "tersembunyi"),
        ('a<b>:"c"|?*.txt', "a_b___c____.txt"),
        ("", "berkas"),
        (" ... ", "berkas"),
        ("x" * 300 + ".jpeg", "x" * (LONGEST - 5) + ".jpeg"),
        ("x" * 300, "x" * LONGEST),
    ],
)
def test_a_name_that_leads_astray_is_changed(given_name: str, kept: str):
    assert file_name(given_name) == kept


@given(st.text(max_size=400) | st.text(alphabet="/\\.: CONcon\u202e\x00aux<>", max_size=60))
def test_any_name_becomes_one_name_in_one_folder(name: str):
    kept = file_name(name)
    assert 0 < len(kept) <= LONGEST + 1
    assert PureWindowsPath(kept).name == kept
    assert not PureWindowsPath(kept).is_reserved()
    assert not kept.endswith((".", " "))
    assert not kept.startswith((".", " "))
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in kept)
    assert file_name(kept) == kept
