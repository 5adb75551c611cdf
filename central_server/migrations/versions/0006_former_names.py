"""Whom a case said that reported it before it was corrected, for an erasure to find them.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identity", sa.Column("former", sa.JSON(), nullable=False, server_default="[]"))
