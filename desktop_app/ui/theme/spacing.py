"""The one spacing scale, measured in the height of the font, so nothing else counts pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication

_UNITS_IN_A_LINE = 16


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances for one font: a line of text is 16 units high."""

    line: int

    @classmethod
    def of(cls, font: QFont | None = None) -> Spacing:
        """Measure `font`, or the application's own."""
        return cls(QFontMetrics(font or QGuiApplication.font()).height())

    def units(self, count: float) -> int:
        """Sixteenths of a line as whole pixels; never nothing for a positive count."""
        return max(1, round(count * self.line / _UNITS_IN_A_LINE)) if count else 0

    def lines(self, count: float) -> int:
        """Lines of text as whole pixels."""
        return round(count * self.line)

    @property
    def hairline(self) -> int:
        return self.units(1)

    @property
    def ring(self) -> int:
        """The width of a focus ring."""
        return self.units(2)

    @property
    def tiny(self) -> int:
        return self.units(4)

    @property
    def small(self) -> int:
        return self.units(8)

    @property
    def medium(self) -> int:
        return self.units(12)

    @property
    def large(self) -> int:
        """Content keeps at least this far from an edge."""
        return self.units(16)

    @property
    def wide(self) -> int:
        return self.units(24)

    @property
    def huge(self) -> int:
        return self.units(32)

    @property
    def icon(self) -> int:
        """Beside a word."""
        return self.units(16)

    @property
    def large_icon(self) -> int:
        """In the rail and on its own."""
        return self.units(20)

    @property
    def control(self) -> int:
        """The height of a button or a one-line field."""
        return self.line + 2 * (self.small + self.hairline)

    @property
    def row(self) -> int:
        """The height of a list row with two lines."""
        return self.lines(2.6)
