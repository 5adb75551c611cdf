"""A measured row beside its promise: as a line for people, as a record for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measurement import Measurement
from benchmarks.targets import UNITS, Target, not_built

_NAME = 28  # characters


@dataclass(frozen=True, slots=True)
class Result:
    """Value and bare limit in the unit of the target."""

    target: Target
    value: float
    bare: float
    note: str

    @property
    def ratio(self) -> float:
        return self.value / self.bare

    @property
    def met(self) -> bool:
        return self.target.is_met(self.value, self.ratio)


def result_of(target: Target, measured: Measurement) -> Result:
    """Lay a measurement beside what was promised."""
    scale = UNITS[target.unit]
    return Result(target, measured.value * scale, measured.bare * scale, measured.note)


def table_lines(results: Sequence[Result]) -> list[str]:
    """Return the table: a line of figures for each row, its promise and its note below."""
    lines = [f"{'':{_NAME}}{'value':>12}{'bare':>12}{'ratio':>9}  "]
    for result in results:
        lines += [
            figures_line(result),
            f"    {result.target.words}",
            f"    {result.note}",
        ]
    return lines


def figures_line(result: Result) -> str:
    """Return a row's figures, as they stand in the table."""
    unit = result.target.unit
    value, bare = (f"{_figure(number)} {unit}" for number in (result.value, result.bare))
    verdict = "met" if result.met else "MISSED"
    return f"{result.target.name:{_NAME}}{value:>12}{bare:>12}{result.ratio:>8.2f}×  {verdict}"


def lines_without_figures(left_out: Sequence[Target]) -> list[str]:
    """Name what was promised and not measured now, or not built yet."""
    return [
        *(f"{target.name:{_NAME}}{'not measured now':>33}  {target.words}" for target in left_out),
        *(f"{name:{_NAME}}{'not built':>33}  {words}" for name, words in not_built().items()),
    ]


def write_results(results: Sequence[Result], path: Path) -> None:
    """Write the list that other programs read."""
    records = [
        {
            "name": result.target.name,
            "value": round(result.value, 4),
            "unit": result.target.unit,
            "bare": round(result.bare, 4),
            "ratio": round(result.ratio, 3),
            "target": result.target.words,
            "met": result.met,
        }
        for result in results
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(records, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _figure(number: float) -> str:
    """Write a number with three digits that count."""
    digits = 0 if number >= 100 else 1 if number >= 10 else 2 if number >= 1 else 3
    return f"{number:.{digits}f}"
