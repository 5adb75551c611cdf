"""An index that holds what is searched: looking for a word reads no whole case any more."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0003"


def upgrade() -> None:
    op.create_index(
        "ix_case_voided_status_search_text_due_on_received_at",
        "case",
        ["voided", "status", "search_text", "due_on", "received_at"],
    )
