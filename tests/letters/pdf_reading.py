"""Reads a PDF back with another program's eyes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text and where its baseline starts, in points from the lower left corner."""

    text: str
    x: float
    y: float


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """All pages, each line stripped, empty lines left out."""
    lines = (
        line.strip() for page in reader(pdf).pages for line in page.extract_text().splitlines()
    )
    return "\n".join(line for line in lines if line)


def flowing(pdf: bytes) -> str:
    """All pages as one line, for sentences that were broken."""
    return " ".join(text_of(pdf).split())


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    return [
        (round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM))
        for page in reader(pdf).pages
    ]


def words_on(pdf: bytes, page: int = 0) -> list[Word]:
    """Every piece of text of one page with its place, in the order it was drawn."""
    found: list[Word] = []

    def note(text: str, user: list[float], matrix: list[float], _: Any, __: Any) -> None:
        if text.strip():
            x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
            y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
            found.append(Word(text.strip(), x, y))

    reader(pdf).pages[page].extract_text(visitor_text=note)
    return found


def root_of(pdf: bytes) -> dict[str, Any]:
    """What the file says about itself as a whole."""
    file: Any = reader(pdf)
    return dict(file.trailer["/Root"])


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Name of every font of the file → whether its outlines are inside."""
    file: Any = reader(pdf)
    objects = (file.get_object(number) for number in range(1, len(file.xref[0]) + 1))
    fonts = [
        found for found in objects if isinstance(found, dict) and found.get("/Type") == "/Font"
    ]
    return {
        str(font["/BaseFont"]): "/FontFile2" in font.get("/FontDescriptor", {}) for font in fonts
    }


def pictures_on(pdf: bytes, page: int = 0) -> int:
    """How many different pictures a page shows."""
    return len(reader(pdf).pages[page].images)
