"""The tables of the audit trail."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text, text

from desktop_app.storage.column_types import Json, Moment, Uid
from desktop_app.storage.metadata import METADATA

# Rows are only ever added: triggers refuse the rest (migration 0003). Each index ends with the
# number, so that any of them gives a page in the order of the chain.
entry = Table(
    "audit_entry",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("device_uid", Uid, nullable=False),
    Column("person_uid", Uid, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("case_uid", Uid, index=True),
    Column("facts", Json, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

# One row: the hash of the first entry, which names the chain, and that of the newest; how far the
# server has kept it, how far it was checked here.
head = Table(
    "audit_head",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("kept_number", Integer, nullable=False, server_default=text("0")),
    Column("kept_hash", LargeBinary),
    Column("checked_number", Integer, nullable=False, server_default=text("0")),
    Column("checked_hash", LargeBinary),
)
