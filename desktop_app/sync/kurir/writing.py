"""Writes what waits here into a bundle that only the server can read."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec

from desktop_app.domain.changes import PendingChange
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.kurir_frame import (
    KEY_BYTES,
    LARGEST_CONTENT,
    LARGEST_MESSAGE,
    FrameWriter,
)
from desktop_app.domain.ports import FileStore, UnitOfWork
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.kurir.outstanding import Outstanding, remember
from desktop_app.sync.kurir.sealing import new_outward
from desktop_app.sync.kurir.stick import whole_file
from desktop_app.sync.letter_supply import shortages
from desktop_app.sync.plan import Parcel, next_batch

MOST_CHANGES = 10_000
MOST_FILES = 1_000
_PAGE_ROWS = 500
_MOST_BYTES_OF_CHANGES = LARGEST_MESSAGE - 1024 * 1024  # room for the names of the files


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What was written, and what found no room and waits for the bundle after the answer."""

    changes: int
    files: int
    changes_left: int
    files_left: int


@dataclass(frozen=True, slots=True)
class _File:
    case_uid: UUID
    sha256: str
    size: int


def write_bundle(desk: Desk, path: Path) -> BundleReport:
    """Write a bundle to a stick; everything in it goes on waiting until an answer is taken.

    Raises ExpectedError NOT_ENROLLED (fact `reason` "key": a round with the server must come
    first), STICK_FULL, FOLDER_READ_ONLY. Then no file stays.
    """
    with desk.open_read() as work:
        identity, server_key = work.state.identity(), work.state.server_key()
        marks = work.state.sync_marks()
        wanted = [] if identity is None else shortages(desk, work, identity.office_uid)
        changes = _first_changes(work)
        ready = _files_ready(work, {parcel.change.uid for parcel in changes})
        count_waiting, count_files = work.outbox.count_waiting(), len(work.transfers.uploads())
    if identity is None:
        raise ExpectedError(Trouble.NOT_ENROLLED)
    if not server_key or not marks.epoch:
        raise ExpectedError(Trouble.NOT_ENROLLED, facts={"reason": "key"})
    written = [parcel.numbered for parcel in changes]
    files = _fitting(desk.files, ready, room=LARGEST_CONTENT - LARGEST_MESSAGE)
    answer_key = secrets.token_bytes(KEY_BYTES)
    message = msgspec.json.encode(
        {
            "push": msgspec.Raw(wire.push_body(written, marks)),
            "pull": msgspec.Raw(wire.pull_body(marks, waiting=len(written), limit=_PAGE_ROWS)),
            "letters": [
                msgspec.Raw(wire.letter_blocks_body(marks, one.year, last=one.last, left=one.left))
                for one in wanted
            ],
            "answer_key": wire.base64_text(answer_key),
            "files": [
                {"case": file.case_uid, "sha256": file.sha256, "size": file.size} for file in files
            ],
        }
    )
    outward = new_outward(
        desk.new_uid(), identity, server_key, ephemeral_key=secrets.token_bytes(KEY_BYTES)
    )
    named = tuple((file.case_uid, file.sha256) for file in files)
    with whole_file(path) as target:
        writer = FrameWriter(target, outward.header, outward.cipher)
        writer.write(message + b"\n")
        for file in files:
            writer.write(desk.files.read(file.sha256))
        writer.end(outward.sign)
        # Before the file gets its name, or there could be an answer that nobody can open.
        with desk.open_work() as work:
            outstanding = Outstanding(desk.clock(), answer_key, marks, named)
            remember(work, outward.header.bundle, outstanding)
            work.commit()
    return BundleReport(
        changes=len(written),
        files=len(files),
        changes_left=count_waiting - len(written),
        files_left=count_files - len(files),
    )


def _first_changes(work: UnitOfWork) -> list[Parcel]:
    waiting = work.outbox.waiting(MOST_CHANGES)
    erased = work.cases.erased({change.case_uid for change in waiting})
    parcels = [
        Parcel(change, wire.written_change(change, knows_erased=change.case_uid in erased))
        for change in waiting
    ]
    return next_batch(parcels, MOST_CHANGES, most_bytes=_MOST_BYTES_OF_CHANGES, held=())


def _files_ready(work: UnitOfWork, going: Collection[UUID]) -> list[tuple[UUID, str]]:
    """List the files of cases of which nothing waits that does not go along."""

    def goes_along(waiting: Sequence[PendingChange]) -> bool:
        return all(change.uid in going for change in waiting)

    return [
        (case_uid, sha256)
        for case_uid, sha256 in work.transfers.uploads()
        if goes_along(work.outbox.of_case(case_uid))
    ]


def _fitting(store: FileStore, ready: Sequence[tuple[UUID, str]], *, room: int) -> list[_File]:
    """Take files while they fit; one that cannot be read here stops no other."""
    files: list[_File] = []
    for case_uid, sha256 in ready:
        if len(files) == MOST_FILES:
            break
        try:
            size = len(store.read(sha256))
        except ExpectedError:
            continue
        if size <= room:
            files.append(_File(case_uid, sha256, size))
            room -= size
    return files
