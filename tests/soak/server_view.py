"""Everything the server holds, and what each office is entitled to, computed from its tables.

The rule of the scope is written here a second time on purpose: a mistake in the server's own would
otherwise agree with itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, select

from central_server import schema
from central_server.database import Database
from desktop_app.domain.digest import Digest, record_hash

Record = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """A record of the server with the version it is delivered with."""

    record: Record
    case_uid: UUID
    office_uid: UUID
    version: int = 1


@dataclass(frozen=True)
class Entitled:
    """What one office may hold, by uid; nothing else of any case may lie on its desks."""

    cases: dict[UUID, Held]
    entries: dict[UUID, Held]
    attachments: dict[UUID, Held]
    letters: dict[UUID, Held]
    reporters: dict[UUID, Held]
    releases: dict[UUID, Held]

    def digest(self) -> Digest:
        """Return the digest a desk of this office must have."""
        total = Digest()
        for kind, held in self._by_kind():
            for uid, one in held.items():
                total = total.plus(record_hash(kind, uid, one.version, one.record))
        return total

    def _by_kind(self) -> Iterator[tuple[str, dict[UUID, Held]]]:
        yield "case", self.cases
        yield "entry", self.entries
        yield "attachment", self.attachments
        yield "letter", self.letters
        yield "reporter", self.reporters
        yield "release", self.releases


@dataclass(frozen=True)
class ServerView:
    """What lies on the server."""

    cases: dict[UUID, Held]
    voided: frozenset[UUID]
    entries: dict[UUID, Held]
    attachments: dict[UUID, Held]
    letters: dict[UUID, Held]
    reporters: dict[UUID, Held]
    releases: dict[UUID, Held]
    letter_voids: frozenset[UUID]
    conflicts: frozenset[tuple[UUID, str, str]]
    files: frozenset[tuple[UUID, str]]
    regencies: frozenset[UUID]
    reference: Digest
    stamped: dict[str, Digest]
    unstamped: int
    devices: frozenset[UUID]
    _entitled: dict[UUID, Entitled] = field(default_factory=dict)

    def entitled(self, office_uid: UUID) -> Entitled:
        """Work out what an office may hold."""
        known = self._entitled.get(office_uid)
        if known is not None:
            return known
        cases = {
            uid: case
            for uid, case in self.cases.items()
            if uid not in self.voided and self._may_see(office_uid, case.record)
        }
        named = {
            uid
            for uid, case in cases.items()
            if case.office_uid == office_uid or self._may_know(office_uid, case.record)
        }
        self._entitled[office_uid] = entitled = Entitled(
            cases=cases,
            entries=_of_cases(self.entries, cases),
            attachments=_of_cases(self.attachments, cases),
            letters={
                uid: letter
                for uid, letter in _of_cases(self.letters, cases).items()
                if letter.office_uid == office_uid
            },
            reporters=_of_cases(self.reporters, named),
            releases=_of_cases(self.releases, cases),
        )
        return entitled

    def _may_see(self, office_uid: UUID, case: Record) -> bool:
        office = str(office_uid)
        if case["office_uid"] == office:
            return True
        if case["complained_office_uid"] == office:
            return self._is_told(office_uid, case, "case")
        return case["assigned_office_uid"] == office or office_uid in self.regencies

    def _may_know(self, office_uid: UUID, case: Record) -> bool:
        """Say whether an office that did not take a case may know who reported it."""
        is_restricted = case.get("identity_state") == "restricted"
        return not is_restricted and self._is_told(office_uid, case, "identity")

    def _is_told(self, office_uid: UUID, case: Record, kind: str) -> bool:
        """Say whether a release that nobody took back lets an office know; few are given."""
        given = [
            held.record
            for held in self.releases.values()
            if str(held.case_uid) == case["uid"] and held.record["kind"] == kind
        ]
        ended = {record["ends"] for record in given}
        return any(
            record["to_office_uid"] == str(office_uid)
            and record["ends"] is None
            and record["uid"] not in ended
            for record in given
        )


def view_of(database: Database, files: Path) -> ServerView:
    """Read the server's tables in one transaction, and list the files it keeps."""
    with database.read() as connection:
        cases = {
            row.uid: Held(row.record, row.uid, row.office_uid, row.version)
            for row in connection.execute(select(schema.case_record))
        }
        voided = select(schema.case_record.c.uid).where(schema.case_record.c.voided_at.isnot(None))
        offices = connection.execute(select(schema.office.c.uid, schema.office.c.kind)).all()
        return ServerView(
            cases=cases,
            voided=frozenset(connection.scalars(voided)),
            entries=_held(connection, schema.entry),
            attachments=_held(connection, schema.attachment),
            letters=_held(connection, schema.letter),
            reporters=_reporters(connection, cases),
            releases=_held(connection, schema.release),
            letter_voids=frozenset(connection.scalars(select(schema.letter_void.c.uid))),
            conflicts=_conflicts(connection),
            files=_files(files),
            regencies=frozenset(row.uid for row in offices if row.kind == "regency"),
            reference=_reference(connection),
            stamped=_stamped(connection),
            unstamped=len(
                connection.execute(
                    select(schema.feed.c.item_uid).where(schema.feed.c.seq.is_(None))
                ).all()
            ),
            devices=frozenset(connection.scalars(select(schema.device.c.uid))),
        )


def _held(connection: Connection, table: Table) -> dict[UUID, Held]:
    return {
        row.uid: Held(row.record, row.case_uid, row.office_uid)
        for row in connection.execute(select(table))
    }


def _conflicts(connection: Connection) -> frozenset[tuple[UUID, str, str]]:
    """Return the values that did not stand: case, field, value."""
    lost, change = schema.conflict, schema.answered_change
    rows = select(change.c.case_uid, lost.c.field, lost.c.mine).join_from(
        lost, change, change.c.uid == lost.c.change_uid
    )
    return frozenset((row.case_uid, row.field, str(row.mine)) for row in connection.execute(rows))


def _reporters(connection: Connection, cases: dict[UUID, Held]) -> dict[UUID, Held]:
    names = ("name", "phone", "address", "nik")
    return {
        row.case_uid: Held(
            {"case_uid": str(row.case_uid), **{name: getattr(row, name) for name in names}},
            row.case_uid,
            cases[row.case_uid].office_uid,
            row.version,
        )
        for row in connection.execute(select(schema.identity))
    }


def _reference(connection: Connection) -> Digest:
    total = Digest()
    for kind, table in (("office", schema.office), ("person", schema.person)):
        versions = _versions(connection, kind)
        for row in connection.execute(select(table)):
            total = total.plus(record_hash(kind, row.uid, versions.get(row.uid, 1), row.record))
    return total


def _versions(connection: Connection, kind: str) -> dict[UUID, int]:
    rows = select(schema.feed.c.item_uid, schema.feed.c.version).where(schema.feed.c.kind == kind)
    return {row.item_uid: row.version for row in connection.execute(rows)}


def _stamped(connection: Connection) -> dict[str, Digest]:
    total: dict[str, Digest] = defaultdict(Digest)
    for row in connection.execute(select(schema.feed_bucket)):
        total[row.scope] = total[row.scope].joined(Digest(row._mapping["count"], row.sum))
    return dict(total)


def _files(folder: Path) -> frozenset[tuple[UUID, str]]:
    """List the whole files, each under its case; what is still arriving has a longer name."""
    found = set()
    for path in folder.glob("*/*"):
        if path.is_file() and len(path.name) == 64:
            found.add((UUID(path.parent.name), path.name))
    return frozenset(found)


def _of_cases(held: dict[UUID, Held], cases: Collection[UUID]) -> dict[UUID, Held]:
    return {uid: one for uid, one in held.items() if one.case_uid in cases}
