"""The audit trail of this desk: one chain in one table, and its newest link beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, bindparam, select, update

from desktop_app.domain.audit import (
    BEGINNING,
    AuditEntry,
    AuditKind,
    Link,
    Noted,
    following,
    signed_words,
)
from desktop_app.domain.audit_check import StoredEntry
from desktop_app.domain.audit_trail import AuditQuery, SignedHead
from desktop_app.domain.digest import canonical
from desktop_app.storage import audit_tables
from desktop_app.storage.engine import run_bare
from desktop_app.storage.repositories.audit_pages import numbers_of, page_of
from desktop_app.storage.repositories.desk_state import StoredDeskState
from desktop_app.storage.repositories.kept_cases import KeptCases

_TABLE = audit_tables.entry
_HEAD = audit_tables.head
_MARKS = select(_HEAD)
_CHAIN = select(_HEAD.c.chain)
_MARK = update(_HEAD)
# Every save runs these: given to the driver as they are, they cost a third.
_NEWEST = "SELECT number, hash FROM audit_head"
_WAITS = "SELECT 1 FROM audit_head WHERE number > kept_number"
_ADD = (
    "INSERT INTO audit_entry (number, at, device_uid, person_uid, kind, case_uid, facts, previous, "
    "hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_BEGIN = "INSERT INTO audit_head (key, chain, number, hash) VALUES (1, ?, ?, ?)"
_GO_ON = "UPDATE audit_head SET number = ?, hash = ?"
_LINKS = (
    select(_TABLE.c.number, _TABLE.c.hash)
    .where(_TABLE.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(_TABLE.c.number)
)
# As they lie there: a row that somebody altered must not stop the look at the next one.
_STORED = "SELECT number, at, device_uid, person_uid, kind, case_uid, facts, previous, hash "
_STORED_FROM = f"{_STORED} FROM audit_entry WHERE number BETWEEN ? AND ? ORDER BY number LIMIT ?"
_BEYOND = f"{_STORED} FROM audit_entry WHERE number > ? ORDER BY number DESC LIMIT 1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNREADABLE = (ArithmeticError, AttributeError, TypeError, ValueError)


class StoredAuditTrail:
    """Appends and reads; the database refuses anything else. See `domain.audit_trail`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def note(self, noted: Noted) -> None:
        head = self.head()
        if head.number == 0:
            begun = Noted(AuditKind.CHAIN_BEGUN, noted.at, noted.device_uid, noted.person_uid)
            head = self._add(following(head, begun))
        self._add(following(head, noted))

    def head(self) -> Link:
        row = self._connection.exec_driver_sql(_NEWEST).first()
        return Link() if row is None else Link(*row)

    def signed_head(self) -> SignedHead | None:
        identity, head = StoredDeskState(self._connection).identity(), self.head()
        if identity is None or head.number == 0:
            return None
        key = Ed25519PrivateKey.from_private_bytes(identity.private_key)
        return SignedHead(
            self.chain(),
            head,
            identity.server_id,
            identity.device_uid,
            public_key=key.public_key().public_bytes_raw(),
            signature=key.sign(signed_words(identity.server_id, head)),
        )

    def chain(self) -> bytes:
        return self._connection.scalar(_CHAIN) or b""

    def kept(self) -> Link:
        return self._mark("kept_number", "kept_hash")

    def waits(self) -> bool:
        return bool(run_bare(self._connection, _WAITS))

    def doubt_kept(self) -> None:
        before = self.links([max(self.head().number - 1, 1)])
        self.set_kept(before[0] if before and before[0] != self.head() else Link())

    def set_kept(self, link: Link) -> None:
        self._connection.execute(_MARK, {"kept_number": link.number, "kept_hash": link.hash})

    def checked(self) -> Link:
        return self._mark("checked_number", "checked_hash")

    def set_checked(self, link: Link) -> None:
        values = {"checked_number": link.number, "checked_hash": link.hash}
        self._connection.execute(_MARK, values)

    def links(self, numbers: Sequence[int]) -> list[Link]:
        rows = self._connection.execute(_LINKS, {"numbers": list(numbers)})
        return [Link(row.number, row.hash) for row in rows]

    def stored(self, *, first: int, last: int, most: int) -> list[StoredEntry]:
        rows = self._connection.exec_driver_sql(_STORED_FROM, (first, last, most))
        return [_as_it_lies(row) for row in rows]

    def beyond(self, number: int) -> StoredEntry | None:
        row = self._connection.exec_driver_sql(_BEYOND, (number,)).first()
        return None if row is None else _as_it_lies(row)

    def page(self, query: AuditQuery, *, before: int | None, most: int) -> list[StoredEntry]:
        numbers = None
        if query.since is not None or query.until is not None:
            first, last = self._connection.execute(numbers_of(query)).one()
            if first is None:
                return []
            numbers = (first, last)
        wanted = page_of(query, numbers, self._kept.uids(), before=before, most=most)
        return [_as_it_lies(row) for row in self._connection.execute(wanted)]

    def _mark(self, number: str, hash_: str) -> Link:
        row = self._connection.execute(_MARKS).mappings().first()
        return Link() if row is None else Link(row[number], row[hash_] or BEGINNING)

    def _add(self, entry: AuditEntry) -> Link:
        link = entry.link
        values = (
            entry.number,
            (entry.at - _EPOCH) // _MICROSECOND,
            entry.device_uid.bytes,
            None if entry.person_uid is None else entry.person_uid.bytes,
            entry.kind,
            None if entry.case_uid is None else entry.case_uid.bytes,
            canonical(entry.facts),
            entry.previous,
            link.hash,
        )
        self._connection.exec_driver_sql(_ADD, values)
        if entry.number == 1:
            self._connection.exec_driver_sql(_BEGIN, (link.hash, link.number, link.hash))
        else:
            self._connection.exec_driver_sql(_GO_ON, (link.number, link.hash))
        return link


def _as_it_lies(row: Sequence[Any]) -> StoredEntry:
    number, at, device, person, kind, case, facts, previous, hash_ = row
    try:
        known = json.loads(facts)
        if canonical(known) != facts:
            raise ValueError("written in another way")
        entry = AuditEntry(
            number,
            _EPOCH + timedelta(microseconds=at),
            UUID(bytes=device),
            None if person is None else UUID(bytes=person),
            kind=kind,
            case_uid=None if case is None else UUID(bytes=case),
            facts=known,
            previous=previous,
        )
        entry.line.encode()
    except _UNREADABLE:
        entry = None
    return StoredEntry(number, hash_, entry)
