"""Which files still have to travel, and which lie here already."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import (
    Connection,
    Select,
    Table,
    Text,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.changes import ChangeState, Operation
from desktop_app.domain.erasure import NO_FILE
from desktop_app.storage import schema
from desktop_app.storage.repositories.desk_state import StoredDeskState
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.questions import Question

_HELD = schema.held_file


class StoredTransfers:
    """Files to send and files to fetch; see `ports.FileTransfers`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def queue_upload(self, case_uid: UUID, sha256: str) -> None:
        """Queue a file that lies here; queueing it twice is once."""
        row = {"case_uid": case_uid, "sha256": sha256}
        self._connection.execute(insert(schema.upload).values(row).on_conflict_do_nothing())
        self.received(sha256)

    def uploads(self) -> list[tuple[UUID, str]]:
        """In the order they were queued."""
        return self._files(_UPLOADS)

    def uploaded(self, case_uid: UUID, sha256: str) -> None:
        sent = schema.upload.c.case_uid == case_uid, schema.upload.c.sha256 == sha256
        self._connection.execute(delete(schema.upload).where(*sent))

    def missing(self) -> list[tuple[UUID, str]]:
        """Each file of each case once, in no order."""
        return self._files(_MISSING)

    def offer_again(self) -> None:
        identity = StoredDeskState(self._connection).identity()
        if identity is not None:
            tables = schema.attachment, schema.letter
            named = (_named_and_held(table, identity.office_uid) for table in tables)
            wanted = union(*named, *_OFFERED_AND_HELD)
            columns = ["case_uid", "sha256"]
            queued = insert(schema.upload).from_select(columns, wanted).on_conflict_do_nothing()
            self._connection.execute(queued)

    def received(self, sha256: str) -> None:
        row = {"sha256": sha256}
        self._connection.execute(insert(schema.held_file).values(row).on_conflict_do_nothing())

    def forget(self, case_uid: UUID, sha256: str) -> None:
        of_case = schema.attachment.c.case_uid == case_uid, schema.attachment.c.sha256 == sha256
        if not self._connection.scalar(select(exists().where(*of_case))):
            self.uploaded(case_uid, sha256)

    def is_named(self, sha256: str) -> bool:
        named = (
            exists().where(table.c.sha256 == sha256)
            for table in (schema.attachment, schema.letter, schema.upload)
        )
        in_text = exists().where(func.instr(cast(schema.draft.c.form, Text), sha256) > 0)
        return bool(self._connection.scalar(select(or_(in_text, *named))))

    def dropped(self, sha256: str) -> None:
        self._connection.execute(delete(_HELD).where(_HELD.c.sha256 == sha256))

    def _files(self, wanted: Question) -> list[tuple[UUID, str]]:
        kept = self._kept.uids()
        found = wanted.rows(self._connection)
        return [(case_uid, sha256) for case_uid, sha256 in found if case_uid not in kept]


def _named_and_held(table: Table, office_uid: UUID) -> Select[tuple[UUID, str]]:
    held = exists().where(schema.held_file.c.sha256 == table.c.sha256)
    return select(table.c.case_uid, table.c.sha256).where(table.c.office_uid == office_uid, held)


def _offered_and_held(operation: Operation, record: str) -> Select[tuple[UUID, str]]:
    """Name files whose record may have left with its case, and comes back by a change."""
    change = schema.outbox
    sha256 = func.json_extract(change.c.body, f"$.{record}.sha256")
    held = exists().where(schema.held_file.c.sha256 == sha256)
    is_offered = change.c.state == ChangeState.WAITING, change.c.operation == operation
    return select(change.c.case_uid, sha256).where(*is_offered, held)


def _not_held(table: Table) -> Select[tuple[UUID, str]]:
    held = exists().where(schema.held_file.c.sha256 == table.c.sha256)
    # Of what was erased there is no file.
    return select(table.c.case_uid, table.c.sha256).where(~held, table.c.sha256 != NO_FILE)


_OFFERED_AND_HELD = (
    _offered_and_held(Operation.ATTACHMENT_LINK, "attachment"),
    _offered_and_held(Operation.LETTER_ISSUE, "letter"),
)
# Made once: every round asks for them.
_UPLOADS = Question(
    select(schema.upload.c.case_uid, schema.upload.c.sha256).order_by(schema.upload.c.key)
)
_MISSING = Question(union(*map(_not_held, (schema.attachment, schema.letter))))
