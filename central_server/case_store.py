"""Cases and what hangs on them, as they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Table, exists, insert, or_, select, update

from central_server.schema import attachment, case_record, entry, letter
from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.letters import Letter
from desktop_app.domain.records import (
    attachment_record,
    case_from,
    entry_record,
    letter_record,
)
from desktop_app.domain.records import (
    case_record as written_case,
)
from desktop_app.domain.timeline import TimelineEntry

# Tables of what hangs on a case, by the word the feed has for it.
ITEM_TABLES: Mapping[str, Table] = {"entry": entry, "attachment": attachment, "letter": letter}

_CASES = select(case_record.c.record, case_record.c.version, case_record.c.server_time)


def read_case(connection: Connection, uid: UUID) -> Case | None:
    """Read a case."""
    row = connection.execute(_CASES.where(case_record.c.uid == uid)).one_or_none()
    return None if row is None else _case(row)


def every_case(connection: Connection) -> Iterator[Case]:
    """Read all cases, one after the other."""
    yield from map(_case, connection.execute(_CASES.order_by(case_record.c.uid)))


def locked_cases(connection: Connection, uids: Collection[UUID]) -> dict[UUID, Case]:
    """Read these cases and hold them until the transaction ends, taken in order of uid."""
    query = _CASES.where(case_record.c.uid.in_(uids)).order_by(case_record.c.uid)
    cases = map(_case, connection.execute(query.with_for_update(key_share=True)))
    return {case.uid: case for case in cases}


def add_case(connection: Connection, case: Case, now: datetime) -> Case:
    """Store a new case; return it with its first version."""
    new = replace(case, version=1, server_time=now)
    connection.execute(insert(case_record).values(uid=new.uid, **_case_values(new)))
    return new


def replace_case(connection: Connection, case: Case, now: datetime) -> Case:
    """Store a case as it stands now; return it with its next version."""
    new = replace(case, version=case.version + 1, server_time=now)
    connection.execute(
        update(case_record).where(case_record.c.uid == new.uid).values(**_case_values(new))
    )
    return new


def add_entry(connection: Connection, new: TimelineEntry, now: datetime) -> None:
    """Store an entry."""
    _add(connection, entry, new, now, record=entry_record(new))


def add_attachment(connection: Connection, new: Attachment, now: datetime) -> None:
    """Store what is known of a file."""
    _add(connection, attachment, new, now, record=attachment_record(new), sha256=new.sha256)


def add_letter(connection: Connection, new: Letter, now: datetime) -> None:
    """Store an issued letter."""
    number = {"year": new.year, "number": new.number, "sequence": new.sequence}
    _add(connection, letter, new, now, record=letter_record(new), sha256=new.sha256, **number)


def is_known(connection: Connection, kind: str, uid: UUID) -> bool:
    """Say whether an entry, attachment or letter of this uid is stored."""
    return _any(connection, ITEM_TABLES[kind].c.uid == uid)


def register_number_taken(connection: Connection, number: str) -> bool:
    """Say whether any case carries this number."""
    return _any(connection, case_record.c.register_number == number)


def letter_number_taken(connection: Connection, new: Letter) -> bool:
    """Say whether the office issued a letter of this number, or sequence, in the same year."""
    same = letter.c.number == new.number
    if new.sequence is not None:
        same = or_(same, letter.c.sequence == new.sequence)
    return _any(connection, letter.c.office_uid == new.office_uid, letter.c.year == new.year, same)


def _add(
    connection: Connection,
    table: Table,
    item: TimelineEntry | Attachment | Letter,
    now: datetime,
    **values: Any,
) -> None:
    connection.execute(
        insert(table).values(
            uid=item.uid,
            case_uid=item.case_uid,
            office_uid=item.office_uid,
            server_time=now,
            **values,
        )
    )


def _any(connection: Connection, *conditions: ColumnElement[bool]) -> bool:
    return bool(connection.scalar(select(exists().where(*conditions))))


def _case(row: Row[Any, int, datetime]) -> Case:
    return case_from(row.record, version=row.version, server_time=row.server_time)


def _case_values(case: Case) -> dict[str, Any]:
    return {
        "register_number": case.register_number,
        "office_uid": case.office_uid,
        "assigned_office_uid": case.assigned_office_uid,
        "complained_office_uid": case.complained_office_uid,
        "version": case.version,
        "server_time": case.server_time,
        "record": written_case(case),
    }
