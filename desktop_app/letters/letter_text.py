"""Sets plain text as paragraphs of a letter: prose, list items, labels with values.

This is the one place that makes paragraphs, so no text can carry tags to the PDF library.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from desktop_app.letters.fonts import REGULAR, width_of
from desktop_app.letters.printable import lines

_LONGEST_TEXT = 200_000
_LONGEST_LABEL = 28
_ITEM = re.compile(r"(\d{1,3}[.)]|[a-z][.)]|[-–•]) (?=\S)")
_FIELD = re.compile(rf"([^\s:][^:]{{0,{_LONGEST_LABEL - 1}}}) : (?=\S)")
_COLON = ": "
_GREY = Color(0.5, 0.5, 0.5)
_LINE_GAP = 1.5  # points between the lines of one paragraph that stand apart

BASE = ParagraphStyle(
    "letter",
    fontName=REGULAR,
    fontSize=11.5,
    bulletFontName=REGULAR,
    bulletFontSize=11.5,
    splitLongWords=1,
    allowWidows=0,
    allowOrphans=0,
)


def styled(parent: ParagraphStyle, **changes: object) -> ParagraphStyle:
    """Return a style that differs from its parent as named."""
    return ParagraphStyle("letter", parent=parent, **changes)


def plain(text: str, style: ParagraphStyle, *, underlined: bool = False) -> Paragraph:
    """Set a text that was cleaned already."""
    words = escape(text)
    return Paragraph(f"<u>{words}</u>" if underlined else words, style)


def hanging(mark: str, text: str, style: ParagraphStyle, *, width: float) -> Paragraph:
    """Set a text `width` points to the right of its mark, which stands at the style's indent."""
    placed = styled(
        style, bulletIndent=style.leftIndent, leftIndent=style.leftIndent + width, firstLineIndent=0
    )
    return Paragraph(escape(text), placed, bulletText=mark)


def labelled(
    rows: Sequence[tuple[str, str]], style: ParagraphStyle, *, remarks: Collection[str] = ()
) -> list[Paragraph]:
    """Set labels and values, colons under one another; a value among `remarks` is grey."""
    size = style.fontSize
    widest = max(width_of(label, REGULAR, size) for label, _ in rows)
    colon = width_of(_COLON, REGULAR, size)
    placed = styled(
        style,
        alignment=TA_LEFT,
        bulletIndent=style.leftIndent,
        leftIndent=style.leftIndent + widest + 0.8 * size + colon,
        firstLineIndent=-colon,
    )
    grey = styled(placed, textColor=_GREY, bulletColor=black)
    return [
        Paragraph(
            escape(f"{_COLON}{value}"), grey if value in remarks else placed, bulletText=label
        )
        for label, value in rows
    ]


def body(text: str, style: ParagraphStyle) -> list[Paragraph]:
    """Set one paragraph as staff wrote it, by its lines.

    Lines that start with `1.`, `a.` or `-` become list items, neighbouring lines of the form
    `label : value` a table.
    """
    kept = lines(text, _LONGEST_TEXT)
    close = styled(style, spaceAfter=_LINE_GAP)
    made = [
        paragraph
        for is_field, group in groupby(kept, lambda line: _FIELD.match(line) is not None)
        for paragraph in (_fields(group, close) if is_field else _prose(group, close))
    ]
    if made:
        made[-1].style = styled(made[-1].style, spaceAfter=style.spaceAfter)
    return made


def _fields(group: Iterator[str], style: ParagraphStyle) -> list[Paragraph]:
    indented = styled(style, leftIndent=style.firstLineIndent, firstLineIndent=0)
    rows = [line.split(" : ", maxsplit=1) for line in group]
    return labelled([(label, value) for label, value in rows], indented)


def _prose(group: Iterator[str], style: ParagraphStyle) -> Iterator[Paragraph]:
    item_width = 1.9 * style.fontSize
    for line in group:
        if item := _ITEM.match(line):
            text = line[item.end() :]
            justified = styled(style, alignment=TA_JUSTIFY)
            yield hanging(item.group(1), text, justified, width=item_width)
        else:
            yield plain(line, style)
