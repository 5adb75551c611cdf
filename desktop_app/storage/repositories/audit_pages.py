"""Pages of the audit trail, the newest first, each found by an index whatever is asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, type_coerce
from sqlalchemy.types import NULLTYPE

from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.storage import audit_tables

_TABLE = audit_tables.entry
# As they lie there: a row that somebody altered must not hide the others.
_AS_THEY_LIE = select(*(type_coerce(column, NULLTYPE) for column in _TABLE.columns))


def page_of(
    query: AuditQuery,
    numbers: tuple[int, int] | None,
    kept: Collection[UUID],
    *,
    before: int | None,
    most: int,
) -> Select[*tuple[object, ...]]:
    """Build the query of one page, below the number `before`; `numbers` are those of its times.

    Nothing is told of the cases that are `kept` from the reader. Every index ends with the number,
    so a page of one person, case or kind is read off in order.
    """
    number = _TABLE.c.number
    wanted = _AS_THEY_LIE.order_by(number.desc()).limit(most)
    if before is not None:
        wanted = wanted.where(number < before)
    if numbers is not None:
        wanted = wanted.where(number.between(*numbers), *_times(query))
    if query.person_uid is not None:
        wanted = wanted.where(_TABLE.c.person_uid == query.person_uid)
    if query.case_uid is not None:
        wanted = wanted.where(_TABLE.c.case_uid == query.case_uid)
    if kept:
        wanted = wanted.where(_TABLE.c.case_uid.is_(None) | _TABLE.c.case_uid.not_in(kept))
    if query.kind is not None:
        wanted = wanted.where(_TABLE.c.kind == query.kind.value)
    return wanted


def numbers_of(query: AuditQuery) -> Select[Any, Any]:
    """Ask which numbers the entries of these times have.

    They follow each other like the times but where a clock was wrong: a page of an old day begins
    where that day is, and not at the newest entry.
    """
    number = _TABLE.c.number
    return select(func.min(number), func.max(number)).where(*_times(query))


def _times(query: AuditQuery) -> list[ColumnElement[bool]]:
    at = _TABLE.c.at
    since = [] if query.since is None else [at >= query.since]
    until = [] if query.until is None else [at < query.until]
    return since + until
