"""Looks through the kept trails and names what is not as the desks brought it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, select

from central_server.devices import origins
from central_server.schema import audit_entry, audit_head, device
from desktop_app.domain.audit import (
    BEGINNING,
    AuditEntry,
    AuditKind,
    Link,
    entry_from,
    hash_of,
    signed_words,
)

_AT_ONCE = 1_000


class Fault(Enum):
    """ALTERED: a row does not say what was hashed, or a signature is not the device's.

    MISSING: what an entry follows, or what a device signed, is gone. UNSIGNED: no device signed the
    last entry, so others are gone behind it, or it was put there. PARTED: two entries follow the
    same one: a copy of the desk went its own way; both are kept, and nothing was altered.
    REWRITTEN: they do, but no copy is seen in it: one device brought both ways, and the newer does
    not begin with the return of a backup. RESTARTED: a device began a chain and has one already.
    """

    ALTERED = "altered"
    MISSING = "missing"
    UNSIGNED = "unsigned"
    PARTED = "parted"
    REWRITTEN = "rewritten"
    RESTARTED = "restarted"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a chain at a number; `device_uid` brought or signed it, `entry` is readable."""

    chain: bytes
    fault: Fault
    number: int
    device_uid: UUID
    entry: AuditEntry | None = None


@dataclass(slots=True)
class Checked:
    """What a look through all chains gave."""

    entries: int = 0
    chains: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was altered; a chain that parted is whole."""
        return all(finding.fault is Fault.PARTED for finding in self.findings)


def check(connection: Connection, server_id: UUID) -> Checked:
    """Look at every entry kept; the memory needed does not grow with them."""
    checked = Checked()
    signed = _signed_ends(connection, server_id, checked.findings)
    firsts: list[Row[*tuple[Any, ...]]] = []
    for chain, rows in groupby(kept_entries(connection), key=attrgetter("chain")):
        checked.chains += 1
        ends = signed.pop(chain, {})
        looked = _Chain(chain, checked.findings)
        checked.entries += looked.look(rows, ends)
        firsts += looked.begins
    for chain, ends in signed.items():
        checked.findings += [_lost(chain, end, by) for end, by in ends.items()]
    checked.findings += _restarted(firsts, origins(connection))
    return checked


def _restarted(
    firsts: list[Row[*tuple[Any, ...]]], origin: Mapping[UUID, UUID]
) -> Iterator[Finding]:
    """Name each chain of which the device, or one of its descent, had brought another before."""
    begun: set[UUID] = set()
    for row in sorted(firsts, key=attrgetter("received_at")):
        by = origin.get(row.brought_by, row.brought_by)
        if by in begun:
            yield Finding(row.chain, Fault.RESTARTED, row.number, row.brought_by, _read(row))
        begun.add(by)


def kept_entries(
    connection: Connection, office_uid: UUID | None = None
) -> Iterator[Row[*tuple[Any, ...]]]:
    """Return every row, or those of an office, in the order of chains and numbers."""
    query = select(audit_entry).order_by(audit_entry.c.chain, audit_entry.c.number)
    if office_uid is not None:
        query = query.where(audit_entry.c.office_uid == office_uid)
    stream = connection.execution_options(stream_results=True, yield_per=_AT_ONCE)
    yield from stream.execute(query)


def _signed_ends(
    connection: Connection, server_id: UUID, findings: list[Finding]
) -> dict[bytes, dict[Link, UUID]]:
    """Return the ends of each chain that carry a good signature; name the others."""
    query = select(audit_head, device.c.public_key).outerjoin(
        device, device.c.uid == audit_head.c.device_uid
    )
    ends: dict[bytes, dict[Link, UUID]] = {}
    for row in connection.execute(query):
        link = Link(row.number, row.hash)
        if _is_signed(row, signed_words(server_id, link)):
            ends.setdefault(row.chain, {})[link] = row.device_uid
        else:
            findings.append(Finding(row.chain, Fault.ALTERED, row.number, row.device_uid))
    return ends


def _is_signed(row: Row[*tuple[Any, ...]], words: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(row.public_key).verify(row.signature, words)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _lost(chain: bytes, end: Link, signed_by: UUID) -> Finding:
    return Finding(chain, Fault.MISSING, end.number, signed_by)


class _Way:
    """Entries that follow each other; `parts` where others follow the same one and came first.

    `brought_by` brought the last of them.
    """

    def __init__(
        self, begins: Row[*tuple[Any, ...]], entry: AuditEntry | None, *, parts: bool
    ) -> None:
        self.begins = begins
        self.entry = entry
        self.parts = parts
        self.brought_by: UUID = begins.brought_by


class _Chain:
    """One chain, number by number: who follows whom."""

    def __init__(self, chain: bytes, findings: list[Finding]) -> None:
        self._chain = chain
        self._findings = findings
        self.begins: list[Row[*tuple[Any, ...]]] = []
        self._ways: dict[bytes, _Way] = {}
        self._all_ways: list[_Way] = []

    def look(self, rows: Iterator[Row[*tuple[Any, ...]]], ends: dict[Link, UUID]) -> int:
        """Name every fault; return how many entries there are."""
        count, last_number = 0, 0
        before: dict[bytes, Row[*tuple[Any, ...]]] = {}
        for number, group in groupby(rows, key=attrgetter("number")):
            here = list(group)
            self.begins = self.begins or here[:1]
            count += len(here)
            if number != last_number + 1:
                before = {}
            followed = self._follow(here, before)
            self._end((row for hash_, row in before.items() if hash_ not in followed), ends)
            before = {row.hash: row for row in here}
            last_number = number
        self._end(before.values(), ends)
        self._judge_ways()
        self._findings += [_lost(self._chain, end, by) for end, by in ends.items()]
        return count

    def _follow(
        self, here: list[Row[*tuple[Any, ...]]], before: dict[bytes, Row[*tuple[Any, ...]]]
    ) -> set[bytes]:
        """Judge the entries of one number; return the hashes of those that they follow."""
        followed: set[bytes] = set()
        ways: dict[bytes, _Way] = {}
        read = [(row, _read(row)) for row in here]
        for row, entry in sorted(read, key=_age):
            if entry is None:
                self._find(Fault.ALTERED, row)
            elif row.number == 1:
                if row.hash != self._chain or row.previous != BEGINNING:
                    self._find(Fault.ALTERED, row, entry)
            elif row.previous not in before:
                self._find(Fault.MISSING, row, entry)
            parts = entry is not None and row.previous in before and row.previous in followed
            way = None if parts else self._ways.get(row.previous)
            if way is None:
                way = _Way(row, entry, parts=parts)
                self._all_ways.append(way)
            way.brought_by = row.brought_by
            ways[row.hash] = way
            followed.add(row.previous)
        self._ways = ways
        return followed

    def _judge_ways(self) -> None:
        """Say where the chain parted; two ways that end at one device are no copies' ways."""
        taken = {way.brought_by for way in self._all_ways if not way.parts}
        for way in self._all_ways:
            if way.parts:
                is_copy = way.brought_by not in taken or _is_return(way.entry)
                self._find(Fault.PARTED if is_copy else Fault.REWRITTEN, way.begins, way.entry)
                taken.add(way.brought_by)

    def _end(self, rows: Any, ends: dict[Link, UUID]) -> None:
        """Look for the signature of entries that nothing follows."""
        for row in rows:
            if ends.pop(Link(row.number, row.hash), None) is None:
                self._find(Fault.UNSIGNED, row, _read(row))

    def _find(
        self, fault: Fault, row: Row[*tuple[Any, ...]], entry: AuditEntry | None = None
    ) -> None:
        self._findings.append(Finding(self._chain, fault, row.number, row.brought_by, entry))


def _age(one: tuple[Row[*tuple[Any, ...]], AuditEntry | None]) -> tuple[datetime, bool]:
    row, entry = one
    return row.received_at, _is_return(entry)


def _is_return(entry: AuditEntry | None) -> bool:
    return entry is not None and entry.kind == AuditKind.BACKUP_RESTORED.value


def _read(row: Row[*tuple[Any, ...]]) -> AuditEntry | None:
    """Return the entry of a row that says what was hashed."""
    try:
        entry = entry_from(json.loads(row.line))
    except ValueError:
        return None
    is_whole = (
        hash_of(row.line) == row.hash
        and entry.line == row.line
        and (entry.number, entry.previous) == (row.number, row.previous)
    )
    return entry if is_whole else None
