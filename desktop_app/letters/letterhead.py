"""The head of an office's paper: emblem, government above, office below, address, two rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop_app.domain.documents import Letterhead
from desktop_app.letters.emblem import read_emblem
from desktop_app.letters.fitting import balanced, cut_to_lines, measured, size_to_fit
from desktop_app.letters.fonts import BOLD, REGULAR
from desktop_app.letters.paper import MM
from desktop_app.letters.printable import lines, one_line

_LONGEST_NAME = 200
_LONGEST_ADDRESS = 300
# Type sizes of government and office stand 3 : 4 (Permendagri 1/2023).
_GOVERNMENT, _OFFICE = 3, 4
_MOST_GOVERNMENTS = 2  # the regency; for a village also the district
_MOST_LINES = 2
_CAPITALS_LEADING = 1.16
_ADDRESS_LEADING = 1.24
_DESCENT = 0.24


@dataclass(frozen=True, slots=True)
class LetterheadStyle:
    """How large a head is: `units` are thirds of the government's type size; all in points."""

    units: tuple[float, float]  # largest, smallest
    address_sizes: tuple[float, float]  # largest, smallest
    emblem_width: float
    emblem_height: float
    gap: float  # between emblem and words
    rules: tuple[float, float]  # thick, thin


LETTER_STYLE = LetterheadStyle(
    units=(4.5, 3.6),
    address_sizes=(9.5, 8.0),
    emblem_width=21 * MM,
    emblem_height=25 * MM,
    gap=4 * MM,
    rules=(2.25, 0.75),
)
RECEIPT_STYLE = LetterheadStyle(
    units=(2.9, 2.4),
    address_sizes=(7.5, 6.5),
    emblem_width=12 * MM,
    emblem_height=14 * MM,
    gap=3 * MM,
    rules=(1.4, 0.5),
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    face: str
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class LaidOutLetterhead:
    """A head ready to draw, `width` points wide."""

    lines: tuple[_Line, ...]
    emblem: ImageReader | None
    style: LetterheadStyle
    width: float

    @property
    def height(self) -> float:
        """Points from the top of the emblem or words to below the thin rule."""
        thick, thin = self.style.rules
        return self._body_height + 4 * thick + thin

    @property
    def _text_height(self) -> float:
        return sum(line.leading for line in self.lines)

    @property
    def _body_height(self) -> float:
        emblem = self.style.emblem_height if self.emblem else 0.0
        return max(self._text_height, emblem)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw with the upper left corner at `left`, `top`."""
        self._draw_words(canvas, left, top - (self._body_height - self._text_height) / 2)
        if self.emblem:
            self._draw_emblem(canvas, left, top - self._body_height / 2)
        thick, thin = self.style.rules
        _draw_rule(canvas, left, top - self._body_height - 2.5 * thick, self.width, weight=thick)
        bottom = top - self.height + thin / 2
        _draw_rule(canvas, left, bottom, self.width, weight=thin)

    def _draw_words(self, canvas: Canvas, left: float, top: float) -> None:
        middle = left + (_indent(self.style, self.emblem) + self.width) / 2
        bottom = top
        for line in self.lines:
            bottom -= line.leading
            canvas.setFont(line.face, line.size)
            canvas.drawCentredString(middle, bottom + _DESCENT * line.size, line.text)

    def _draw_emblem(self, canvas: Canvas, left: float, middle: float) -> None:
        wide, high = self.style.emblem_width, self.style.emblem_height
        canvas.drawImage(
            self.emblem,
            left,
            middle - high / 2,
            wide,
            high,
            mask="auto",
            preserveAspectRatio=True,
            anchor="c",
        )


def lay_out_letterhead(
    letterhead: Letterhead, style: LetterheadStyle, width: float
) -> LaidOutLetterhead:
    """Choose type sizes and line breaks so that any name fits; an unreadable emblem is left out."""
    emblem = read_emblem(letterhead.emblem_png)
    room = width - _indent(style, emblem)
    text = (*_names(letterhead, style, room), *_address(letterhead, style, room))
    return LaidOutLetterhead(text, emblem, style, width)


def _names(letterhead: Letterhead, style: LetterheadStyle, room: float) -> Iterator[_Line]:
    above = lines(letterhead.government, _LONGEST_NAME)[:_MOST_GOVERNMENTS]
    names = [(line.upper(), _GOVERNMENT, REGULAR) for line in above]
    names.append((one_line(letterhead.office, _LONGEST_NAME).upper(), _OFFICE, BOLD))
    unit = _unit(names, style.units, room)
    for name, share, face in names:
        yield from _wrapped(name, face, unit * share, room, leading=_CAPITALS_LEADING)


def _unit(names: list[tuple[str, int, str]], units: tuple[float, float], room: float) -> float:
    """Shrink to keep each name on one line; what would become too small is wrapped instead."""
    largest, smallest = units
    fitting = min(
        size_to_fit(name, face, room, (largest * share, 0)) / share for name, share, face in names
    )
    return fitting if fitting >= smallest else (largest + smallest) / 2


def _address(letterhead: Letterhead, style: LetterheadStyle, room: float) -> Iterator[_Line]:
    raw = (letterhead.address_line, letterhead.contact_line)
    texts = [text for text in (one_line(line, _LONGEST_ADDRESS) for line in raw) if text]
    sizes = [size_to_fit(text, REGULAR, room, style.address_sizes) for text in texts]
    for text in texts:
        yield from _wrapped(text, REGULAR, min(sizes), room, leading=_ADDRESS_LEADING)


def _wrapped(text: str, face: str, size: float, room: float, *, leading: float) -> Iterator[_Line]:
    broken = balanced(measured([text], face), room, size)
    for line in cut_to_lines(broken, _MOST_LINES, face, room, size):
        yield _Line(line, face, size, size * leading)


def _indent(style: LetterheadStyle, emblem: ImageReader | None) -> float:
    return style.emblem_width + style.gap if emblem else 0.0


def _draw_rule(canvas: Canvas, left: float, height: float, width: float, *, weight: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(weight)
    canvas.line(left, height, left + width, height)
