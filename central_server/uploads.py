"""Files that arrive in parts: what was told to be here is on the disk, whatever happens then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from central_server import erasing
from central_server.database import Database
from central_server.errors import too_large, unreadable, wrong_digest, wrong_offset
from central_server.files import FileShelf
from central_server.schema import upload
from desktop_app.domain.attachments import LARGEST_FILE

PARTS_LAST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Reached:
    """How many bytes of how many are here; all of them means that the file is."""

    offset: int
    size: int


def reached(database: Database, shelf: FileShelf, case_uid: UUID, sha256: str) -> Reached | None:
    """Say how far a file has come; None when nothing of it is here."""
    if shelf.holds(case_uid, sha256):
        size = shelf.path_of(case_uid, sha256).stat().st_size
        return Reached(size, size)
    with database.read() as connection:
        query = select(upload.c.received, upload.c.size).where(*_key(case_uid, sha256))
        row = connection.execute(query).one_or_none()
    here = min(row.received, shelf.part_size(case_uid, sha256)) if row is not None else 0
    return Reached(here, row.size) if row is not None and here else None


def add_part(
    database: Database,
    shelf: FileShelf,
    case_uid: UUID,
    sha256: str,
    *,
    offset: int,
    size: int,
    content: bytes,
) -> Reached:
    """Keep the bytes of a file from `offset` on; the last ones make the file visible.

    Raises RequestError OFFSET, DIGEST (the parts are dropped), UNREADABLE, TOO_LARGE. The row of
    the upload is held meanwhile, so of two devices that send one file at once, through whichever
    process, one goes on where the other stopped.
    """
    if size > LARGEST_FILE:
        raise too_large()
    if offset + len(content) > size:
        raise unreadable()

    def keep(connection: Connection, _attempts_left: int) -> Reached | None:
        known = _held_row(connection, case_uid, sha256, size)
        if shelf.holds(case_uid, sha256):
            shelf.drop_part(case_uid, sha256)
            _forget(connection, case_uid, sha256)
            return Reached(size, size)
        # Who names another size means another content: it begins anew.
        here = min(known.offset, shelf.part_size(case_uid, sha256)) if known.size == size else 0
        if offset != here:
            raise wrong_offset(here)
        shelf.append_part(case_uid, sha256, offset, content)
        reached = Reached(offset + len(content), size)
        if reached.offset < size:
            _note(connection, case_uid, sha256, reached)
            return reached
        _forget(connection, case_uid, sha256)
        return reached if shelf.join_part(case_uid, sha256) else None

    reached = database.write_repeatedly(keep)
    if reached is None:
        raise wrong_digest()
    return reached


def tidy(database: Database, shelf: FileShelf, now: datetime) -> None:
    """Drop what came of a file so long ago that nobody will go on with it, and what was erased."""
    shelf.sweep(now - PARTS_LAST)
    erasing.take_files(database, shelf)
    database.clear_log()
    with database.write() as connection:
        for row in connection.execute(select(upload.c.case_uid, upload.c.sha256)).all():
            if not shelf.part_size(row.case_uid, row.sha256):
                _forget(connection, row.case_uid, row.sha256)


def _held_row(connection: Connection, case_uid: UUID, sha256: str, size: int) -> Reached:
    """Hold the row of an upload, which may be new, until the transaction ends."""
    query = select(upload.c.received, upload.c.size).where(*_key(case_uid, sha256))
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is not None:
        return Reached(row.received, row.size)
    # Where another device was faster this fails, and all of it is done once more.
    new = insert(upload).values(case_uid=case_uid, sha256=sha256, size=size, received=0)
    connection.execute(new)
    return Reached(0, size)


def _note(connection: Connection, case_uid: UUID, sha256: str, reached: Reached) -> None:
    noted = update(upload).where(*_key(case_uid, sha256))
    connection.execute(noted.values(size=reached.size, received=reached.offset))


def _forget(connection: Connection, case_uid: UUID, sha256: str) -> None:
    connection.execute(delete(upload).where(*_key(case_uid, sha256)))


def _key(case_uid: UUID, sha256: str) -> tuple[ColumnElement[bool], ...]:
    return upload.c.case_uid == case_uid, upload.c.sha256 == sha256
