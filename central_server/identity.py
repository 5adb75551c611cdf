"""The identity block of a case: who reported. Nothing else reads or writes this table.

It is given only to the office that took the case, to those it was released to, and, where that
office is complained about itself, to the regency's desk; of an anonymous or restricted case, or
where the office is complained about, to none but the first. That is asked in the query itself, so
that a mistake elsewhere cannot hand it to anybody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from central_server.database import among, among_found, put
from central_server.feed import Item
from central_server.schema import case_record, identity
from desktop_app.domain.digest import record_hash
from desktop_app.domain.people import Office, OfficeKind
from desktop_app.domain.records import reporter_from, reporter_record
from desktop_app.domain.reporters import IdentityState, Reporter

_RESTRICTED = IdentityState.RESTRICTED.value


def as_kept(reporter: Reporter, owner_uid: UUID, *, version: int, now: datetime) -> Item:
    """Return what the feed says of a block in this version."""
    number = record_hash("reporter", reporter.case_uid, version, reporter_record(reporter))
    return Item("reporter", reporter.case_uid, owner_uid, now, number, version)


def keep(
    connection: Connection, blocks: Iterable[tuple[Reporter, Sequence[Reporter], Item]]
) -> None:
    """Store or replace blocks, each with what stood before it and what the feed says of it."""
    rows = [
        {
            "case_uid": reporter.case_uid,
            "name": reporter.name,
            "phone": reporter.phone,
            "address": reporter.address,
            "nik": reporter.nik,
            "former": [reporter_record(one) for one in former],
            "version": item.version,
            "server_time": item.server_time,
            "hash": item.hash,
        }
        for reporter, former, item in blocks
    ]
    put(connection, identity, rows, keys=("case_uid",))


def items(connection: Connection, case_uids: Collection[UUID]) -> Iterator[tuple[UUID, Item]]:
    """Return what the feed says of the blocks of these cases, and nothing of what is in them."""
    query = select(identity.c.case_uid, case_record.c.office_uid, identity.c.server_time)
    query = query.add_columns(identity.c.hash, identity.c.version).join(case_record)
    for row in connection.execute(query.where(among(connection, identity.c.case_uid, case_uids))):
        yield (
            row.case_uid,
            Item("reporter", row.case_uid, row.office_uid, row.server_time, row.hash, row.version),
        )


def blocks(
    connection: Connection, case_uids: Collection[UUID]
) -> Iterator[tuple[Reporter, tuple[Reporter, ...]]]:
    """Read the blocks of these cases, each with those before it, to correct or erase them."""
    c = identity.c
    query = select(c.case_uid, c.name, c.phone, c.address, c.nik, c.former)
    for *block, former in connection.execute(query.where(among(connection, c.case_uid, case_uids))):
        yield Reporter(*block), tuple(map(reporter_from, former))


def records_for(
    connection: Connection, office: Office, case_uids: Select[UUID]
) -> dict[UUID, dict[str, Any]]:
    """Return the blocks that this very office may read of the cases named by a query."""
    query = (
        select(identity.c.case_uid, identity.c.name, identity.c.phone)
        .add_columns(identity.c.address, identity.c.nik)
        .join(case_record, case_record.c.uid == identity.c.case_uid)
        .where(
            _may_read(office),
            among_found(connection, identity.c.case_uid, case_uids),
        )
    )
    rows = connection.execute(query)
    return {row.case_uid: reporter_record(Reporter(*row)) for row in rows}


def _may_read(office: Office) -> ColumnElement[bool]:
    case = case_record.c
    took = case.office_uid == office.uid
    was_told = case.identity_to.contains(str(office.uid))
    may_be_told = and_(
        case.complained_office_uid.is_distinct_from(office.uid),
        case.official_office_uid.is_distinct_from(office.uid),
        case.record["anonymous"].as_boolean().is_(False),
        # Said only where it is not open.
        case.record["identity_state"].as_string().is_distinct_from(_RESTRICTED),
    )
    if office.kind is not OfficeKind.REGENCY:
        return or_(took, and_(was_told, may_be_told))
    is_about_taker = or_(
        case.complained_office_uid == case.office_uid, case.official_office_uid == case.office_uid
    )
    return or_(took, and_(or_(was_told, is_about_taker), may_be_told))
