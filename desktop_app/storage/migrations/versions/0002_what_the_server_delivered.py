"""What sync needs to prove that both sides are equal, and to tell people what became of their work.

Rows that are there already keep all they hold. A desk that comes from 0001 knows nothing of what
the server delivered; sync reads everything anew once.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

UID = sa.LargeBinary(16)
MOMENT = sa.BigInteger()
HASH = sa.BigInteger()


def upgrade() -> None:
    _widen_cases()
    _widen_outbox()
    _widen_conflicts()
    _widen_letter_blocks()
    _create_feed_index()
    _create_what_people_are_told()


def _widen_cases() -> None:
    op.drop_index("ix_case_status_due_on_received_at", "case")
    with op.batch_alter_table("case") as table:
        table.drop_constraint("uq_case_register_number", type_="unique")
        table.add_column(
            sa.Column("voided", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.create_index(
        "ix_case_voided_status_due_on_received_at",
        "case",
        ["voided", "status", "due_on", "received_at"],
    )
    op.create_index(
        "uq_case_unsent_register_number",
        "case",
        ["register_number"],
        unique=True,
        sqlite_where=sa.text("server_time IS NULL"),
    )
    op.add_column(
        "timeline_entry",
        sa.Column("refused", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def _widen_outbox() -> None:
    op.add_column("outbox", sa.Column("settled_at", MOMENT))
    op.create_index("ix_outbox_settled_at", "outbox", ["settled_at"])
    op.drop_index("ix_outbox_case_uid", "outbox")
    op.create_index("ix_outbox_case_uid_state", "outbox", ["case_uid", "state"])


def _widen_conflicts() -> None:
    conflict = sa.table(
        "conflict",
        sa.column("key", sa.Integer()),
        sa.column("mine", sa.Text()),
        sa.column("theirs", sa.Text()),
    )
    op.add_column(
        "conflict", sa.Column("by", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("conflict", sa.Column("office_uid", UID))
    op.add_column("conflict", sa.Column("at", MOMENT))
    connection = op.get_bind()
    for key, mine, theirs in connection.execute(sa.select(conflict)).all():
        values = {"mine": json.dumps(mine), "theirs": json.dumps(theirs)}
        connection.execute(sa.update(conflict).where(conflict.c.key == key).values(values))


def _widen_letter_blocks() -> None:
    op.add_column("letter_block", sa.Column("expires_on", sa.Date()))
    op.execute("UPDATE letter_block SET expires_on = printf('%04d-12-31', year)")
    with op.batch_alter_table("letter_block") as table:
        table.alter_column("expires_on", nullable=False)
    op.create_table(
        "letter_void",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("voided_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_letter_void"),
        sa.UniqueConstraint("uid", name="uq_letter_void_uid"),
        sa.UniqueConstraint("year", "sequence", name="uq_letter_void_year_sequence"),
    )


def _create_feed_index() -> None:
    op.create_table(
        "feed_row",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("case_uid", UID),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("server_hash", HASH, nullable=False),
        sa.Column("kept_hash", HASH, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_feed_row"),
        sa.UniqueConstraint("scope", "kind", "uid", name="uq_feed_row_scope_kind_uid"),
    )
    op.create_index("ix_feed_row_case_uid", "feed_row", ["case_uid"])
    op.create_index("ix_feed_row_bucket", "feed_row", ["bucket"])
    op.create_table(
        "feed_digest",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("buckets", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_feed_digest"),
    )


def _create_what_people_are_told() -> None:
    op.create_table(
        "notice",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("noticed_at", MOMENT, nullable=False),
        sa.Column("case_uid", UID),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_notice"),
        sa.UniqueConstraint("uid", name="uq_notice_uid"),
    )
    op.create_table(
        "round_record",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("files_sent", sa.Integer(), nullable=False),
        sa.Column("files_received", sa.Integer(), nullable=False),
        sa.Column("repaired", sa.Integer(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_round_record"),
    )
