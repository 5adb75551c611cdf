"""Keeps what desks bring of their audit trails; nothing kept is ever changed.

A chain is named by the hash of its first entry. Copies of a desk write different entries behind the
same one: both are kept, and whoever brings or checks a chain is told where it parts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, delete, exists, func, select

from central_server.database import among, put_new
from central_server.devices import family, is_known
from central_server.errors import not_found, unreadable
from central_server.schema import audit_entry, audit_head, device
from central_server.tokens import SignedIn
from desktop_app.domain.audit import BEGINNING, AuditEntry, Link, entry_from, signed_words

_BACK_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Brought:
    """Entries of a chain that follow each other, and the signature of the last of them.

    `loose` says that the desk itself no longer has what came before.
    """

    chain: bytes
    entries: Sequence[AuditEntry]
    signature: bytes
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """How far the chain is kept, None where what comes before is not; after what it `parted`."""

    kept: int | None
    parted: int | None = None


def read_entries(records: Sequence[dict[str, Any]]) -> list[AuditEntry]:
    """Read entries that follow each other; raises RequestError UNREADABLE."""
    try:
        entries = [entry_from(record) for record in records]
    except ValueError:
        raise unreadable() from None
    for before, after in itertools.pairwise(entries):
        if (after.number, after.previous) != (before.number + 1, before.hash):
            raise unreadable()
    return entries


def keep(
    connection: Connection, sender: SignedIn, brought: Brought, *, server_id: UUID, now: datetime
) -> Kept:
    """Keep entries; those known already stay as they are. Raises UNREADABLE, NOT_FOUND."""
    chain, entries = brought.chain, brought.entries
    first, last = entries[0], entries[-1]
    _demand_signed(connection, sender, brought, server_id)
    _demand_own(connection, sender, entries)
    _demand_of_office(connection, sender, chain)
    if first.number == 1:
        if first.hash != chain or first.previous != BEGINNING:
            raise unreadable()
    elif not brought.loose and not _has(connection, chain, first.previous):
        return Kept(None)
    hashes = [entry.hash for entry in entries]
    rows = [
        {
            "hash": hash_,
            "chain": chain,
            "number": entry.number,
            "previous": entry.previous,
            "office_uid": sender.office.uid,
            "brought_by": sender.device_uid,
            "received_at": now,
            "line": entry.line,
        }
        for entry, hash_ in zip(entries, hashes, strict=True)
    ]
    put_new(connection, audit_entry, rows, keys=("chain", "hash"))
    _sign(connection, sender, brought, hashes, now=now)
    return Kept(last.number, _parted(connection, brought, hashes))


def highest_of(
    connection: Connection, sender: SignedIn, chain: bytes, points: Sequence[Link]
) -> Kept:
    """Return the highest of these places of a chain that is kept, 0 for none of them."""
    _demand_of_office(connection, sender, chain)
    held = select(func.max(audit_entry.c.number)).where(
        audit_entry.c.chain == chain,
        among(connection, audit_entry.c.hash, [point.hash for point in points]),
    )
    return Kept(connection.scalar(held) or 0)


def _demand_of_office(connection: Connection, sender: SignedIn, chain: bytes) -> None:
    """A chain is of the office whose desk brought it first; for any other it is not there."""
    query = select(audit_entry.c.office_uid).where(audit_entry.c.chain == chain).limit(1)
    owner = connection.scalar(query)
    if owner not in {None, sender.office.uid}:
        raise not_found()


def _demand_own(connection: Connection, sender: SignedIn, entries: Sequence[AuditEntry]) -> None:
    """Entries are of the desk that brings them, also as what it was before a renewal.

    A device that is not known here may be one whose renewal a server that was set back forgot.
    """
    others = {entry.device_uid for entry in entries} - {sender.device_uid}
    if others:
        others -= family(connection, sender.device_uid)
    if any(is_known(connection, uid) for uid in others):
        raise unreadable()


def _demand_signed(
    connection: Connection, sender: SignedIn, brought: Brought, server_id: UUID
) -> None:
    query = select(device.c.public_key).where(device.c.uid == sender.device_uid)
    key = Ed25519PublicKey.from_public_bytes(connection.execute(query).scalar_one())
    try:
        key.verify(brought.signature, signed_words(server_id, brought.entries[-1].link))
    except InvalidSignature:
        raise unreadable() from None


def _has(connection: Connection, chain: bytes, hash_: bytes) -> bool:
    held = exists().where(audit_entry.c.hash == hash_, audit_entry.c.chain == chain)
    return bool(connection.scalar(select(held)))


def _sign(
    connection: Connection,
    sender: SignedIn,
    brought: Brought,
    hashes: Sequence[bytes],
    *,
    now: datetime,
) -> None:
    """Keep the signature of the newest entry in the place of those of the entries before it."""
    last = brought.entries[-1]
    passed = [brought.entries[0].previous, *hashes[:-1]]
    connection.execute(
        delete(audit_head).where(
            audit_head.c.chain == brought.chain, among(connection, audit_head.c.hash, passed)
        )
    )
    follower = exists().where(
        audit_entry.c.chain == brought.chain,
        audit_entry.c.number == last.number + 1,
        audit_entry.c.previous == last.hash,
    )
    if not connection.scalar(select(follower)):
        row = {
            "hash": last.hash,
            "chain": brought.chain,
            "number": last.number,
            "device_uid": sender.device_uid,
            "signature": brought.signature,
            "signed_at": now,
        }
        put_new(connection, audit_head, [row], keys=("chain", "hash"))


def _parted(connection: Connection, brought: Brought, hashes: Sequence[bytes]) -> int | None:
    """Return the number of the last entry before another way and these; None without another.

    Only ways that have entries of the same numbers are asked for.
    """
    first, last = brought.entries[0].number, brought.entries[-1].number
    own = set(hashes)
    if all(row.hash in own for row in _rows(connection, brought.chain, first, last)):
        return None
    mine, theirs = hashes[-1], set[bytes]()
    for number, here in _backwards(connection, brought.chain, last):
        if mine in theirs or (theirs and len(here) == 1):
            return number
        if number >= first:
            theirs |= {row.hash for row in here if row.hash not in own}
        before = {row.hash: row.previous for row in here}
        mine = before.get(mine, mine)
        theirs = {before.get(hash_, hash_) for hash_ in theirs}
    return 0


def _backwards(
    connection: Connection, chain: bytes, last: int
) -> Iterator[tuple[int, list[Row[*tuple[Any, ...]]]]]:
    """Yield the entries of each number that has any, from `last` down."""
    for highest in range(last, 0, -_BACK_AT_ONCE):
        rows = _rows(connection, chain, highest - _BACK_AT_ONCE + 1, highest)
        for number, here in itertools.groupby(rows, key=attrgetter("number")):
            yield number, list(here)


def _rows(
    connection: Connection, chain: bytes, lowest: int, highest: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    query = (
        select(audit_entry.c.number, audit_entry.c.hash, audit_entry.c.previous)
        .where(audit_entry.c.chain == chain, audit_entry.c.number.between(lowest, highest))
        .order_by(audit_entry.c.number.desc())
    )
    return connection.execute(query).all()
