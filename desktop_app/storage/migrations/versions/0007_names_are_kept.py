"""Releases, from whom a case is kept, and why somebody saw what is confidential.

A case that names the office of this desk is kept from it until the next round says otherwise: no
release can stand before this.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

UID = sa.LargeBinary(16)
MOMENT = sa.BigInteger()


def upgrade() -> None:
    op.add_column("case", sa.Column("complained_person_uid", UID))
    op.add_column(
        "case", sa.Column("kept_from", sa.Text(), server_default="nobody", nullable=False)
    )
    op.create_index("ix_case_kept", "case", ["uid"], sqlite_where=sa.text("kept_from <> 'nobody'"))
    op.create_table(
        "release",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("to_office_uid", UID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("ends", UID),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("office_uid", UID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("server_time", MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_release"),
        sa.UniqueConstraint("uid", name="uq_release_uid"),
    )
    op.create_index("ix_release_case_uid", "release", ["case_uid"])
    op.create_table(
        "disclosure",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("case_uid", UID),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_disclosure"),
    )
    op.create_index(
        "ix_disclosure_case_uid_person_uid_day", "disclosure", ["case_uid", "person_uid", "day"]
    )
    _keep_cases_about_this_office()


def _keep_cases_about_this_office() -> None:
    """What was taken about the own office is kept from all there but whoever took it."""
    op.execute(
        """
        UPDATE "case" SET kept_from = 'office'
        WHERE complained_office_uid IN (
            SELECT office.uid FROM office, desk_state
            WHERE desk_state.name = 'identity' AND office.kind <> 'regency'
            AND lower(hex(office.uid))
                = replace(json_extract(desk_state.value, '$.office_uid'), '-', '')
        )
        """
    )
