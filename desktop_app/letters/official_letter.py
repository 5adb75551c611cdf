"""Draws an official letter: head, particulars, addressee, text, signature, copies."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.enums import TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Spacer,
)

from desktop_app.domain.documents import OfficialLetter, SignatureBlock
from desktop_app.domain.indonesian import long_date
from desktop_app.letters.fitting import measured
from desktop_app.letters.fonts import BOLD, REGULAR, register_fonts, width_of
from desktop_app.letters.letter_text import BASE, body, hanging, labelled, plain, styled
from desktop_app.letters.letterhead import LETTER_STYLE, LaidOutLetterhead, lay_out_letterhead
from desktop_app.letters.paper import LETTER_SHEET, MM, Sheet
from desktop_app.letters.pdf_file import CANVAS_OPTIONS, describe
from desktop_app.letters.printable import lines, one_line

_LONGEST_FACT = 300
_LONGEST_SUBJECT = 600
_DRAFT = "DRAF – belum bernomor"
_NOTHING = "–"
_ADDRESSED = "Yth."
_LATER_TOP = 25 * MM
_PAGE_NUMBER_TOP = 15 * MM
_PAGE_NUMBER_SIZE = 10.5
_AFTER_HEAD = 6 * MM
_FIRST_LINE_INDENT = 12.5 * MM
_SIGNATURE_FROM = 0.54  # of the width
_SIGNATURE_ROOM = 4  # lines
_COPIES_SIZE = 10.0
# What is longer may part from the signature rather than leave a page half empty.
_SHORT_ENOUGH_TO_KEEP = 700  # characters


@dataclass(frozen=True, slots=True)
class _Spacing:
    """Points from line to line, and between paragraphs."""

    leading: float
    after: float

    @property
    def base(self) -> ParagraphStyle:
        return styled(BASE, leading=self.leading)


# A letter that closer lines bring onto one page gets them; the type stays as it is.
_ROOMY, _CLOSE = _Spacing(16.5, 8), _Spacing(14, 4)


def draw_official_letter(letter: OfficialLetter) -> bytes:
    """Return the letter as PDF; without a number it says that it is a draft."""
    register_fonts()
    sheet = LETTER_SHEET[letter.paper]
    head = lay_out_letterhead(letter.letterhead, LETTER_STYLE, sheet.inner_width)
    pdf, pages = _draw(letter, head, sheet, _ROOMY)
    if pages > 1:
        closer, pages = _draw(letter, head, sheet, _CLOSE)
        return closer if pages == 1 else pdf
    return pdf


def _draw(
    letter: OfficialLetter, head: LaidOutLetterhead, sheet: Sheet, spacing: _Spacing
) -> tuple[bytes, int]:
    file = io.BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=(sheet.width, sheet.height),
        pageTemplates=_pages(letter, head, sheet),
        **CANVAS_OPTIONS,
    )
    document.build(list(_story(letter, sheet.inner_width, spacing)))
    return file.getvalue(), int(document.page)


def _pages(letter: OfficialLetter, head: LaidOutLetterhead, sheet: Sheet) -> list[PageTemplate]:
    head_top = sheet.height - sheet.top

    def first_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        describe(canvas, letter.title, letter.letterhead.office)
        head.draw(canvas, sheet.left, head_top)

    def later_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont(REGULAR, _PAGE_NUMBER_SIZE)
        middle = sheet.left + sheet.inner_width / 2
        height = sheet.height - _PAGE_NUMBER_TOP
        canvas.drawCentredString(middle, height, f"– {canvas.getPageNumber()} –")

    first = _frame(sheet, head_top - head.height - _AFTER_HEAD)
    later = _frame(sheet, sheet.height - _LATER_TOP)
    return [
        PageTemplate("first", [first], onPage=first_page, autoNextPageTemplate="later"),
        PageTemplate("later", [later], onPage=later_page),
    ]


def _frame(sheet: Sheet, top: float) -> Frame:
    no_padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    return Frame(sheet.left, sheet.bottom, sheet.inner_width, top - sheet.bottom, **no_padding)


def _story(letter: OfficialLetter, width: float, spacing: _Spacing) -> Iterator[Flowable]:
    yield from _particulars(letter, spacing)
    yield from _addressee(letter, spacing)
    text = styled(
        spacing.base,
        alignment=TA_JUSTIFY,
        firstLineIndent=_FIRST_LINE_INDENT,
        spaceAfter=spacing.after,
    )
    *before, last = letter.paragraphs or ("",)
    for paragraph in before:
        yield from body(paragraph, text)
    closing = body(last, text)
    end = [*_signature(letter.signature, width, spacing), *_copies(letter.copies, spacing)]
    if len(last) > _SHORT_ENOUGH_TO_KEEP:
        yield from closing
        yield KeepTogether(end)
    else:
        yield KeepTogether([*closing, *end])


def _particulars(letter: OfficialLetter, spacing: _Spacing) -> Iterator[Flowable]:
    place = one_line(letter.place, _LONGEST_FACT)
    date_style = styled(spacing.base, alignment=TA_RIGHT, spaceAfter=4)
    yield plain(f"{place}, {long_date(letter.letter_date)}", date_style)
    rows = [
        ("Nomor", one_line(letter.number, _LONGEST_FACT) or _DRAFT),
        ("Sifat", _fact(letter.nature)),
        ("Lampiran", _fact(letter.enclosure)),
        ("Hal", one_line(letter.subject, _LONGEST_SUBJECT) or _NOTHING),
    ]
    yield from labelled(rows, spacing.base, remarks=(_DRAFT,))


def _fact(text: str) -> str:
    words = one_line(text, _LONGEST_FACT)
    return words if words not in {"", "-"} else _NOTHING


def _addressee(letter: OfficialLetter, spacing: _Spacing) -> Iterator[Flowable]:
    base = spacing.base
    indent = width_of(f"{_ADDRESSED} ", REGULAR, base.fontSize)
    first, *others = lines(letter.addressee, _LONGEST_SUBJECT) or [_NOTHING]
    yield Spacer(1, base.leading)
    yield hanging(_ADDRESSED, first, base, width=indent)
    for line in others:
        yield plain(line, styled(base, leftIndent=indent))
    if place := one_line(letter.addressee_place, _LONGEST_FACT):
        yield plain(f"di {place}", base)
    yield Spacer(1, base.leading)


def _signature(signature: SignatureBlock, width: float, spacing: _Spacing) -> Iterator[Flowable]:
    style = styled(spacing.base, leftIndent=width * _SIGNATURE_FROM)
    yield Spacer(1, style.leading)
    if position := lines(signature.position, _LONGEST_FACT):
        *above, last = position
        for line in (*above, f"{last.rstrip(',')},"):
            yield plain(line, style)
    yield Spacer(1, _SIGNATURE_ROOM * style.leading)
    bold = styled(style, fontName=BOLD)
    # By lines, because the library misplaces the rule under the second line of a paragraph.
    name = measured([one_line(signature.name, _LONGEST_FACT)], BOLD)
    for line in name.broken(width - style.leftIndent - 1, style.fontSize):
        yield plain(line, bold, underlined=True) if line else plain(40 * ".", style)
    if rank := one_line(signature.rank, _LONGEST_FACT):
        yield plain(rank, style)
    if nip := one_line(signature.nip, _LONGEST_FACT):
        yield plain(f"NIP {nip}", style)


def _copies(copies: tuple[str, ...], spacing: _Spacing) -> Iterator[Flowable]:
    named = [words for words in (one_line(copy, _LONGEST_FACT) for copy in copies) if words]
    if not named:
        return
    style = styled(BASE, fontSize=_COPIES_SIZE, bulletFontSize=_COPIES_SIZE, leading=13)
    yield Spacer(1, spacing.leading)
    yield plain("Tembusan:", style)
    if len(named) == 1:
        yield plain(named[0], style)
        return
    for place, words in enumerate(named, start=1):
        yield hanging(f"{place}.", words, style, width=1.7 * _COPIES_SIZE)
