"""Changes that wait for the server, and those it refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Select, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.changes import ChangeState, PendingChange
from desktop_app.storage import schema
from desktop_app.storage.column_types import Uid
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.long_lists import in_parts
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import ManyRows, plain

_TABLE = schema.outbox
_IS_WAITING = _TABLE.c.state == ChangeState.WAITING
_IS_REJECTED = _TABLE.c.state == ChangeState.REJECTED
_COLUMNS = [_TABLE.c[field.name] for field in fields(PendingChange)]
_ADD: ManyRows[PendingChange] = ManyRows(
    insert(_TABLE), [c for c in _TABLE.columns if c.name not in {"sequence", "settled_at"}]
)
_CHANGES = select(*_COLUMNS).order_by(_TABLE.c.sequence)
_OLDEST = _CHANGES.where(_IS_WAITING, _TABLE.c.sequence > bindparam("after")).limit(
    bindparam("most")
)
_OF_CASE = _CHANGES.where(_IS_WAITING, _TABLE.c.case_uid == bindparam("case"))
_ALL_OF_CASE = _CHANGES.where(_TABLE.c.case_uid == bindparam("case"))
_REFUSED = _CHANGES.where(_IS_REJECTED)
_COUNT_WAITING = select(func.count()).where(_IS_WAITING)
_FORGET = delete(_TABLE).where(_TABLE.c.settled_at < bindparam("before"))
_NEWEST_WAITING = Question(select(func.max(_TABLE.c.sequence)).where(_IS_WAITING))
_COUNT_REJECTED = select(func.count()).where(_IS_REJECTED)
# As text, because SQLAlchemy would write the statement anew for every page.
_WITH_WORK = "SELECT DISTINCT case_uid FROM outbox WHERE state = ? AND case_uid IN ({})"
_SETTLED = [_TABLE.c[name] for name in ("state", "reject_code", "reject_words", "settled_at")]
_TAKE: ManyRows[tuple[object, ...]] = ManyRows(
    update(_TABLE).where(_TABLE.c.uid == bindparam("taken"), _TABLE.c.settled_at.is_(None)),
    [*_SETTLED, Column("taken", Uid)],
    read=tuple,
)


class StoredOutbox:
    """The queue of this desk, in the order of its sequence; see `ports.Outbox`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def add(self, change: PendingChange) -> None:
        _ADD.put(self._connection, [change])

    def waiting(self, limit: int, *, after: int = 0) -> list[PendingChange]:
        found = self._changes(_OLDEST, after=after, most=limit + 1)
        if len(found) <= limit:
            return found
        cut = found[limit].transaction
        whole = [change for change in found if change.transaction != cut]
        return whole or found[:limit]

    def of_case(self, case_uid: UUID) -> list[PendingChange]:
        return self._changes(_OF_CASE, case=case_uid)

    def all_of_case(self, case_uid: UUID) -> list[PendingChange]:
        return self._changes(_ALL_OF_CASE, case=case_uid)

    def rewrite(self, change: PendingChange) -> None:
        rewritten = update(_TABLE).where(_TABLE.c.uid == change.uid).values(body=change.body)
        self._connection.execute(rewritten)

    def of_cases(self, case_uids: Collection[UUID]) -> dict[UUID, list[PendingChange]]:
        found: dict[UUID, list[PendingChange]] = {}
        for some in in_parts(list(case_uids)):
            values = (ChangeState.WAITING.value, *(uid.bytes for uid in some))
            wanted = _WITH_WORK.format(",".join("?" * len(some)))
            for (uid,) in self._connection.exec_driver_sql(wanted, values).all():
                case_uid = UUID(bytes=uid)
                found[case_uid] = self.of_case(case_uid)
        return found

    def rejected(self) -> list[PendingChange]:
        return self._changes(_REFUSED)

    def take(self, uids: Collection[UUID], at: datetime) -> None:
        if uids:
            _TAKE.put(self._connection, [(ChangeState.TAKEN, "", "", at, uid) for uid in uids])

    def offer_again(self) -> int:
        offered = (
            update(_TABLE)
            .where(_TABLE.c.settled_at.is_not(None))
            .values(state=ChangeState.WAITING, settled_at=None)
        )
        return self._connection.execute(offered).rowcount

    def forget_taken(self, before: datetime) -> None:
        self._connection.execute(_FORGET, {"before": before})

    def renumber(self, change: PendingChange) -> None:
        row = plain(change) | {"state": ChangeState.WAITING, "reject_code": "", "reject_words": ""}
        in_its_place = _TABLE.c.sequence == row.pop("sequence")
        self._connection.execute(update(_TABLE).where(in_its_place).values(row))

    def remove(self, uid: UUID) -> None:
        self._connection.execute(delete(_TABLE).where(_TABLE.c.uid == uid))

    def reject(self, uid: UUID, code: str, words: str) -> None:
        self._mark(uid, ChangeState.REJECTED, code, words)

    def retry(self, uid: UUID, new_uid: UUID) -> None:
        self._mark(uid, ChangeState.WAITING)
        self._connection.execute(update(_TABLE).where(_TABLE.c.uid == uid).values(uid=new_uid))

    def newest_waiting(self) -> int:
        return _NEWEST_WAITING.value(self._connection) or 0

    def count_waiting(self) -> int:
        return self._count(_COUNT_WAITING)

    def count_rejected(self) -> int:
        return self._count(_COUNT_REJECTED)

    def _changes(self, wanted: Select[Any], **values: object) -> list[PendingChange]:
        rows = self._connection.execute(wanted, values).all()
        return self._kept.but(PendingChange(*row) for row in rows)

    def _count(self, wanted: Select[Any]) -> int:
        kept = self._kept.uids()
        if kept:
            wanted = wanted.where(_TABLE.c.case_uid.not_in(kept))
        return self._connection.scalar(wanted) or 0

    def _mark(self, uid: UUID, state: ChangeState, code: str = "", words: str = "") -> None:
        self._connection.execute(
            update(_TABLE)
            .where(_TABLE.c.uid == uid)
            .values(state=state, reject_code=code, reject_words=words, settled_at=None)
        )
