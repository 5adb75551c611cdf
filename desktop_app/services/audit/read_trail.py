"""Pages of the audit trail for a person: all of it, or what they did themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from desktop_app.domain.audit import AuditEntry, AuditKind
from desktop_app.domain.audit_check import StoredEntry
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.domain.permissions import Right, may
from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.context import DeskContext

PAGE = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; the days are the office's, both included."""

    person_uid: UUID | None = None
    kind: AuditKind | None = None
    case_uid: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry laid out; `entry` is None where it cannot be read.

    `at` is on the office's clock. `person`, `whom` and `case_number` are empty where there is none,
    or where this desk does not know it (any more).
    """

    number: int
    is_whole: bool
    entry: AuditEntry | None
    at: datetime | None
    person: str
    whom: str
    case_number: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """The newest first; `more` says that older ones follow. `only_own` of who may not see all."""

    lines: tuple[TrailLine, ...]
    more: bool
    only_own: bool


def trail_page(wanted: Wanted, context: DeskContext, *, before: int | None = None) -> TrailPage:
    """Read one page below the number `before`; who may not see all gets what they did."""
    only_own = not may(context.actor, Right.SEE_TRAIL)
    query = AuditQuery(
        person_uid=context.person.uid if only_own else wanted.person_uid,
        case_uid=wanted.case_uid,
        kind=wanted.kind,
        since=_midnight(wanted.first_day, context),
        until=_midnight(wanted.last_day, context, days=1),
    )
    with context.open_read() as work:
        rows = work.audit.page(query, before=before, most=PAGE + 1)
        describe = Describing(work, context)
        lines = tuple(describe.line(row) for row in rows[:PAGE])
    return TrailPage(lines, more=len(rows) > PAGE, only_own=only_own)


def people_of_trail(context: DeskContext) -> Mapping[UUID, str]:
    """Name whose entries can be looked for: this office's people, those who left too."""
    with context.open_read() as work:
        return {one.uid: one.name for one in work.directory.people_of(context.office.uid)}


def _midnight(day: date | None, context: DeskContext, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time(), context.zone)


class Describing:
    """Names people and cases, each looked up once a page."""

    def __init__(self, work: UnitOfWork, context: DeskContext) -> None:
        self._work = work
        self._context = context
        self._people: dict[UUID, str] = {}
        self._numbers: dict[UUID, str] = {}

    def line(self, row: StoredEntry) -> TrailLine:
        entry = row.entry
        if entry is None:
            return TrailLine(
                row.number, is_whole=False, entry=None, at=None, person="", whom="", case_number=""
            )
        whom = entry.facts.get("whom", "")
        return TrailLine(
            row.number,
            row.is_whole,
            entry,
            self._context.local(entry.at),
            self._name(entry.person_uid),
            whom=self._name(UUID(whom)) if whom else "",
            case_number=self._number(entry.case_uid),
        )

    def _name(self, uid: UUID | None) -> str:
        if uid is not None and uid not in self._people:
            person = self._work.directory.person(uid)
            self._people[uid] = person.name if person else ""
        return "" if uid is None else self._people[uid]

    def _number(self, uid: UUID | None) -> str:
        if uid is not None and uid not in self._numbers:
            case = self._work.cases.get(uid)
            self._numbers[uid] = case.register_number if case else ""
        return "" if uid is None else self._numbers[uid]
