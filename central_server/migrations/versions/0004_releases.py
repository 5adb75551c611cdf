"""Recorded releases, and what a case says of whom it is kept from.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_RUNNING = sa.text("ends_at IS NOT NULL AND NOT lapsed")


def upgrade() -> None:
    office = sa.ForeignKey("office.uid", name="fk_case_record_official_office_uid")
    op.add_column(
        "case_record", sa.Column("official_office_uid", sa.Uuid(), office), inline_references=True
    )
    op.add_column("case_record", sa.Column("released_to", sa.Text()))
    op.add_column("case_record", sa.Column("identity_to", sa.Text()))
    op.create_table(
        "release",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("server_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.Column("lapsed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_release"),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_release_case_uid"),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_release_office_uid"),
    )
    op.create_index("ix_release_case_uid", "release", ["case_uid"])
    op.create_index(
        "ix_release_running",
        "release",
        ["ends_at"],
        sqlite_where=_RUNNING,
        postgresql_where=_RUNNING,
    )
