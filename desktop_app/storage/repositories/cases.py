"""Cases, and the list of them that a desk works through."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    case,
    delete,
    false,
    func,
    select,
    true,
    update,
)

from desktop_app.domain.cases import ENDED, Case, Status
from desktop_app.domain.deadlines import DueDates
from desktop_app.domain.inbox import (
    GROUP_STATUSES,
    InboxCounts,
    InboxGroup,
    InboxQuery,
    InboxRow,
)
from desktop_app.domain.withholding import KeptFrom
from desktop_app.storage import schema
from desktop_app.storage.column_types import Uid
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.long_lists import in_parts
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_TABLE = schema.case
_DUE_FIELDS = tuple(field.name for field in fields(DueDates))
_CASE_FIELDS = tuple(field.name for field in fields(Case) if field.name != "due")
_CASE_COLUMNS = [_TABLE.c[name] for name in (*_CASE_FIELDS, *(f"due_{n}" for n in _DUE_FIELDS))]
_KNOWN_HERE = {"voided", "kept_from"}
_PUT_COLUMNS = [column for column in shared_columns(_TABLE) if column.name not in _KNOWN_HERE]
_COPIED = [column.name for column in _PUT_COLUMNS if column.name != "search_text"]
_DUE_PATHS = {f"due_{name}": f"due.{name}" for name in _DUE_FIELDS}
_copied_from = attrgetter(*(_DUE_PATHS.get(name, name) for name in _COPIED))
_LIST_COLUMNS = [_TABLE.c[field.name] for field in fields(InboxRow)]
_OPEN = frozenset(Status) - ENDED
_SHOWN = _TABLE.c.voided == false()
# Made once: to put a statement together takes longer than to run it.
_GET = Question(select(*_CASE_COLUMNS).where(_TABLE.c.uid == bindparam("case")))
_KEEP_FROM = Question(
    update(_TABLE).where(_TABLE.c.uid == bindparam("case")).values(kept_from=bindparam("whom"))
)
_HIDDEN = select(_TABLE.c.uid).where(_TABLE.c.voided == true())
_ANY = select(_TABLE.c.key).limit(1)
_COUNT = select(func.count()).select_from(_TABLE)
# As text, because SQLAlchemy would write the statement anew for every number of cases.
_ERASED = (
    'SELECT uid FROM "case" INDEXED BY ix_case_erased'
    " WHERE identity_state = 'erased' AND uid IN ({})"
)
_RAISE_VERSION: ManyRows[tuple[object, ...]] = ManyRows(
    update(_TABLE).where(_TABLE.c.uid == bindparam("case"), _TABLE.c.version < bindparam("below")),
    [_TABLE.c.version, Column("case", Uid), Column("below", Integer)],
    read=tuple,
)


class StoredCases:
    """The cases of this desk; see `ports.Cases`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def get(self, uid: UUID) -> Case | None:
        if uid in self._kept.uids():
            return None
        return next((_case(row) for row in _GET.rows(self._connection, case=uid)), None)

    def put(self, case: Case) -> None:
        self.put_all([case])

    def put_all(self, cases: Iterable[Case]) -> None:
        _PUT.put(self._connection, cases)

    def raise_versions(self, versions: Mapping[UUID, int]) -> None:
        if versions:
            raised = ((version, uid, version) for uid, version in versions.items())
            _RAISE_VERSION.put(self._connection, raised)

    def remove(self, uid: UUID) -> None:
        """Take a case off this desk; unsent work stays queued, the office keeps its own letters."""
        self._connection.execute(delete(_TABLE).where(_TABLE.c.uid == uid))
        for table in (schema.reporter, schema.timeline_entry, schema.attachment, schema.release):
            self._connection.execute(delete(table).where(table.c.case_uid == uid))

    def set_voided(self, uid: UUID, *, voided: bool) -> None:
        marked = update(_TABLE).where(_TABLE.c.uid == uid).values(voided=voided)
        self._connection.execute(marked)

    def set_kept_from(self, uid: UUID, kept_from: KeptFrom) -> None:
        _KEEP_FROM.rows(self._connection, case=uid, whom=kept_from)
        self._kept.forget()

    def is_kept(self, uid: UUID) -> bool:
        return uid in self._kept.uids()

    def show_again(self, uids: Collection[UUID]) -> None:
        if not uids:
            return
        for uid in set(self._connection.scalars(_HIDDEN)).intersection(uids):  # hardly ever one
            self.set_voided(uid, voided=False)

    def is_voided(self, uid: UUID) -> bool:
        return bool(self._connection.scalar(select(_TABLE.c.voided).where(_TABLE.c.uid == uid)))

    def erased(self, uids: Collection[UUID]) -> set[UUID]:
        found: set[UUID] = set()
        for some in in_parts(list(uids)):
            wanted = _ERASED.format(",".join("?" * len(some)))
            values = tuple(uid.bytes for uid in some)
            rows = self._connection.exec_driver_sql(wanted, values).all()
            found |= {UUID(bytes=uid) for (uid,) in rows}
        return found

    def is_empty(self) -> bool:
        return self._connection.scalar(_ANY) is None

    def count(self) -> int:
        """Those that were taken back here too: they lie here until the server lets them go."""
        return self._connection.scalar(_COUNT) or 0

    def keys(self, query: InboxQuery, today: date) -> Sequence[int]:
        wanted = select(_TABLE.c.key).where(*self._shown(), _in_group(query.group, today))
        for word in query.words.casefold().split():
            wanted = wanted.where(func.instr(_TABLE.c.search_text, word) > 0)
        wanted = wanted.order_by(
            case((_TABLE.c.due_on < today, 0), else_=1),
            case((_TABLE.c.status == Status.RECEIVED, 0), else_=1),
            _TABLE.c.due_on.asc().nulls_last(),
            _TABLE.c.received_at.desc(),
            _TABLE.c.key.desc(),
        )
        return array("q", self._connection.execute(wanted).scalars())

    def rows(self, keys: Sequence[int]) -> list[InboxRow | None]:
        # Asked for what is shown, the database would go through all that is shown for one page.
        wanted = select(_TABLE.c.voided, *_LIST_COLUMNS).where(_TABLE.c.key.in_(keys))
        kept = self._kept.uids()
        found = {}
        for row in self._connection.execute(wanted).mappings():
            values = dict(row)
            if not values.pop("voided") and values["uid"] not in kept:
                found[values["key"]] = InboxRow(**values)
        return [found.get(key) for key in keys]

    def counts(self, today: date) -> InboxCounts:
        wanted = (
            select(
                _TABLE.c.status,
                func.count(),
                func.count().filter(_TABLE.c.due_on < today),
                func.count().filter(_TABLE.c.due_on == today),
            )
            .where(*self._shown())
            .group_by(_TABLE.c.status)
        )
        by_status = dict.fromkeys(Status, 0)
        overdue = due_today = 0
        for status, all_of_it, late, last_day in self._connection.execute(wanted):
            by_status[status] = all_of_it
            overdue += late
            due_today += last_day
        by_group = {
            group: sum(by_status[status] for status in statuses)
            for group, statuses in GROUP_STATUSES.items()
        }
        by_group[InboxGroup.OPEN] = sum(by_status[status] for status in _OPEN)
        by_group[InboxGroup.OVERDUE] = overdue
        by_group[InboxGroup.DUE_TODAY] = due_today
        return InboxCounts(by_group, by_status)

    def _shown(self) -> list[ColumnElement[bool]]:
        kept = self._kept.uids()
        return [_SHOWN, _TABLE.c.uid.not_in(kept)] if kept else [_SHOWN]


def _in_group(group: InboxGroup, today: date) -> ColumnElement[bool]:
    is_open = _TABLE.c.status.in_(_OPEN)
    match group:
        case InboxGroup.OPEN:
            return is_open
        case InboxGroup.OVERDUE:
            return is_open & (_TABLE.c.due_on < today)
        case InboxGroup.DUE_TODAY:
            return is_open & (_TABLE.c.due_on == today)
        case _:
            return _TABLE.c.status.in_(GROUP_STATUSES[group])


def _row(case: Case) -> tuple[Any, ...]:
    # What a list hides, a search must not give away.
    title = "" if case.confidential else case.title
    return (*_copied_from(case), f"{case.register_number}\n{title}".casefold())


def _case(row: Sequence[Any]) -> Case:
    own, due = row[: len(_CASE_FIELDS)], row[len(_CASE_FIELDS) :]
    return Case(due=DueDates(*due), **dict(zip(_CASE_FIELDS, own, strict=True)))


_PUT = ManyRows(insert_or_replace(_TABLE, "uid", columns=_PUT_COLUMNS), _PUT_COLUMNS, read=_row)
