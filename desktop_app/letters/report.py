"""Draws a report: the office's head, a title, then headings with labels and paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from desktop_app.domain.documents import Paper, Report, ReportSection
from desktop_app.letters.fonts import BOLD, REGULAR, register_fonts
from desktop_app.letters.letter_text import BASE, labelled, plain, styled
from desktop_app.letters.letterhead import LETTER_STYLE, lay_out_letterhead
from desktop_app.letters.paper import LETTER_SHEET, MM
from desktop_app.letters.pdf_file import CANVAS_OPTIONS, describe
from desktop_app.letters.printable import lines, one_line

_LONGEST_FACT = 2_000
_LONGEST_PARAGRAPH = 200_000
_LONGEST_LABEL = 40
_LATER_TOP = 25 * MM
_PAGE_NUMBER_TOP = 15 * MM
_PAGE_NUMBER_SIZE = 9.5
_AFTER_HEAD = 6 * MM
_TEXT = styled(BASE, fontSize=10.5, bulletFontSize=10.5, leading=14.5, spaceAfter=5)
_TITLE = styled(_TEXT, fontName=BOLD, fontSize=14, leading=18, spaceAfter=8)
_HEADING = styled(_TEXT, fontName=BOLD, fontSize=11.5, spaceBefore=9, spaceAfter=4, keepWithNext=1)
_FIELD = styled(_TEXT, spaceAfter=2)


def draw_report(report: Report) -> bytes:
    """Return the report as PDF on A4."""
    register_fonts()
    sheet = LETTER_SHEET[Paper.A4]
    head = lay_out_letterhead(report.letterhead, LETTER_STYLE, sheet.inner_width)
    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=(sheet.width, sheet.height), **CANVAS_OPTIONS)
    first_top = sheet.height - sheet.top - head.height - _AFTER_HEAD

    def frame(top: float) -> Frame:
        height = top - sheet.bottom
        room = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        return Frame(sheet.left, sheet.bottom, sheet.inner_width, height, **room)

    def begin(canvas: Canvas, _document: BaseDocTemplate) -> None:
        describe(canvas, report.title, report.letterhead.office)
        head.draw(canvas, sheet.left, sheet.height - sheet.top)

    def number(canvas: Canvas, drawn: BaseDocTemplate) -> None:
        canvas.setFont(REGULAR, _PAGE_NUMBER_SIZE)
        place = sheet.left + sheet.inner_width
        canvas.drawRightString(place, sheet.height - _PAGE_NUMBER_TOP, f"{drawn.page}")

    document.addPageTemplates(
        [
            PageTemplate("first", [frame(first_top)], onPage=begin, autoNextPageTemplate="later"),
            PageTemplate("later", [frame(sheet.height - _LATER_TOP)], onPage=number),
        ]
    )
    document.build(list(_story(report)))
    return file.getvalue()


def _story(report: Report) -> Iterator[Flowable]:
    yield plain(one_line(report.title, _LONGEST_FACT), _TITLE)
    for text in report.intro:
        yield from _paragraphs(text)
    for section in report.sections:
        yield from _section(section)
    yield Spacer(0, 0)


def _section(section: ReportSection) -> Iterator[Flowable]:
    yield plain(one_line(section.heading, _LONGEST_FACT), _HEADING)
    rows = [
        (one_line(label, _LONGEST_LABEL), one_line(value, _LONGEST_FACT))
        for label, value in section.fields
    ]
    if rows:
        yield from labelled(rows, _FIELD)
    for text in section.paragraphs:
        yield from _paragraphs(text)


def _paragraphs(text: str) -> Iterator[Flowable]:
    for line in lines(text, _LONGEST_PARAGRAPH):
        yield plain(line, _TEXT)
