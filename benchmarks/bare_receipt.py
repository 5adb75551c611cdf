"""The page of a receipt drawn by hand with the PDF library alone: what is the least it costs.

The words, faces and emblem are those of the real page; where they stand is fixed beforehand.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from desktop_app.domain.documents import Receipt
from desktop_app.letters.fonts import BOLD, ITALIC, REGULAR
from desktop_app.letters.receipt_words import COPIES, ReceiptWords, receipt_words

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 45.0, _WIDTH - 45.0
_MIDDLE = (_LEFT + _RIGHT) / 2
_LEADING = 14.0


@dataclass(frozen=True, slots=True)
class Run:
    """One string with its place in points; centred ones stand around `x`."""

    x: float
    y: float
    face: str
    size: float
    text: str
    centred: bool = False


@dataclass(frozen=True, slots=True)
class BarePage:
    """Everything of one half but the name of the copy."""

    runs: tuple[Run, ...]
    emblem_png: bytes


def plan_page(receipt: Receipt) -> BarePage:
    """Give each string of a receipt its place in the upper half."""
    words = receipt_words(receipt)
    runs = (*_head(receipt), *_body(words), *_foot(words))
    return BarePage(runs, receipt.letterhead.emblem_png)


def draw_bare(page: BarePage) -> bytes:
    """Draw both halves and return the PDF."""
    file = io.BytesIO()
    canvas = Canvas(
        file, pagesize=A4, lang="id-ID", initialFontName=REGULAR, invariant=1, pageCompression=1
    )
    emblem = ImageReader(io.BytesIO(page.emblem_png))
    for copy, bottom in zip(COPIES, (0.0, -_HEIGHT / 2), strict=True):
        canvas.saveState()
        canvas.translate(0, bottom)
        _draw_half(canvas, page, emblem, copy)
        canvas.restoreState()
    canvas.setDash(4, 3)
    canvas.line(0, _HEIGHT / 2, _WIDTH, _HEIGHT / 2)
    canvas.setFont(REGULAR, 6.5)
    canvas.drawCentredString(_WIDTH / 2, _HEIGHT / 2 - 2, "potong di sini")
    canvas.save()
    return file.getvalue()


def _draw_half(canvas: Canvas, page: BarePage, emblem: ImageReader, copy: str) -> None:
    canvas.drawImage(emblem, _LEFT, 775, 34, 40, mask="auto", preserveAspectRatio=True)
    for height, weight in ((770, 1.4), (767, 0.5), (456, 0.4)):
        canvas.setLineWidth(weight)
        canvas.line(_LEFT, height, _RIGHT, height)
    canvas.roundRect(_RIGHT - 160, 727, 160, 33, 3)
    canvas.setFont(ITALIC, 9)
    canvas.drawString(_LEFT, 732, copy)
    for run in page.runs:
        canvas.setFont(run.face, run.size)
        if run.centred:
            canvas.drawCentredString(run.x, run.y, run.text)
        else:
            canvas.drawString(run.x, run.y, run.text)


def _head(receipt: Receipt) -> Iterator[Run]:
    head = receipt.letterhead
    lines = [(line.upper(), REGULAR, 8.7) for line in head.government.splitlines()]
    lines.append((head.office.upper(), BOLD, 11.6))
    lines += [(head.address_line, REGULAR, 7.5), (head.contact_line, REGULAR, 7.5)]
    for place, (text, face, size) in enumerate(lines):
        yield Run(_MIDDLE, 810 - 11 * place, face, size, text, centred=True)


def _body(words: ReceiptWords) -> Iterator[Run]:
    yield Run(_LEFT, 746, BOLD, 14, words.title)
    yield Run(_RIGHT - 151, 750, REGULAR, 7, "Nomor register")
    yield Run(_RIGHT - 151, 734, BOLD, 15, words.register_number)
    height = 710.0
    for field in words.fields:
        yield Run(_LEFT, height, REGULAR, 10, field.label)
        yield Run(_LEFT + 100, height, REGULAR, 10, ":")
        for value in field.value:
            yield Run(_LEFT + 108, height, BOLD if field.strong else REGULAR, 10, value)
            height -= _LEADING


def _foot(words: ReceiptWords) -> Iterator[Run]:
    for x, role, name in (
        (_LEFT + 110, "Pelapor,", words.reporter_name),
        (_RIGHT - 110, "Petugas penerima,", words.clerk_name),
    ):
        yield Run(x, 532, REGULAR, 9.5, role, centred=True)
        yield Run(x, 468, REGULAR, 9.5, f"({name})", centred=True)
    height = 446.0
    for note in words.notes:
        for line in simpleSplit(note, REGULAR, 7.6, _RIGHT - _LEFT):
            yield Run(_LEFT, height, REGULAR, 7.6, line)
            height -= 9.6
