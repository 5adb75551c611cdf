"""Writes rows as CSV for people and as JSON Lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TextIO
from uuid import UUID

from desktop_app.domain.export_tables import ExportTable
from desktop_app.domain.table_cells import BOM, SEPARATOR, harmless


class TableFiles:
    """One table in both forms."""

    def __init__(self, table: ExportTable, for_people: TextIO, for_programs: TextIO) -> None:
        self._names = [column.name for column in table.columns]
        self._programs = for_programs
        for_people.write(BOM)
        self._people = csv.writer(for_people, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL)
        self._people.writerow(self._names)

    def put(self, row: Mapping[str, Any]) -> None:
        """Write one row into both."""
        plain = {name: _plain(row.get(name)) for name in self._names}
        self._people.writerow([_cell(plain[name]) for name in self._names])
        self._programs.write(json.dumps(plain, ensure_ascii=False) + "\n")


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case list():
            return harmless(", ".join(str(one) for one in value))
        case _:
            return harmless(str(value))


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case frozenset() | set() | tuple():
            return sorted(str(_plain(one)) for one in value)
        case _:
            return value
