"""Who was shown what is confidential, and why."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, exists, insert, select

from desktop_app.domain.confidential import Disclosed, Disclosure
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import plain, shared_columns

_TABLE = schema.disclosure


class StoredDisclosures:
    """The disclosures of this desk; see `confidential.Disclosures`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, disclosure: Disclosure) -> None:
        self._connection.execute(insert(_TABLE).values(plain(disclosure)))

    def of_case(self, case_uid: UUID) -> list[Disclosure]:
        wanted = select(*shared_columns(_TABLE)).where(_TABLE.c.case_uid == case_uid)
        rows = self._connection.execute(wanted.order_by(_TABLE.c.key)).mappings()
        return [Disclosure(**row) for row in rows]

    def may_see(self, person_uid: UUID, case_uid: UUID, day: date) -> bool:
        found = exists().where(
            _TABLE.c.case_uid == case_uid,
            _TABLE.c.person_uid == person_uid,
            _TABLE.c.day == day,
            _TABLE.c.what == Disclosed.CASE,
        )
        return bool(self._connection.scalar(select(found)))
