"""What a device has not seen yet, page by page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Table, select

from central_server import case_store, feed, identity, scope
from central_server.schema import case_record, office, person
from central_server.tokens import SignedIn

LARGEST_PAGE = 500

_TABLES: Mapping[str, Table] = {
    "case": case_record,
    "office": office,
    "person": person,
    **case_store.ITEM_TABLES,
}


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as they go over the wire, how far they reach, and whether there is more."""

    rows: list[dict[str, Any]]
    cursors: dict[str, int]
    more: bool


def page(connection: Connection, reader: SignedIn, asked: Mapping[str, int], *, limit: int) -> Page:
    """Read the rows beyond the cursors of the device's own scopes; others are ignored."""
    cursors = {
        name: asked.get(name, 0) for name in (scope.REFERENCE, scope.scope_of(reader.office.uid))
    }
    found: list[RowMapping] = []
    for name, cursor in cursors.items():
        # One more than fits tells whether there is more.
        found += feed.read_after(connection, name, cursor, limit=limit + 1 - len(found))
    kept, more = found[:limit], len(found) > limit
    for row in kept:
        cursors[row["scope"]] = row["seq"]
    return Page(_written(connection, reader, kept), cursors, more)


def _written(
    connection: Connection, reader: SignedIn, rows: Sequence[RowMapping]
) -> list[dict[str, Any]]:
    wanted: dict[str, list[UUID]] = {}
    for row in rows:
        if not row["gone"]:
            wanted.setdefault(row["kind"], []).append(row["item_uid"])
    bodies = {
        kind: _bodies(connection, reader, kind, item_uids) for kind, item_uids in wanted.items()
    }
    return [_row(row, bodies) for row in rows]


def _bodies(
    connection: Connection, reader: SignedIn, kind: str, uids: Collection[UUID]
) -> dict[UUID, dict[str, Any]]:
    if kind == "reporter":
        return identity.records_for(connection, reader.office.uid, uids)
    table = _TABLES[kind]
    rows = connection.execute(select(table.c.uid, table.c.record).where(table.c.uid.in_(uids)))
    return {row.uid: row.record for row in rows}


def _row(row: RowMapping, bodies: Mapping[str, Mapping[UUID, dict[str, Any]]]) -> dict[str, Any]:
    written = {
        "scope": row["scope"],
        "seq": row["seq"],
        "kind": row["kind"],
        "id": str(row["item_uid"]),
        "case": None if row["case_uid"] is None else str(row["case_uid"]),
        "gone": row["gone"],
        "version": row["version"],
        "server_time": row["server_time"].isoformat(),
    }
    if not row["gone"]:
        written["body"] = bodies[row["kind"]][row["item_uid"]]
    return written
