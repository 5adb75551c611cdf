"""Everything one desk holds, read at one moment for the judges of a history."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, select

from desktop_app.domain.digest import Digest
from desktop_app.domain.records import (
    attachment_record,
    case_record,
    entry_record,
    letter_record,
    reporter_record,
)
from desktop_app.domain.releases import release_record
from desktop_app.services.context import DeskContext
from desktop_app.storage import schema

Record = dict[str, Any]


@dataclass(frozen=True)
class Queued:
    """One row of the outbox, whatever its state."""

    uid: UUID
    sequence: int
    operation: str
    entity_uid: UUID
    case_uid: UUID
    person_uid: UUID
    state: str
    code: str
    body: Record


@dataclass(frozen=True)
class Lost:
    """A value of the conflict list."""

    case_uid: UUID
    field: str
    mine: str
    theirs: str = ""


@dataclass(frozen=True)
class DeskView:
    """What lies on a desk; records by uid, as they travel.

    `cases` carry `version` and `voided` beside what travels, `entries` carry `refused`.
    """

    device_uid: UUID
    office_uid: UUID
    letter_of_device: str
    cases: dict[UUID, Record]
    entries: dict[UUID, Record]
    attachments: dict[UUID, Record]
    letters: dict[UUID, Record]
    reporters: dict[UUID, Record]
    releases: dict[UUID, Record]
    queued: tuple[Queued, ...]
    conflicts: tuple[Lost, ...]
    notices: Counter[str]
    uploads: frozenset[tuple[UUID, str]]
    missing: frozenset[tuple[UUID, str]]
    held_files: frozenset[str]
    named_files: frozenset[str]
    stored_files: frozenset[str]
    digests: dict[str, Digest]
    verified: bool
    trouble: str

    @property
    def waiting(self) -> tuple[Queued, ...]:
        return tuple(change for change in self.queued if change.state == "waiting")

    @property
    def refused(self) -> tuple[Queued, ...]:
        return tuple(change for change in self.queued if change.state == "rejected")


def view_of(context: DeskContext) -> DeskView:
    """Read a desk; what a repository does not list is read from the tables."""
    with context.open_read() as work:
        # The tables are read beside the repositories: what one of them hides is still there.
        connection: Connection = getattr(work, "_connection")  # noqa: B009 - private on purpose
        identity = work.state.identity()
        assert identity is not None
        cases = {}
        for uid, voided in connection.execute(select(schema.case.c.uid, schema.case.c.voided)):
            case = work.cases.get(uid)
            assert case is not None
            cases[uid] = case_record(case) | {"version": case.version, "voided": voided}
        entries = {
            entry.uid: entry_record(entry) | {"refused": entry.refused}
            for uid in _cases_in(schema.timeline_entry, connection)
            for entry in work.timeline.of_case(uid)
        }
        attachments = {
            file.uid: attachment_record(file)
            for uid in _cases_in(schema.attachment, connection)
            for file in work.attachments.of_case(uid)
        }
        letters = {
            letter.uid: letter_record(letter)
            for uid in _cases_in(schema.letter, connection)
            for letter in work.letters.of_case(uid)
        }
        releases = {
            release.uid: release_record(release)
            for uid in _cases_in(schema.release, connection)
            for release in work.releases.of_case(uid)
        }
        reporters = {
            uid: reporter_record(reporter)
            for uid in _cases_in(schema.reporter, connection)
            if (reporter := work.reporters.get(uid)) is not None
        }
        named = {record["sha256"] for record in (*attachments.values(), *letters.values())}
        rounds = work.rounds.last(1)
        digests = work.feed.digests()
        return DeskView(
            device_uid=identity.device_uid,
            office_uid=identity.office_uid,
            letter_of_device=identity.letter,
            cases=cases,
            entries=entries,
            attachments=attachments,
            letters=letters,
            reporters=reporters,
            releases=releases,
            queued=_queued(connection),
            conflicts=tuple(
                Lost(conflict.case_uid, conflict.field, str(conflict.mine), str(conflict.theirs))
                for conflict in work.conflicts.all()
            ),
            notices=Counter(notice.kind.value for notice in work.notices.all()),
            uploads=frozenset(work.transfers.uploads()),
            missing=frozenset(work.transfers.missing()),
            held_files=frozenset(sha256 for sha256 in named if context.files.has(sha256)),
            named_files=frozenset(named),
            stored_files=_stored(context),
            digests={
                scope: digests.get(scope, Digest())
                for scope in (f"office:{identity.office_uid}", "reference")
            },
            verified=bool(rounds) and rounds[0].verified,
            trouble=rounds[0].trouble if rounds else "",
        )


def _cases_in(table: Table, connection: Connection) -> set[UUID]:
    """Name the cases of which a table holds something, also those that are not there themselves."""
    return set(connection.scalars(select(table.c.case_uid)))


def _stored(context: DeskContext) -> frozenset[str]:
    """List the files on the disk, whatever names them; what is still arriving lies elsewhere."""
    folder: Path = getattr(context.files, "_folder")  # noqa: B009 - private on purpose
    return frozenset(path.name for path in folder.glob("??/*") if path.is_file())


def _queued(connection: Connection) -> tuple[Queued, ...]:
    rows = connection.execute(select(schema.outbox).order_by(schema.outbox.c.sequence))
    return tuple(
        Queued(
            uid=row.uid,
            sequence=row.sequence,
            operation=row.operation.value,
            entity_uid=row.entity_uid,
            case_uid=row.case_uid,
            person_uid=row.person_uid,
            state=row.state.value,
            code=row.reject_code,
            body=row.body,
        )
        for row in rows
    )
