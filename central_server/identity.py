"""The identity block of a case: who reported. Nothing else reads or writes this table.

It is given only to the office that took the case, and that is asked in the query itself, so that
a mistake elsewhere cannot hand it to anybody else.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from central_server.database import put
from central_server.schema import case_record, identity
from desktop_app.domain.records import reporter_record
from desktop_app.domain.reporters import Reporter


def keep(connection: Connection, reporter: Reporter, now: datetime) -> int:
    """Store or replace the block of a case; return its new version."""
    of_case = select(identity.c.version).where(identity.c.case_uid == reporter.case_uid)
    version = (connection.scalar(of_case) or 0) + 1
    row = {
        "case_uid": reporter.case_uid,
        "name": reporter.name,
        "phone": reporter.phone,
        "address": reporter.address,
        "nik": reporter.nik,
        "version": version,
        "server_time": now,
    }
    put(connection, identity, [row], keys=("case_uid",))
    return version


def standing(connection: Connection, case_uid: UUID) -> tuple[int, datetime] | None:
    """Return version and time of the block of a case, without anything of what it says."""
    query = select(identity.c.version, identity.c.server_time)
    row = connection.execute(query.where(identity.c.case_uid == case_uid)).one_or_none()
    return None if row is None else (row.version, row.server_time)


def records_for(
    connection: Connection, office_uid: UUID, case_uids: Collection[UUID]
) -> dict[UUID, dict[str, Any]]:
    """Return the blocks of those of the cases that this very office took."""
    query = (
        select(identity.c.case_uid, identity.c.name, identity.c.phone)
        .add_columns(identity.c.address, identity.c.nik)
        .join(case_record, case_record.c.uid == identity.c.case_uid)
        .where(case_record.c.office_uid == office_uid, identity.c.case_uid.in_(case_uids))
    )
    rows = connection.execute(query)
    return {row.case_uid: reporter_record(Reporter(*row)) for row in rows}
