"""What `docs/licences.md` says of everything that is shipped: its tables, read as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from installer.supply.locks import ROOT

PAGE = ROOT / "docs" / "licences.md"
RESOURCES = ROOT / "resources"


@dataclass(frozen=True, slots=True)
class Bundled:
    """Files in this tree that somebody may have made elsewhere; `licence` is an SPDX expression."""

    name: str
    version: str
    patterns: tuple[str, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Part:
    """Something inside the wheels of other packages; it has no version but that of its wheel."""

    name: str
    wheels: tuple[str, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Licences:
    """The page: what is bundled, what is installed beside it, what is inside the wheels."""

    bundled: tuple[Bundled, ...]
    installed: dict[str, str]  # name as the lock writes it → SPDX expression
    inside: tuple[Part, ...]


def read_licences(page: Path = PAGE) -> Licences:
    """Read the three tables; KeyError where a heading is gone."""
    tables = _tables(page.read_text(encoding="utf-8"))
    return Licences(
        bundled=tuple(
            Bundled(row["what"], row["version"], _in_code(row["where"]), row["licence"])
            for row in tables["Bundled with the program"]
        ),
        installed={row["library"]: row["licence"] for row in tables["Installed beside it"]},
        inside=tuple(
            Part(row["part"], tuple(row["in"].split(", ")), row["licence"])
            for row in tables["Inside the wheels"]
        ),
    )


def files_of(licences: Licences) -> dict[str, tuple[Path, ...]]:
    """Return the files of each bundled row, sorted; the first row that matches a file has it.

    ValueError names a file that no row has.
    """
    found: dict[str, list[Path]] = {row.name: [] for row in licences.bundled}
    for path in sorted(RESOURCES.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found[_owner(path.relative_to(ROOT).as_posix(), licences)].append(path)
    return {name: tuple(paths) for name, paths in found.items()}


def _owner(file: str, licences: Licences) -> str:
    for row in licences.bundled:
        if any(fnmatchcase(file, pattern) for pattern in row.patterns):
            return row.name
    raise ValueError(f"no row of {PAGE.name} has {file}")


def _tables(text: str) -> dict[str, list[dict[str, str]]]:
    """Return heading → rows of the table below it, each as column → cell."""
    tables = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        lines = [line for line in section.splitlines() if line.startswith("|")]
        if lines:
            columns, _, *rows = (_cells(line) for line in lines)
            tables[section.splitlines()[0]] = [dict(zip(columns, row, strict=True)) for row in rows]
    return tables


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _in_code(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))
