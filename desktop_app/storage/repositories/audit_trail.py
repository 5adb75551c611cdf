"""The audit trail of this desk: one chain in one table, and its newest link beside it."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from desktop_app.domain.audit import AuditEntry, AuditKind, Link, Noted, following
from desktop_app.storage import schema

_TABLE = schema.audit_entry
_HEAD = schema.audit_head
_ADD = insert(_TABLE)
_NEWEST = select(_HEAD.c.number, _HEAD.c.hash)
_BEGIN = insert(_HEAD)
_GO_ON = update(_HEAD)
_AFTER = (
    select(_TABLE)
    .where(_TABLE.c.number > bindparam("after"))
    .order_by(_TABLE.c.number)
    .limit(bindparam("most"))
)


class StoredAuditTrail:
    """Appends and reads; nothing else is possible, the database refuses it. See `ports`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, noted: Noted) -> None:
        head = self.head()
        if head.number == 0:
            begun = Noted(AuditKind.CHAIN_BEGUN, noted.at, noted.device_uid, noted.person_uid)
            head = self._add(following(head, begun))
        self._add(following(head, noted))

    def head(self) -> Link:
        row = self._connection.execute(_NEWEST).first()
        return Link() if row is None else Link(row.number, row.hash)

    def entries(self, *, after: int, most: int) -> list[AuditEntry]:
        rows = self._connection.execute(_AFTER, {"after": after, "most": most})
        return [
            AuditEntry(
                row.number,
                row.at,
                row.device_uid,
                row.person_uid,
                kind=row.kind,
                case_uid=row.case_uid,
                facts=row.facts,
                previous=row.previous,
            )
            for row in rows
        ]

    def _add(self, entry: AuditEntry) -> Link:
        link = entry.link
        self._connection.execute(
            _ADD,
            {
                "number": entry.number,
                "at": entry.at,
                "device_uid": entry.device_uid,
                "person_uid": entry.person_uid,
                "kind": entry.kind,
                "case_uid": entry.case_uid,
                "facts": entry.facts,
                "previous": entry.previous,
                "hash": link.hash,
            },
        )
        values = {"number": link.number, "hash": link.hash}
        if entry.number == 1:
            self._connection.execute(_BEGIN, values | {"key": 1})
        else:
            self._connection.execute(_GO_ON, values)
        return link
