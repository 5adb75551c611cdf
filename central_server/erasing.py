"""What an erasure leaves to be done beside the case: values that did not stand, and bytes of files.

The files are noted with the erasure itself, and their bytes taken after it was committed: a process
that dies in between leaves the note, and the next one takes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select, update

from central_server.database import Database, among, put_new
from central_server.files import FileShelf
from central_server.schema import answered_change, attachment, conflict, erased_file, letter
from desktop_app.domain.changes import Answer
from desktop_app.domain.erasure import CASE_WORDS, STRUCK
from desktop_app.domain.reporters import NAMED_BESIDE_CASE, Reporter

# Fields whose values are somebody's words, or are about who reported.
_NAMING = (*CASE_WORDS, *NAMED_BESIDE_CASE)


def who_did_not_stand(connection: Connection, case_uids: Collection[UUID]) -> Iterator[Reporter]:
    """Yield whom somebody wanted one of these cases to name where another was faster."""
    query = (
        select(answered_change.c.case_uid, conflict.c.field, conflict.c.mine)
        .join_from(answered_change, conflict, conflict.c.change_uid == answered_change.c.uid)
        .where(*_clashed(connection, case_uids), conflict.c.field.in_(NAMED_BESIDE_CASE))
    )
    for case_uid, field, wanted in connection.execute(query):
        yield Reporter(case_uid, **{NAMED_BESIDE_CASE[field]: wanted})


def forget_clashes(connection: Connection, case_uids: Collection[UUID]) -> None:
    """Strike out what was kept of values of these cases that did not stand."""
    if not case_uids:
        return
    clashing = select(answered_change.c.uid).where(*_clashed(connection, case_uids))
    struck = update(conflict).where(
        conflict.c.change_uid.in_(clashing), conflict.c.field.in_(_NAMING)
    )
    connection.execute(struck.values(mine=STRUCK, theirs=STRUCK))


def _clashed(
    connection: Connection, case_uids: Collection[UUID]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        answered_change.c.outcome == Answer.CONFLICT.value,
        among(connection, answered_change.c.case_uid, case_uids),
    )


def note_files(connection: Connection, files: Collection[tuple[UUID, str]]) -> None:
    """Note files whose records were erased."""
    rows = [{"case_uid": case, "sha256": sha256} for case, sha256 in files]
    if rows:
        put_new(connection, erased_file, rows, keys=("case_uid", "sha256"))


def take_files(database: Database, shelf: FileShelf) -> None:
    """Take the bytes of what was noted, unless another record of the same case names them."""
    with database.read() as connection:
        if connection.execute(select(erased_file).limit(1)).first() is None:
            return
    with database.write() as connection:
        for row in connection.execute(select(erased_file)).all():
            if not is_named(connection, row.case_uid, row.sha256):
                shelf.remove(row.case_uid, row.sha256)
            done = erased_file.c.case_uid == row.case_uid, erased_file.c.sha256 == row.sha256
            connection.execute(delete(erased_file).where(*done))


def is_named(connection: Connection, case_uid: UUID, sha256: str) -> bool:
    """Say whether a record of this case names a file."""
    named = (
        exists().where(table.c.case_uid == case_uid, table.c.sha256 == sha256)
        for table in (attachment, letter)
    )
    return bool(connection.scalar(select(or_(*named))))
