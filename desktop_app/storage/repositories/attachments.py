"""What is known of the files of a case."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, select

from desktop_app.domain.attachments import Attachment
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_TABLE = schema.attachment
_PUT: ManyRows[Attachment] = ManyRows(insert_or_replace(_TABLE, "uid"), shared_columns(_TABLE))


class StoredAttachments:
    """Names, sizes and digests; see `ports.Attachments`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_case(self, case_uid: UUID) -> list[Attachment]:
        """In the order they were added."""
        wanted = (
            select(*shared_columns(_TABLE))
            .where(_TABLE.c.case_uid == case_uid)
            .order_by(_TABLE.c.added_at, _TABLE.c.uid)
        )
        return [Attachment(**row) for row in self._connection.execute(wanted).mappings()]

    def get(self, uid: UUID) -> Attachment | None:
        wanted = select(*shared_columns(_TABLE)).where(_TABLE.c.uid == uid)
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else Attachment(**row)

    def put(self, attachment: Attachment) -> None:
        self.put_all([attachment])

    def put_all(self, attachments: Iterable[Attachment]) -> None:
        _PUT.put(self._connection, attachments)
