"""The first tables.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_uid", sa.Uuid(), nullable=False),
        sa.Column("case_uid", sa.Uuid(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("server_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("scope", "kind", "item_uid", name="pk_feed"),
    )
    op.create_index("ix_feed_case_uid_scope", "feed", ["case_uid", "scope"], unique=False)
    op.create_index("ix_feed_scope_seq", "feed", ["scope", "seq"], unique=True)
    op.create_index(
        "ix_feed_unnumbered",
        "feed",
        ["server_time"],
        unique=False,
        sqlite_where=sa.text("seq IS NULL"),
        postgresql_where=sa.text("seq IS NULL"),
    )
    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_feed_head_single"),
        sa.PrimaryKeyConstraint("id", name="pk_feed_head"),
    )
    op.create_table(
        "office",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_office"),
        sa.UniqueConstraint("code", name="uq_office_code"),
    )
    op.create_table(
        "server",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("challenge_key", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_server_single"),
        sa.PrimaryKeyConstraint("id", name="pk_server"),
    )
    op.create_table(
        "spent_challenge",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_spent_challenge"),
    )
    op.create_index(
        "ix_spent_challenge_expires_at", "spent_challenge", ["expires_at"], unique=False
    )
    op.create_table(
        "case_record",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("register_number", sa.String(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("assigned_office_uid", sa.Uuid(), nullable=True),
        sa.Column("complained_office_uid", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("server_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_office_uid"], ["office.uid"], name="fk_case_record_assigned_office_uid"
        ),
        sa.ForeignKeyConstraint(
            ["complained_office_uid"], ["office.uid"], name="fk_case_record_complained_office_uid"
        ),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_case_record_office_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_case_record"),
        sa.UniqueConstraint("register_number", name="uq_case_record_register_number"),
    )
    op.create_index("ix_case_record_office_uid", "case_record", ["office_uid"], unique=False)
    op.create_table(
        "person",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_person_office_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_person"),
    )
    op.create_index("ix_person_office_uid", "person", ["office_uid"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("server_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_attachment_case_uid"),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_attachment_office_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_attachment"),
    )
    op.create_index(
        "ix_attachment_case_uid_sha256", "attachment", ["case_uid", "sha256"], unique=False
    )
    op.create_table(
        "device",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("person_uid", sa.Uuid(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_device_office_uid"),
        sa.ForeignKeyConstraint(["person_uid"], ["person.uid"], name="fk_device_person_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_device"),
        sa.UniqueConstraint("office_uid", "letter", name="uq_device_office_uid_letter"),
    )
    op.create_table(
        "entry",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("server_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_entry_case_uid"),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_entry_office_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_entry"),
    )
    op.create_index("ix_entry_case_uid", "entry", ["case_uid"], unique=False)
    op.create_table(
        "identity",
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("nik", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("server_time", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_identity_case_uid"),
        sa.PrimaryKeyConstraint("case_uid", name="pk_identity"),
    )
    op.create_table(
        "letter",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("server_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_letter_case_uid"),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_letter_office_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_letter"),
        sa.UniqueConstraint(
            "office_uid", "year", "number", name="uq_letter_office_uid_year_number"
        ),
        sa.UniqueConstraint(
            "office_uid", "year", "sequence", name="uq_letter_office_uid_year_sequence"
        ),
    )
    op.create_index("ix_letter_case_uid_sha256", "letter", ["case_uid", "sha256"], unique=False)
    op.create_table(
        "answered_change",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("device_uid", sa.Uuid(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("tx", sa.Uuid(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("op_version", sa.Integer(), nullable=False),
        sa.Column("entity_uid", sa.Uuid(), nullable=False),
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("person_uid", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_uid"], ["device.uid"], name="fk_answered_change_device_uid"
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_answered_change"),
    )
    op.create_index("ix_answered_change_case_uid", "answered_change", ["case_uid"], unique=False)
    op.create_index(
        "ix_answered_change_device_uid_n", "answered_change", ["device_uid", "n"], unique=False
    )
    op.create_table(
        "enrolment_code",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("person_uid", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device_uid", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_uid"], ["device.uid"], name="fk_enrolment_code_device_uid"
        ),
        sa.ForeignKeyConstraint(
            ["office_uid"], ["office.uid"], name="fk_enrolment_code_office_uid"
        ),
        sa.ForeignKeyConstraint(
            ["person_uid"], ["person.uid"], name="fk_enrolment_code_person_uid"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_enrolment_code"),
    )
    op.create_table(
        "letter_block",
        sa.Column("office_uid", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("device_uid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["device_uid"], ["device.uid"], name="fk_letter_block_device_uid"),
        sa.ForeignKeyConstraint(["office_uid"], ["office.uid"], name="fk_letter_block_office_uid"),
        sa.PrimaryKeyConstraint("office_uid", "year", "first", name="pk_letter_block"),
    )
    op.create_index("ix_letter_block_device_uid", "letter_block", ["device_uid"], unique=False)
    op.create_table(
        "token",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("device_uid", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_uid"], ["device.uid"], name="fk_token_device_uid"),
        sa.PrimaryKeyConstraint("digest", name="pk_token"),
    )
    op.create_index("ix_token_device_uid", "token", ["device_uid"], unique=False)
    op.create_table(
        "conflict",
        sa.Column("change_uid", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("mine", sa.JSON(), nullable=False),
        sa.Column("theirs", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_uid"], ["answered_change.uid"], name="fk_conflict_change_uid"
        ),
        sa.PrimaryKeyConstraint("change_uid", "field", name="pk_conflict"),
    )
