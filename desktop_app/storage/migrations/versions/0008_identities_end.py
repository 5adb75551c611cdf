"""What may be done with who reported a case: it is open, restricted or erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column(
        "case", sa.Column("identity_state", sa.Text(), server_default="open", nullable=False)
    )
