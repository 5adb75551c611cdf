"""The first tables: cases and what belongs to them, the queue, the lists, the desk's own state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

UID = sa.LargeBinary(16)
MOMENT = sa.BigInteger()


def upgrade() -> None:
    _create_cases()
    _create_sync()
    _create_lists()
    _create_own_state()


def _create_cases() -> None:
    op.create_table(
        "case",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("register_number", sa.Text(), nullable=False),
        sa.Column("office_uid", UID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("reporter_title", sa.Text(), nullable=False),
        sa.Column("reporter_words", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("village_code", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date()),
        sa.Column("happened_words", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("complained_office_uid", UID),
        sa.Column("complained_about", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("assigned_office_uid", UID),
        sa.Column("due_verification", sa.Date(), nullable=False),
        sa.Column("due_response", sa.Date(), nullable=False),
        sa.Column("due_resolution", sa.Date(), nullable=False),
        sa.Column("due_profile", sa.Text(), nullable=False),
        sa.Column("due_calendar_version", sa.Text(), nullable=False),
        sa.Column("due_paused_days", sa.Integer(), nullable=False),
        sa.Column("paused_since", sa.Date()),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("registered_by", UID, nullable=False),
        sa.Column("has_reply", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("server_time", MOMENT),
        sa.Column("due_on", sa.Date()),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_case"),
        sa.UniqueConstraint("register_number", name="uq_case_register_number"),
        sa.UniqueConstraint("uid", name="uq_case_uid"),
    )
    op.create_index(
        "ix_case_status_due_on_received_at", "case", ["status", "due_on", "received_at"]
    )
    op.create_table(
        "reporter",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("nik", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_reporter"),
        sa.UniqueConstraint("case_uid", name="uq_reporter_case_uid"),
    )
    op.create_table(
        "timeline_entry",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("office_uid", UID, nullable=False),
        sa.Column("device_time", MOMENT, nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("to_status", sa.Text()),
        sa.Column("to_office_uid", UID),
        sa.Column("server_time", MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_timeline_entry"),
        sa.UniqueConstraint("uid", name="uq_timeline_entry_uid"),
    )
    op.create_index("ix_timeline_entry_case_uid", "timeline_entry", ["case_uid"])
    op.create_table(
        "attachment",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("office_uid", UID, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("server_time", MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_attachment"),
        sa.UniqueConstraint("uid", name="uq_attachment_uid"),
    )
    op.create_index("ix_attachment_case_uid", "attachment", ["case_uid"])
    op.create_index("ix_attachment_sha256_case_uid", "attachment", ["sha256", "case_uid"])
    op.create_table(
        "letter",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("office_uid", UID, nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer()),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("server_time", MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_letter"),
        sa.UniqueConstraint("uid", name="uq_letter_uid"),
    )
    op.create_index("ix_letter_case_uid", "letter", ["case_uid"])
    op.create_index("ix_letter_office_uid_year_number", "letter", ["office_uid", "year", "number"])
    op.create_index("ix_letter_sha256_case_uid", "letter", ["sha256", "case_uid"])
    op.create_index(
        "uq_letter_unsent_number",
        "letter",
        ["office_uid", "year", "number"],
        unique=True,
        sqlite_where=sa.text("server_time IS NULL"),
    )
    op.create_table(
        "draft",
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_uid", name="pk_draft"),
    )


def _create_sync() -> None:
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("transaction", UID, nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("operation_version", sa.Integer(), nullable=False),
        sa.Column("entity_uid", UID, nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reject_code", sa.Text(), nullable=False),
        sa.Column("reject_words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sa.UniqueConstraint("uid", name="uq_outbox_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_case_uid", "outbox", ["case_uid"])
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_table(
        "upload",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_upload"),
        sa.UniqueConstraint("case_uid", "sha256", name="uq_upload_case_uid_sha256"),
    )
    op.create_table(
        "held_file",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_held_file"),
    )
    op.create_table(
        "conflict",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("case_uid", UID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("mine", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("person_uid", UID, nullable=False),
        sa.Column("noticed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_conflict"),
        sa.UniqueConstraint("uid", name="uq_conflict_uid"),
    )


def _create_lists() -> None:
    op.create_table(
        "office",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("parent_uid", UID),
        sa.Column("regency_name", sa.Text(), nullable=False),
        sa.Column("district_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("letter_unit", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_office"),
        sa.UniqueConstraint("uid", name="uq_office_uid"),
    )
    op.create_table(
        "person",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", UID, nullable=False),
        sa.Column("office_uid", UID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("nip", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_person"),
        sa.UniqueConstraint("uid", name="uq_person_uid"),
    )
    op.create_index("ix_person_office_uid", "person", ["office_uid"])
    op.create_table(
        "category",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("sp4n_topic", sa.Text(), nullable=False),
        sa.Column("laporgub_sector", sa.Text(), nullable=False),
        sa.Column("own_authority", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_category"),
        sa.UniqueConstraint("code", name="uq_category_code"),
    )
    op.create_table(
        "free_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_free_day"),
    )


def _create_own_state() -> None:
    op.create_table(
        "register_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_register_counter"),
    )
    op.create_table(
        "letter_block",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", "first", name="pk_letter_block"),
    )
    op.create_table(
        "desk_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_desk_state"),
    )
