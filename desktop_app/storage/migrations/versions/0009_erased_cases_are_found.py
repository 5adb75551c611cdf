"""Which cases were erased: each push asks it of all that it carries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index(
        "ix_case_erased", "case", ["uid"], sqlite_where=sa.text("identity_state = 'erased'")
    )
