"""Sheets of paper with their margins, in points of 1/72 inch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.documents import Paper, ReceiptPaper

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, upright; everything in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def inner_width(self) -> float:
        return self.width - self.left - self.right


def _sheet(size: tuple[float, float], margins: tuple[float, float, float, float]) -> Sheet:
    """Build a sheet from millimetres; margins are left, right, top, bottom."""
    width, height, left, right, top, bottom = (value * MM for value in (*size, *margins))
    return Sheet(width, height, left, right, top, bottom)


_A4 = (210.0, 297.0)
# What offices buy as F4; Folio (210 x 330 mm) is another size.
_F4 = (215.0, 330.0)

LETTER_SHEET: Mapping[Paper, Sheet] = {
    Paper.A4: _sheet(_A4, (25, 20, 12, 20)),
    Paper.F4: _sheet(_F4, (27, 22, 12, 22)),
}

# The margins are those of one half.
RECEIPT_SHEET: Mapping[ReceiptPaper, Sheet] = {
    ReceiptPaper.A5_PAIR: _sheet(_A4, (16, 16, 8, 8)),
    ReceiptPaper.HALF_F4_PAIR: _sheet(_F4, (17, 17, 10, 10)),
}
