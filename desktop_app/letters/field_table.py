"""Labels and values under one another: type shrinks first, then values are cut with a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desktop_app.letters.fitting import cut_to_lines, measured
from desktop_app.letters.fonts import BOLD, REGULAR, width_of
from desktop_app.letters.receipt_words import Field

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_LEADING = 1.22  # of the type size
_LEAST_GAP, _MOST_GAP = 1.2, 4.0  # points between fields
_COLON = ":"


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    lines: tuple[str, ...]
    face: str


@dataclass(frozen=True, slots=True)
class FieldTable:
    """Fields ready to draw; `label_width` reaches to the colon, all in points."""

    rows: tuple[_Row, ...]
    size: float
    gap: float
    label_width: float

    @property
    def height(self) -> float:
        count = sum(len(row.lines) for row in self.rows)
        return count * self.size * _LEADING + self.gap * (len(self.rows) - 1)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw with the upper left corner at `left`, `top`."""
        colon = left + self.label_width
        value = colon + _colon_width(self.size)
        baseline = top - self.size * 0.95
        for row in self.rows:
            canvas.setFont(REGULAR, self.size)
            canvas.drawString(left, baseline, row.label)
            canvas.drawString(colon, baseline, _COLON)
            canvas.setFont(row.face, self.size)
            for line in row.lines:
                canvas.drawString(value, baseline, line)
                baseline -= self.size * _LEADING
            baseline -= self.gap


def fit_fields(fields: Sequence[Field], width: float, height: float) -> FieldTable:
    """Set the fields as large as `width` and `height` points allow; no value is left out."""
    values = [measured(field.value, BOLD if field.strong else REGULAR) for field in fields]
    gaps = _LEAST_GAP * (len(fields) - 1)
    size, label_width, broken = _SIZES[-1], 0.0, list[list[str]]()
    for size in _SIZES:
        label_width = max(width_of(field.label, REGULAR, size) for field in fields) + 0.8 * size
        room = width - label_width - _colon_width(size)
        broken = [value.broken(room, size) for value in values]
        if sum(map(len, broken)) * size * _LEADING + gaps <= height:
            break
    room = width - label_width - _colon_width(size)
    shares = _shared_out([len(lines) for lines in broken], int((height - gaps) / size / _LEADING))
    rows = tuple(
        _Row(field.label, tuple(cut_to_lines(lines, share, value.face, room, size)), value.face)
        for field, value, lines, share in zip(fields, values, broken, shares, strict=True)
    )
    spare = height - sum(len(row.lines) for row in rows) * size * _LEADING
    gap = max(_LEAST_GAP, min(_MOST_GAP, spare / max(1, len(rows) - 1)))
    return FieldTable(rows, size, gap, label_width)


def _shared_out(wanted: Sequence[int], lines: int) -> list[int]:
    """Give each field one line, then in turn one more to each that needs more."""
    shares = [1] * len(wanted)
    left = lines - len(wanted)
    while left > 0 and any(share < want for share, want in zip(shares, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if shares[place] < want and left > 0:
                shares[place] += 1
                left -= 1
    return shares


def _colon_width(size: float) -> float:
    return width_of(_COLON, REGULAR, size) + 0.45 * size
