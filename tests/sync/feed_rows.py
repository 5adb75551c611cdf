"""Rows of the feed as a server writes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.digest import hash_text, record_hash
from desktop_app.domain.records import case_record, entry_record
from desktop_app.domain.timeline import TimelineEntry
from tests.sync.scripted_server import ScriptedServer, page

SCOPE = "office:00000000-0000-7000-8000-000000000002"
AT = "2026-11-20T09:15:00+07:00"

Row = dict[str, Any]


def a_row(seq: int, kind: str, body: dict[str, Any], **changes: Any) -> Row:
    """A row with the hash of its record."""
    row = {
        "scope": SCOPE, "seq": seq, "kind": kind, "id": body.get("uid") or body.get("case_uid"),
        "case": body.get("case_uid"), "gone": False, "version": 1, "server_time": AT, "body": body,
    }  # fmt: skip
    row |= changes
    return row if row["gone"] else hashed(row)


def hashed(row: Row) -> Row:
    """Give a row the hash of its record."""
    number = record_hash(row["kind"], UUID(row["id"]), row["version"], row["body"])
    return row | {"hash": hash_text(number)}


def case_row(seq: int, case: Case, version: int = 3) -> Row:
    return a_row(seq, "case", case_record(case), case=str(case.uid), version=version)


def entry_row(seq: int, entry: TimelineEntry) -> Row:
    return a_row(seq, "entry", entry_record(entry))


def gone_row(seq: int, case: Case) -> Row:
    uid = str(case.uid)
    return a_row(seq, "case", {}, id=uid, case=uid, gone=True)


def feed(server: ScriptedServer, *rows: Row) -> None:
    """Serve these rows as the real server would: those above the cursor, in one page."""

    def pull(cursors: dict[str, int]) -> bytes:
        new = [row for row in rows if row["seq"] > cursors.get(row["scope"], 0)]
        return page(*new, cursors=cursors | {row["scope"]: row["seq"] for row in rows})

    server.on_pull = pull
