"""An office of 100,000 cases on two profiles that differ in nothing but the encryption."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from uuid import UUID

from benchmarks.invented import InventedCase, invented_cases
from benchmarks.office import CASES, Office
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.services.context import DeskContext
from desktop_app.storage.engine import connect_raw

TWIN_CASES = 100_000
_PATTERNS = 2_000
_AT_ONCE = 10_000
_LETTER = "Z"  # another PC of the office took them


@dataclass(frozen=True, slots=True)
class Twins:
    """Two folders with a profile each; `plain` opens without a key."""

    encrypted: Path
    plain: Path

    def copy(self, folder: Path) -> Twins:
        """Return twins of their own for a row that changes things."""
        twins = Twins(folder / "encrypted", folder / "plain")
        shutil.copytree(self.encrypted, twins.encrypted)
        shutil.copytree(self.plain, twins.plain)
        return twins


def twins_of(office: Office) -> Twins:
    """Return the twins of this bench; whichever row asks first has them made."""
    folder = office.folder / "twins"
    twins = Twins(folder / "encrypted", folder / "plain")
    if not twins.plain.is_dir():
        shutil.copytree(office.profile, twins.encrypted)
        with office.open(twins.encrypted) as desk:
            _fill(desk.context)
        _write_plain(twins, office.database_key, folder / "part")
    return twins


def _fill(context: DeskContext) -> None:
    with context.open_read() as work:
        calendar = work.reference.work_calendar()
    patterns = list(invented_cases(_PATTERNS, context, calendar))
    numbers = iter(range(1, TWIN_CASES - CASES + 1))
    while some := [_another(patterns, number, context) for number in islice(numbers, _AT_ONCE)]:
        with context.open_work() as work:
            work.cases.put_all(one.case for one in some)
            work.reporters.put_all(one.reporter for one in some)
            work.timeline.put_all(entry for one in some for entry in one.entries)
            work.commit()


def _another(patterns: list[InventedCase], number: int, context: DeskContext) -> InventedCase:
    """Return a case like one of the patterns, under a number and identifiers of its own."""
    pattern, uid = patterns[number % len(patterns)], context.new_uid()
    code = RegisterNumber(context.office.code, 2025, _LETTER, number)
    case = replace(pattern.case, uid=uid, register_number=str(code))
    return InventedCase(
        case, replace(pattern.reporter, case_uid=uid), tuple(_entries(pattern, uid, context))
    )


def _entries(pattern: InventedCase, uid: UUID, context: DeskContext) -> Iterator[TimelineEntry]:
    return (replace(entry, uid=context.new_uid(), case_uid=uid) for entry in pattern.entries)


def _write_plain(twins: Twins, key: bytes, part: Path) -> None:
    """Copy the encrypted profile and put the same database into it without encryption."""
    shutil.copytree(twins.encrypted, part)
    for path in part.glob("office.db*"):
        path.unlink()
    with closing(connect_raw(twins.encrypted / "office.db", key)) as database:
        database.execute("ATTACH DATABASE ? AS plain KEY ''", (str(part / "office.db"),))
        database.execute("SELECT sqlcipher_export('plain')").fetchall()
        database.execute("DETACH DATABASE plain")
    part.replace(twins.plain)
