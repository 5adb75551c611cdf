"""Changes that wait for the server, and those it refused."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from desktop_app.domain.changes import ChangeState, PendingChange
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import plain

_TABLE = schema.outbox
_ADD = insert(_TABLE)
_IS_WAITING = _TABLE.c.state == ChangeState.WAITING
_IS_REJECTED = _TABLE.c.state == ChangeState.REJECTED


class StoredOutbox:
    """The queue of this desk, in the order of its sequence; see `ports.Outbox`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: PendingChange) -> None:
        row = plain(change)
        del row["sequence"]
        self._connection.execute(_ADD, row)

    def waiting(self, limit: int) -> list[PendingChange]:
        found = self._changes(_IS_WAITING, limit + 1)
        if len(found) <= limit:
            return found
        cut = found[limit].transaction
        whole = [change for change in found if change.transaction != cut]
        return whole or found[:limit]

    def of_case(self, case_uid: UUID) -> list[PendingChange]:
        return self._changes(_IS_WAITING & (_TABLE.c.case_uid == case_uid))

    def rejected(self) -> list[PendingChange]:
        return self._changes(_IS_REJECTED)

    def remove(self, uid: UUID) -> None:
        self._connection.execute(delete(_TABLE).where(_TABLE.c.uid == uid))

    def reject(self, uid: UUID, code: str, words: str) -> None:
        self._mark(uid, ChangeState.REJECTED, code, words)

    def retry(self, uid: UUID, new_uid: UUID) -> None:
        self._mark(uid, ChangeState.WAITING)
        self._connection.execute(update(_TABLE).where(_TABLE.c.uid == uid).values(uid=new_uid))

    def count_waiting(self) -> int:
        return self._count(_IS_WAITING)

    def count_rejected(self) -> int:
        return self._count(_IS_REJECTED)

    def _changes(
        self, condition: ColumnElement[bool], limit: int | None = None
    ) -> list[PendingChange]:
        wanted = select(_TABLE).where(condition).order_by(_TABLE.c.sequence).limit(limit)
        return [PendingChange(**row) for row in self._connection.execute(wanted).mappings()]

    def _mark(self, uid: UUID, state: ChangeState, code: str = "", words: str = "") -> None:
        self._connection.execute(
            update(_TABLE)
            .where(_TABLE.c.uid == uid)
            .values(state=state, reject_code=code, reject_words=words)
        )

    def _count(self, condition: ColumnElement[bool]) -> int:
        return self._connection.scalar(select(func.count()).where(condition)) or 0
