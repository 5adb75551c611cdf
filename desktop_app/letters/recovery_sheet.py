"""Draws the recovery sheet: one code in large type, and what whoever keeps it must know."""

from __future__ import annotations

import io

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from desktop_app.domain.documents import Paper, RecoverySheet
from desktop_app.domain.indonesian import long_date
from desktop_app.letters.fitting import cut_to_width
from desktop_app.letters.fonts import BOLD, REGULAR, register_fonts
from desktop_app.letters.paper import LETTER_SHEET, MM
from desktop_app.letters.pdf_file import CANVAS_OPTIONS, describe
from desktop_app.letters.printable import one_line

_TITLE = "Kode pemulihan"
_TITLE_SIZE, _FACT_SIZE, _CODE_SIZE, _TEXT_SIZE = 20.0, 11.5, 21.0, 11.0
_LEADING = 16.0
_CODE_LEADING = 32.0
_FRAME_PADDING = 18.0
_GAP = 14.0
_INDENT = 16.0
_LONGEST_NAME = 120
_GROUPS_IN_LINE = 3
_NOTES = (
    (
        "Kode ini membuka data kantor di komputer ini bila kata sandi semua petugas terlupa. Di "
        "layar masuk, pilih \u201cLupa kata sandi atau punya kode?\u201d."
    ),
    (
        "Siapa pun yang memegang kode ini dan komputernya dapat membaca semua laporan warga di "
        "dalamnya. Masukkan lembar ini ke amplop tertutup dan simpan di lemari terkunci, terpisah "
        "dari komputer. Kantor desa sebaiknya menitipkannya di kantor kecamatan."
    ),
    "Jangan difoto, dikirim lewat pesan, atau disimpan di komputer.",
    (
        "Bila lembar ini hilang atau dilihat orang lain, buat kode baru: menu nama Anda di kanan "
        "atas, Petugas komputer ini. Kode lama langsung tidak berlaku."
    ),
)


def draw_recovery_sheet(sheet: RecoverySheet) -> bytes:
    """Return a PDF of one A4 page."""
    register_fonts()
    paper = LETTER_SHEET[Paper.A4]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(paper.width, paper.height), **CANVAS_OPTIONS)
    describe(canvas, _TITLE, sheet.office)
    left, width = paper.left, paper.inner_width
    top = paper.height - paper.top - 20 * MM
    canvas.setFont(BOLD, _TITLE_SIZE)
    canvas.drawString(left, top, _TITLE)
    top -= 2 * _GAP
    canvas.setFont(REGULAR, _FACT_SIZE)
    office = cut_to_width(one_line(sheet.office, _LONGEST_NAME), REGULAR, width, _FACT_SIZE)
    for line in (
        office,
        f"Komputer {sheet.device_letter}",
        f"Dibuat {long_date(sheet.made_on)}",
    ):
        canvas.drawString(left, top, line)
        top -= _LEADING
    top = _draw_code(canvas, sheet.code, left, width, top - _GAP)
    _draw_notes(canvas, left, width, top - 2 * _GAP)
    canvas.save()
    return file.getvalue()


def _draw_code(canvas: Canvas, code: str, left: float, width: float, top: float) -> float:
    """Draw the code in its frame; return where that ends."""
    groups = code.split("-")
    lines = [
        "  ".join(groups[at : at + _GROUPS_IN_LINE])
        for at in range(0, len(groups), _GROUPS_IN_LINE)
    ]
    height = len(lines) * _CODE_LEADING + 2 * _FRAME_PADDING - (_CODE_LEADING - _CODE_SIZE)
    canvas.setLineWidth(1.0)
    canvas.roundRect(left, top - height, width, height, 6)
    canvas.setFont(BOLD, _CODE_SIZE)
    place = top - _FRAME_PADDING - _CODE_SIZE * 0.8
    for line in lines:
        canvas.drawCentredString(left + width / 2, place, line)
        place -= _CODE_LEADING
    return top - height


def _draw_notes(canvas: Canvas, left: float, width: float, top: float) -> None:
    canvas.setFont(REGULAR, _TEXT_SIZE)
    for number, note in enumerate(_NOTES, start=1):
        canvas.drawString(left, top, f"{number}.")
        for line in simpleSplit(note, REGULAR, _TEXT_SIZE, width - _INDENT):
            canvas.drawString(left + _INDENT, top, line)
            top -= _LEADING
        top -= _LEADING / 3
