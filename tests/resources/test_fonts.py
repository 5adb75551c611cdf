"""The faces of screen and letters, read as reportlab and Qt will read them."""

from __future__ import annotations

import struct

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app import bundled

FONTS = sorted(bundled.path("fonts").glob("*.ttf"))
LICENCES = {
    "Inter": ("Inter-OFL.txt", "SIL OPEN FONT LICENSE"),
    "LiberationSans": ("LiberationSans-OFL.txt", "SIL OPEN FONT LICENSE"),
    "LoketBonum": ("LoketBonum-GUST-FONT-LICENSE.txt", "GUST Font License"),
}
LETTER_FACES = [
    f"{family}-{style}"
    for family in ("LiberationSans", "LoketBonum")
    for style in ("Regular", "Bold", "Italic", "BoldItalic")
]


def _tables(data):
    """Return the table directory of a TrueType file: tag to offset."""
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))
    return {tag.decode(): offset for tag, _, offset, _ in entries}


def _substitutions(data):
    """Return the OpenType features a text can ask for."""
    gsub = _tables(data)["GSUB"]
    (features,) = struct.unpack_from(">H", data, gsub + 6)
    (count,) = struct.unpack_from(">H", data, gsub + features)
    tags = (struct.unpack_from(">4s", data, gsub + features + 2 + 6 * n) for n in range(count))
    return {tag.decode() for (tag,) in tags}


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_face_is_truetype_and_covers_what_offices_write(file):
    data = file.read_bytes()
    assert data[:4] == b"\x00\x01\x00\x00"
    assert {"glyf", "loca", "cmap", "hmtx"} <= set(_tables(data))
    face = TTFont(file.stem, str(file)).face
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    wanted = letters + "–—‘’“”…·•°×½±§ÑñÉé.,;:!?()[]/&%+-=@#'\""
    assert not [character for character in wanted if ord(character) not in face.charToGlyph]


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_face_has_its_licence_beside_it(file):
    name, words = LICENCES[file.stem.split("-")[0]]
    assert words in (file.parent / name).read_text(encoding="utf-8")


def test_the_faces_are_those_the_program_names():
    assert {file.stem for file in FONTS} == {"Inter-Regular", "Inter-SemiBold", *LETTER_FACES}


@pytest.mark.parametrize("style", ["Regular", "SemiBold"])
def test_the_screen_face_has_ticks_arrows_and_figures_that_line_up(style):
    file = bundled.path("fonts", f"Inter-{style}.ttf")
    assert "tnum" in _substitutions(file.read_bytes())
    characters = TTFont(f"Inter-{style}", str(file)).face.charToGlyph
    assert {ord(character) for character in "✓→←−≤≥"} <= set(characters)


@pytest.mark.parametrize("name", LETTER_FACES)
def test_figures_in_letters_line_up(name):
    font = TTFont(name, str(bundled.path("fonts", f"{name}.ttf")))
    assert len({font.stringWidth(figure, 1000) for figure in "0123456789"}) == 1


@pytest.mark.parametrize(
    ("ours", "known"),
    [
        ("LiberationSans-Regular", "Helvetica"),
        ("LiberationSans-Bold", "Helvetica-Bold"),
        ("LiberationSans-Italic", "Helvetica-Oblique"),
        ("LiberationSans-BoldItalic", "Helvetica-BoldOblique"),
    ],
)
def test_letters_set_in_liberation_break_where_arial_breaks(ours, known):
    text = "Kami meneruskan laporan warga yang diterima Kecamatan Bobotsari, 14 Oktober 2025"
    font = TTFont(ours, str(bundled.path("fonts", f"{ours}.ttf")))
    assert font.stringWidth(text, 12) == pytest.approx(stringWidth(text, known, 12), rel=0.002)


def test_the_converted_face_says_that_it_was_changed():
    data = bundled.read_bytes("fonts", "LoketBonum-Regular.ttf")
    assert "converted to TrueType".encode("utf-16-be") in data
    assert "fonts-texgyre" in bundled.read_text("fonts", "README.md")
