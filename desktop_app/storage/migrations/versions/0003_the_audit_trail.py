"""The audit trail: entries that only follow each other, which the database itself guards.

A desk of an earlier revision has no entries; its chain begins with the first thing noted.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

UID = sa.LargeBinary(16)
MOMENT = sa.BigInteger()
GUARDS = {
    "audit_entry_is_never_changed": "BEFORE UPDATE ON audit_entry",
    "audit_entry_is_never_removed": "BEFORE DELETE ON audit_entry",
    "audit_head_is_never_removed": "BEFORE DELETE ON audit_head",
    "audit_head_never_goes_back": (
        "BEFORE UPDATE OF number, hash ON audit_head WHEN NEW.number <= OLD.number"
    ),
}


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("device_uid", UID, nullable=False),
        sa.Column("person_uid", UID),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("case_uid", UID),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_entry"),
    )
    for column in ("at", "person_uid", "kind", "case_uid"):
        op.create_index(f"ix_audit_entry_{column}", "audit_entry", [column])
    op.create_table(
        "audit_head",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("kept_number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("kept_hash", sa.LargeBinary()),
        sa.Column("checked_number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("checked_hash", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("key", name="pk_audit_head"),
    )
    for name, when in GUARDS.items():
        op.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{name}'); END")
