"""Digests, marks, voids and leases.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEY_BYTES = 32
_BLOCK_LASTS = timedelta(days=180)
_AT_ONCE = 1_000
_HASHES = 2**64
# Tables whose rows travel as the record they keep, by the word the feed has for them.
_RECORD_TABLES = {
    "office": "office",
    "person": "person",
    "case": "case_record",
    "entry": "entry",
    "attachment": "attachment",
    "letter": "letter",
}


def upgrade() -> None:
    _drop_foreign_keys()
    _add_columns()
    _change_indexes()
    _create_tables()
    _fill_keys_and_leases()
    for kind, table in _RECORD_TABLES.items():
        _hash_records(kind, table)
    _hash_identities()
    _hash_feed()
    _fill_buckets()


# --- shape ------------------------------------------------------------------------------------


def _add_columns() -> None:
    _add_filled("server", "kurir_key", sa.LargeBinary(), "")
    op.add_column("server", sa.Column("epoch_since", sa.DateTime(timezone=True)))
    for table in (*_RECORD_TABLES.values(), "identity"):
        _add_filled(table, "hash", sa.BigInteger(), "0")
    op.add_column("case_record", sa.Column("voided_at", sa.DateTime(timezone=True)))
    _add_filled("letter_block", "leased_at", sa.DateTime(timezone=True), "1970-01-01 00:00:00")
    _add_filled("letter_block", "expires_on", sa.Date(), "1970-01-01")
    parent = sa.ForeignKey("device.uid", name="fk_device_parent_uid")
    op.add_column("device", sa.Column("parent_uid", sa.Uuid(), parent), inline_references=True)
    _add_filled("device", "push_count", sa.BigInteger(), "0")
    _add_filled("device", "mark", sa.String(), "")
    _add_filled("device", "mark_before", sa.String(), "")
    _add_filled("conflict", "by", sa.Text(), "")
    op.add_column("conflict", sa.Column("office_uid", sa.Uuid()))
    op.add_column("conflict", sa.Column("at", sa.DateTime(timezone=True)))
    op.add_column("feed", sa.Column("hash", sa.BigInteger()))
    op.add_column("feed", sa.Column("counted", sa.BigInteger()))


def _add_filled(table: str, name: str, kind: sa.types.TypeEngine[Any], filling: str) -> None:
    """Add a column that is never empty; SQLite takes one only with a value for what is there."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=filling))
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(table, name, server_default=None)


def _drop_foreign_keys() -> None:
    _drop_foreign_key("conflict", "fk_conflict_change_uid")
    _drop_foreign_key("entry", "fk_entry_case_uid", "fk_entry_office_uid")
    _drop_foreign_key("answered_change", "fk_answered_change_device_uid")


def _drop_foreign_key(table: str, *names: str) -> None:
    # SQLite cannot alter constraints: the table is made anew, which nothing may refer to meanwhile.
    with op.batch_alter_table(table) as batch:
        for name in names:
            batch.drop_constraint(name, type_="foreignkey")


def _change_indexes() -> None:
    # What nobody asks by costs at every change; who holds a case is asked at every change.
    op.drop_index("ix_answered_change_case_uid", "answered_change")
    op.drop_index("ix_answered_change_device_uid_n", "answered_change")
    op.drop_index("ix_feed_case_uid_scope", "feed")
    op.create_index(
        "ix_feed_holders",
        "feed",
        ["item_uid"],
        sqlite_where=sa.text("kind = 'case'"),
        postgresql_where=sa.text("kind = 'case'"),
    )


def _create_tables() -> None:
    op.create_table(
        "feed_bucket",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("sum", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "bucket", name="pk_feed_bucket"),
    )
    op.create_table(
        "field_author",
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_field_author_case_uid"),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_field_author_office_uid"),
        sa.PrimaryKeyConstraint("case_uid", "field", name="pk_field_author"),
    )
    op.create_table(
        "letter_void",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("device_uid", sa.Uuid(), nullable=False),
        sa.Column("person_uid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_letter_void_office_uid"),
        sa.ForeignKeyConstraint(["device_uid"], ["device.uid"], name="fk_letter_void_device_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_letter_void"),
        sa.UniqueConstraint(
            "office_uid", "year", "sequence", name="uq_letter_void_office_uid_year_sequence"
        ),
    )
    op.create_table(
        "upload",
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_upload_case_uid"),
        sa.PrimaryKeyConstraint("case_uid", "sha256", name="pk_upload"),
    )


# --- content ----------------------------------------------------------------------------------


def _fill_keys_and_leases() -> None:
    connection = op.get_bind()
    server = sa.table("server", sa.column("kurir_key", sa.LargeBinary()))
    connection.execute(sa.update(server).values(kurir_key=secrets.token_bytes(_KEY_BYTES)))
    block = sa.table(
        "letter_block",
        sa.column("office_uid", sa.Uuid()),
        sa.column("year", sa.Integer()),
        sa.column("first", sa.Integer()),
        sa.column("device_uid", sa.Uuid()),
        sa.column("leased_at", sa.DateTime(timezone=True)),
        sa.column("expires_on", sa.Date()),
    )
    device = sa.table(
        "device",
        sa.column("uid", sa.Uuid()),
        sa.column("enrolled_at", sa.DateTime(timezone=True)),
    )
    # A block of the first version was leased when its device was enrolled.
    leased = sa.select(
        block.c.office_uid, block.c.year, block.c.first, device.c.enrolled_at
    ).join_from(block, device, device.c.uid == block.c.device_uid)
    for office_uid, year, first, at in connection.execute(leased).all():
        connection.execute(
            sa.update(block)
            .where(block.c.office_uid == office_uid, block.c.year == year, block.c.first == first)
            .values(leased_at=at, expires_on=min(at.date() + _BLOCK_LASTS, date(year, 12, 31)))
        )


def _hash_records(kind: str, name: str) -> None:
    columns: list[sa.ColumnClause[Any]] = [
        sa.column("uid", sa.Uuid()),
        sa.column("record", sa.JSON()),
    ]
    if kind == "case":
        columns.append(sa.column("version", sa.Integer()))
    table = sa.table(name, *columns)
    hashed = [
        {
            "at_uid": row["uid"],
            "hash": _signed(kind, row["uid"], row.get("version", 1), row["record"]),
        }
        for row in op.get_bind().execute(sa.select(*columns).select_from(table)).mappings()
    ]
    _write_hashes(name, "uid", hashed)


def _hash_identities() -> None:
    texts = ("name", "phone", "address", "nik")
    columns: list[sa.ColumnClause[Any]] = [
        sa.column("case_uid", sa.Uuid()),
        sa.column("version", sa.Integer()),
    ]
    columns += [sa.column(text, sa.Text()) for text in texts]
    rows = op.get_bind().execute(sa.select(*columns).select_from(sa.table("identity", *columns)))
    hashed = []
    for row in rows.mappings():
        record = {"case_uid": str(row["case_uid"]), **{text: row[text] for text in texts}}
        number = _signed("reporter", row["case_uid"], row["version"], record)
        hashed.append({"at_uid": row["case_uid"], "hash": number})
    _write_hashes("identity", "case_uid", hashed)


def _write_hashes(name: str, key: str, hashed: list[dict[str, Any]]) -> None:
    table = sa.table(name, sa.column(key, sa.Uuid()), sa.column("hash", sa.BigInteger()))
    written = sa.update(table).where(table.c[key] == sa.bindparam("at_uid"))
    for start in range(0, len(hashed), _AT_ONCE):
        op.get_bind().execute(written, hashed[start : start + _AT_ONCE])


def _hash_feed() -> None:
    feed = _feed()
    keys = {kind: (name, "uid") for kind, name in _RECORD_TABLES.items()}
    for kind, (name, key) in (keys | {"reporter": ("identity", "case_uid")}).items():
        table = sa.table(name, sa.column(key, sa.Uuid()), sa.column("hash", sa.BigInteger()))
        standing = sa.select(table.c.hash).where(table.c[key] == feed.c.item_uid).scalar_subquery()
        op.execute(
            sa.update(feed).where(feed.c.kind == kind, feed.c.gone.is_(False)).values(hash=standing)
        )
    numbered = sa.update(feed).where(feed.c.seq.is_not(None))
    op.execute(numbered.values(counted=feed.c.hash))


def _fill_buckets() -> None:
    feed = _feed()
    counted = sa.select(feed.c.scope, feed.c.item_uid, feed.c.counted)
    counts: defaultdict[tuple[str, int], int] = defaultdict(int)
    sums: defaultdict[tuple[str, int], int] = defaultdict(int)
    for scope, uid, number in op.get_bind().execute(counted.where(feed.c.counted.is_not(None))):
        at = (scope, uid.bytes[-1])
        counts[at] += 1
        sums[at] += number
    table = sa.table(
        "feed_bucket",
        sa.column("scope", sa.String()),
        sa.column("bucket", sa.Integer()),
        sa.column("count", sa.Integer()),
        sa.column("sum", sa.BigInteger()),
    )
    op.bulk_insert(
        table,
        [
            {
                "scope": scope,
                "bucket": bucket,
                "count": counts[scope, bucket],
                "sum": _as_signed(sums[scope, bucket] % _HASHES),
            }
            for scope, bucket in counts
        ],
    )


def _feed() -> sa.TableClause:
    return sa.table(
        "feed",
        sa.column("scope", sa.String()),
        sa.column("kind", sa.String()),
        sa.column("item_uid", sa.Uuid()),
        sa.column("gone", sa.Boolean()),
        sa.column("seq", sa.BigInteger()),
        sa.column("hash", sa.BigInteger()),
        sa.column("counted", sa.BigInteger()),
    )


def _signed(kind: str, uid: UUID, version: int, record: Any) -> int:
    """Hash a record as this revision did; a migration must not change when the domain does."""
    body = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    text = f"{kind}\n{uid}\n{version}\n{body}"
    return _as_signed(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))


def _as_signed(number: int) -> int:
    return number - _HASHES if number >= _HASHES // 2 else number
