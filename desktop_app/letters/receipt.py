"""Draws a receipt: two equal halves of one sheet, for the reporter and for the office's file."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desktop_app.domain.documents import Receipt
from desktop_app.letters.field_table import FieldTable, fit_fields
from desktop_app.letters.fitting import cut_to_lines, cut_to_width, measured, size_to_fit
from desktop_app.letters.fonts import BOLD, ITALIC, REGULAR, register_fonts, width_of
from desktop_app.letters.letterhead import RECEIPT_STYLE, LaidOutLetterhead, lay_out_letterhead
from desktop_app.letters.paper import RECEIPT_SHEET, Sheet
from desktop_app.letters.pdf_file import CANVAS_OPTIONS, describe
from desktop_app.letters.receipt_words import COPIES, ReceiptWords, receipt_words

_TITLE_SIZES = (14.0, 9.0)
_NUMBER_SIZES = (15.0, 6.0)
_NUMBER_SPREAD = 0.4
_NUMBER_PADDING = 9.0
_HEAD_HEIGHT = 33.0  # title on the left, number in its frame on the right
_GAP = 8.0
_SIGN_SIZE = 9.5
_SIGN_ROOM = (30.0, 52.0)  # least and most height to sign in
_NOTE_SIZE = 7.6
_NOTE_LEADING = 9.6
_MOST_NOTE_LINES = 2
_GREY = 0.55


@dataclass(frozen=True, slots=True)
class _Half:
    """What stands on each half, laid out once; widths and heights in points."""

    words: ReceiptWords
    letterhead: LaidOutLetterhead
    fields: FieldTable
    notes: tuple[str, ...]
    width: float
    height: float
    sign_room: float


def draw_receipt(receipt: Receipt) -> bytes:
    """Return a PDF of one page; no text, however long or strange, makes it two."""
    register_fonts()
    sheet = RECEIPT_SHEET[receipt.paper]
    half = _lay_out(receipt, sheet)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(sheet.width, sheet.height), **CANVAS_OPTIONS)
    title = f"{half.words.title.capitalize()} {half.words.register_number}"
    describe(canvas, title, receipt.letterhead.office)
    for copy, bottom in zip(COPIES, (sheet.height / 2, 0.0), strict=True):
        canvas.saveState()
        canvas.translate(sheet.left, bottom + sheet.bottom)
        _draw_half(canvas, half, copy)
        canvas.restoreState()
    _draw_cut_line(canvas, sheet)
    canvas.save()
    return file.getvalue()


def _lay_out(receipt: Receipt, sheet: Sheet) -> _Half:
    width = sheet.inner_width
    height = sheet.height / 2 - sheet.top - sheet.bottom
    words = receipt_words(receipt)
    letterhead = lay_out_letterhead(receipt.letterhead, RECEIPT_STYLE, width)
    notes = tuple(
        line
        for note in words.notes
        for line in cut_to_lines(
            measured([note], REGULAR).broken(width, _NOTE_SIZE),
            _MOST_NOTE_LINES,
            REGULAR,
            width,
            _NOTE_SIZE,
        )
    )
    taken = letterhead.height + _HEAD_HEIGHT + _signed_height(0) + _notes_height(notes) + 4 * _GAP
    least, most = _SIGN_ROOM
    fields = fit_fields(words.fields, width, height - taken - least)
    spare = height - taken - fields.height
    return _Half(
        words, letterhead, fields, notes, width, height, max(least, min(most, 0.75 * spare))
    )


def _draw_half(canvas: Canvas, half: _Half, copy: str) -> None:
    top = half.height
    half.letterhead.draw(canvas, 0, top)
    top -= half.letterhead.height + _GAP
    _draw_title_and_number(canvas, half, copy, top)
    top -= _HEAD_HEIGHT + _GAP
    half.fields.draw(canvas, 0, top)
    _draw_signatures(canvas, half, _notes_height(half.notes) + _GAP)
    _draw_notes(canvas, half)


def _draw_title_and_number(canvas: Canvas, half: _Half, copy: str, top: float) -> None:
    number = half.words.register_number
    size = size_to_fit(number, BOLD, half.width * 0.5, _NUMBER_SIZES)
    number = cut_to_width(number, BOLD, half.width * 0.55, size)
    frame = width_of(number, BOLD, size) + _NUMBER_SPREAD * len(number) + 2 * _NUMBER_PADDING
    left = half.width - frame
    title_size = size_to_fit(half.words.title, BOLD, left - _GAP, _TITLE_SIZES)
    canvas.setFont(BOLD, title_size)
    title = cut_to_width(half.words.title, BOLD, left - _GAP, title_size)
    canvas.drawString(0, top - 14, title)
    canvas.setFont(ITALIC, 9)
    canvas.drawString(0, top - 28, copy)
    canvas.setLineWidth(0.8)
    canvas.setStrokeGray(0)
    canvas.roundRect(left, top - _HEAD_HEIGHT, frame, _HEAD_HEIGHT, 3)
    canvas.setFont(REGULAR, 7)
    canvas.drawString(left + _NUMBER_PADDING, top - 10, "Nomor register")
    canvas.setFont(BOLD, size)
    canvas.drawString(left + _NUMBER_PADDING, top - 26, number, charSpace=_NUMBER_SPREAD)


def _draw_signatures(canvas: Canvas, half: _Half, bottom: float) -> None:
    room = half.width * 0.42
    for middle, role, name in (
        (half.width * 0.22, "Pelapor,", half.words.reporter_name),
        (half.width * 0.78, "Petugas penerima,", half.words.clerk_name),
    ):
        canvas.setFont(REGULAR, _SIGN_SIZE)
        canvas.drawCentredString(middle, bottom + half.sign_room + 1.2 * _SIGN_SIZE, role)
        size = size_to_fit(f"({name})", REGULAR, room, (_SIGN_SIZE, 7.5))
        shown = cut_to_width(name, REGULAR, room - width_of("()", REGULAR, size), size)
        canvas.setFont(REGULAR, size)
        canvas.drawCentredString(middle, bottom + 0.3 * _SIGN_SIZE, f"({shown or 34 * '.'})")


def _draw_notes(canvas: Canvas, half: _Half) -> None:
    top = _notes_height(half.notes)
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(_GREY)
    canvas.line(0, top, half.width, top)
    canvas.setFont(REGULAR, _NOTE_SIZE)
    for place, line in enumerate(half.notes, start=1):
        canvas.drawString(0, top - 2 - place * _NOTE_LEADING, line)


def _draw_cut_line(canvas: Canvas, sheet: Sheet) -> None:
    words, size, height = "potong di sini", 6.5, sheet.height / 2
    gap = width_of(words, REGULAR, size) / 2 + 6
    middle = sheet.width / 2
    canvas.setStrokeGray(_GREY)
    canvas.setLineWidth(0.6)
    canvas.setDash(4, 3)
    canvas.line(0, height, middle - gap, height)
    canvas.line(middle + gap, height, sheet.width, height)
    canvas.setFillGray(_GREY)
    canvas.setFont(REGULAR, size)
    canvas.drawCentredString(middle, height - size / 3, words)


def _signed_height(sign_room: float) -> float:
    return sign_room + 2.4 * _SIGN_SIZE


def _notes_height(notes: tuple[str, ...]) -> float:
    return len(notes) * _NOTE_LEADING + 4
