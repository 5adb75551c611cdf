"""Every table of the server; what travels is kept as the record that travels."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    text,
)
from typing_extensions import override


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite forgets the offset, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# --- the server itself ------------------------------------------------------------------------

# `challenge_key` signs challenges; whoever steals it can make challenges, but no token.
server = Table(
    "server",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    Column("server_id", Uuid, nullable=False),
    Column("epoch", Uuid, nullable=False),
    Column("challenge_key", LargeBinary, nullable=False),
)

feed_head = Table(
    "feed_head",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

# --- offices, people, devices -----------------------------------------------------------------

office = Table(
    "office",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("record", JSON, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False, index=True),
    Column("record", JSON, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("person_uid", Uuid, ForeignKey("person.uid"), nullable=False),
    Column("letter", String, nullable=False),
    Column("name", String, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("enrolled_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    UniqueConstraint("office_uid", "letter"),
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("digest", String, primary_key=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("person_uid", Uuid, ForeignKey("person.uid"), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("device_uid", Uuid, ForeignKey("device.uid")),
)

letter_block = Table(
    "letter_block",
    metadata,
    Column("office_uid", Uuid, ForeignKey("office.uid"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("device_uid", Uuid, ForeignKey("device.uid"), nullable=False, index=True),
)

token = Table(
    "token",
    metadata,
    Column("digest", String, primary_key=True),
    Column("device_uid", Uuid, ForeignKey("device.uid"), nullable=False, index=True),
    Column("expires_at", Moment, nullable=False),
)

spent_challenge = Table(
    "spent_challenge",
    metadata,
    Column("digest", String, primary_key=True),
    Column("expires_at", Moment, nullable=False, index=True),
)

# --- cases ------------------------------------------------------------------------------------

# The columns beside `record` repeat what scope, uniqueness and row locks are decided by.
case_record = Table(
    "case_record",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("register_number", String, nullable=False, unique=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False, index=True),
    Column("assigned_office_uid", Uuid, ForeignKey("office.uid")),
    Column("complained_office_uid", Uuid, ForeignKey("office.uid")),
    Column("version", Integer, nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("record", JSON, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), nullable=False, index=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("record", JSON, nullable=False),
)

attachment = Table(
    "attachment",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), nullable=False),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("sha256", String, nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("record", JSON, nullable=False),
    Index(None, "case_uid", "sha256"),
)

letter = Table(
    "letter",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), nullable=False),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", String, nullable=False),
    Column("sequence", Integer),
    Column("sha256", String, nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("record", JSON, nullable=False),
    UniqueConstraint("office_uid", "year", "number"),
    UniqueConstraint("office_uid", "year", "sequence"),
    Index(None, "case_uid", "sha256"),
)

# The identity block of a case; only identity.py may read or write it.
identity = Table(
    "identity",
    metadata,
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("nik", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("server_time", Moment, nullable=False),
)

# --- what travels -----------------------------------------------------------------------------

# One row for each change ever answered; without its body, so that erasing a person stays possible.
answered_change = Table(
    "answered_change",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("device_uid", Uuid, ForeignKey("device.uid"), nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("tx", Uuid, nullable=False),
    Column("op", String, nullable=False),
    Column("op_version", Integer, nullable=False),
    Column("entity_uid", Uuid, nullable=False),
    Column("case_uid", Uuid, nullable=False, index=True),
    Column("person_uid", Uuid, nullable=False),
    Column("made_at", String, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Column("outcome", String, nullable=False),
    Column("code", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("version", Integer),
    Index(None, "device_uid", "n"),
)

conflict = Table(
    "conflict",
    metadata,
    Column("change_uid", Uuid, ForeignKey("answered_change.uid"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("mine", JSON, nullable=False),
    Column("theirs", JSON, nullable=False),
)

# State, not history: one row for each thing in each scope. `seq` is empty until the stamper has
# numbered what was committed; readers see numbered rows only, so a cursor cannot skip.
feed = Table(
    "feed",
    metadata,
    Column("scope", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("item_uid", Uuid, nullable=False),
    Column("case_uid", Uuid),
    Column("gone", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("seq", BigInteger),
    PrimaryKeyConstraint("scope", "kind", "item_uid"),
    Index(None, "scope", "seq", unique=True),
    Index(None, "case_uid", "scope"),
    Index(
        "ix_feed_unnumbered",
        "server_time",
        sqlite_where=text("seq IS NULL"),
        postgresql_where=text("seq IS NULL"),
    ),
)
