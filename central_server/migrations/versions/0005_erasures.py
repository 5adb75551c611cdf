"""Files that were erased with who reported, and the clashes of a case.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CLASHING = sa.text("outcome = 'conflict'")


def upgrade() -> None:
    op.create_table(
        "erased_file",
        sa.Column("case_uid", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_uid", "sha256", name="pk_erased_file"),
        sa.ForeignKeyConstraint(["case_uid"], ["case_record.uid"], name="fk_erased_file_case_uid"),
    )
    op.create_index(
        "ix_answered_change_clashing",
        "answered_change",
        ["case_uid"],
        sqlite_where=_CLASHING,
        postgresql_where=_CLASHING,
    )
