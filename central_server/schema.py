"""Every table of the server; what travels is kept as the record that travels."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from central_server.column_types import Hash64, Moment

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
# `kurir_key` is the private half of the X25519 key that bundles are encrypted for, 32 bytes.
# `epoch_since` is when the standing epoch began; null for a server that was never restored.
server = Table(
    "server",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    Column("server_id", Uuid, nullable=False),
    Column("epoch", Uuid, nullable=False),
    Column("epoch_since", Moment),
    Column("challenge_key", LargeBinary, nullable=False),
    Column("kurir_key", LargeBinary, nullable=False),
)

feed_head = Table(
    "feed_head",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

# `hash` in the tables below is that of the record as it is delivered (desktop_app.domain.digest).

# --- offices, people, devices -----------------------------------------------------------------

office = Table(
    "office",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("record", JSON, nullable=False),
    Column("hash", Hash64, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False, index=True),
    Column("record", JSON, nullable=False),
    Column("hash", Hash64, nullable=False),
)

# `mark` is the newest receipt of a push, `mark_before` the one shown for it.
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
    Column("parent_uid", Uuid, ForeignKey("device.uid")),
    Column("push_count", BigInteger, nullable=False, default=0),
    Column("mark", String, nullable=False, default=""),
    Column("mark_before", String, nullable=False, default=""),
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
    Column("leased_at", Moment, nullable=False),
    Column("expires_on", Date, nullable=False),
)

# Numbers that were spoilt by the device that had leased them.
letter_void = Table(
    "letter_void",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("device_uid", Uuid, ForeignKey("device.uid"), nullable=False),
    Column("person_uid", Uuid, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("office_uid", "year", "sequence"),
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
# `official_office_uid` is where the official complained about works; `released_to` and
# `identity_to` name the offices of the releases that stand, their uids with a blank between.
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
    Column("voided_at", Moment),
    Column("record", JSON, nullable=False),
    Column("hash", Hash64, nullable=False),
    Column("official_office_uid", Uuid, ForeignKey("office.uid")),
    Column("released_to", Text),
    Column("identity_to", Text),
)

# Who wrote the value that stands in a field of a case, since it was first corrected.
field_author = Table(
    "field_author",
    metadata,
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("person_name", Text, nullable=False),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("at", Moment, nullable=False),
)

# What grows with every change has no foreign keys (entry, answered_change, conflict): a push has
# read, and holds, what its rows refer to, and checking each again costs as much as storing it.
entry = Table(
    "entry",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("case_uid", Uuid, nullable=False, index=True),
    Column("office_uid", Uuid, nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("record", JSON, nullable=False),
    Column("hash", Hash64, nullable=False),
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
    Column("hash", Hash64, nullable=False),
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
    Column("hash", Hash64, nullable=False),
    UniqueConstraint("office_uid", "year", "number"),
    UniqueConstraint("office_uid", "year", "sequence"),
    Index(None, "case_uid", "sha256"),
)

# Acts of named people; what takes one back is a row of its own. `ends_at` is when a release of an
# identity ends by itself, `lapsed` that the server has seen to it.
release = Table(
    "release",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), nullable=False, index=True),
    Column("office_uid", Uuid, ForeignKey("office.uid"), nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("record", JSON, nullable=False),
    Column("hash", Hash64, nullable=False),
    Column("ends_at", Moment),
    Column("lapsed", Boolean, nullable=False),
    Index(
        "ix_release_running",
        "ends_at",
        sqlite_where=text("ends_at IS NOT NULL AND NOT lapsed"),
        postgresql_where=text("ends_at IS NOT NULL AND NOT lapsed"),
    ),
)

# The identity block of a case, and those before it; only identity.py may read or write it.
identity = Table(
    "identity",
    metadata,
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("nik", Text, nullable=False),
    Column("former", JSON, nullable=False, server_default="[]"),
    Column("version", Integer, nullable=False),
    Column("server_time", Moment, nullable=False),
    Column("hash", Hash64, nullable=False),
)

# Files whose record was erased, until their bytes are gone too.
erased_file = Table(
    "erased_file",
    metadata,
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), primary_key=True),
    Column("sha256", String, primary_key=True),
)

# Files on their way: how many bytes of them have come.
upload = Table(
    "upload",
    metadata,
    Column("case_uid", Uuid, ForeignKey("case_record.uid"), primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
)

# --- what travels -----------------------------------------------------------------------------

# One row for each change ever answered; without its body, so that erasing a person stays possible.
answered_change = Table(
    "answered_change",
    metadata,
    Column("uid", Uuid, primary_key=True),
    Column("device_uid", Uuid, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("tx", Uuid, nullable=False),
    Column("op", String, nullable=False),
    Column("op_version", Integer, nullable=False),
    Column("entity_uid", Uuid, nullable=False),
    Column("case_uid", Uuid, nullable=False),
    Column("person_uid", Uuid, nullable=False),
    Column("made_at", String, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Column("outcome", String, nullable=False),
    Column("code", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("version", Integer),
    # An erasure looks for what it has to strike out of values that did not stand.
    Index(
        "ix_answered_change_clashing",
        "case_uid",
        sqlite_where=text("outcome = 'conflict'"),
        postgresql_where=text("outcome = 'conflict'"),
    ),
)

conflict = Table(
    "conflict",
    metadata,
    Column("change_uid", Uuid, primary_key=True),
    Column("field", String, primary_key=True),
    Column("mine", JSON, nullable=False),
    Column("theirs", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("office_uid", Uuid),
    Column("at", Moment),
)

# State, not history: one row for each thing in each scope. `seq` is empty until the stamper has
# numbered what was committed; readers see numbered rows only, so a cursor cannot skip. `hash` is
# empty when the thing is gone; `counted` is the hash that `feed_bucket` holds for this row now.
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
    Column("hash", Hash64),
    Column("counted", Hash64),
    PrimaryKeyConstraint("scope", "kind", "item_uid"),
    Index(None, "scope", "seq", unique=True),
    Index(
        "ix_feed_holders",
        "item_uid",
        sqlite_where=text("kind = 'case'"),
        postgresql_where=text("kind = 'case'"),
    ),
    Index(
        "ix_feed_unnumbered",
        "server_time",
        sqlite_where=text("seq IS NULL"),
        postgresql_where=text("seq IS NULL"),
    ),
)

# The digest of each scope in 256 parts, of numbered rows only: the stamper alone writes it.
feed_bucket = Table(
    "feed_bucket",
    metadata,
    Column("scope", String, primary_key=True),
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    Column("sum", Hash64, nullable=False),
)

# --- the audit trail --------------------------------------------------------------------------

# Rows are only ever added: triggers refuse the rest (migration 0003). `chain` is the hash of the
# first entry; where two entries follow the same one the chain has parted, and both are kept.
# `line` is the very text that was hashed.
audit_entry = Table(
    "audit_entry",
    metadata,
    Column("chain", LargeBinary, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("office_uid", Uuid, nullable=False),
    Column("brought_by", Uuid, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("line", Text, nullable=False),
    Index(None, "chain", "number"),
)

# The ends of a chain, each signed by the device that brought it: one more each time it parted.
audit_head = Table(
    "audit_head",
    metadata,
    Column("chain", LargeBinary, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("device_uid", Uuid, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("signed_at", Moment, nullable=False),
)
