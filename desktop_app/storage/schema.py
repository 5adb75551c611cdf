"""The tables of one desk.

`key` is local to this file, `uid` is shared with the server. Synced tables do not point at each
other with foreign keys: a child may arrive before its parent, and screens wait for the parent.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from desktop_app.domain.cases import Channel, Classification, Status
from desktop_app.domain.changes import ChangeState, Operation
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.people import OfficeKind
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.withholding import KeptFrom
from desktop_app.storage import audit_tables, privacy_tables
from desktop_app.storage.column_types import (
    Code,
    Day,
    Flag,
    Hash,
    Json,
    Moment,
    Roles,
    Uid,
)
from desktop_app.storage.metadata import METADATA

case = Table(
    "case",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("register_number", Text, nullable=False),
    Column("office_uid", Uid, nullable=False),
    Column("channel", Code(Channel), nullable=False),
    Column("classification", Code(Classification), nullable=False),
    Column("reporter_title", Text, nullable=False),
    Column("reporter_words", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("village_code", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("happened_on", Day),
    Column("happened_words", Text, nullable=False),
    Column("anonymous", Flag, nullable=False),
    Column("confidential", Flag, nullable=False),
    Column("complained_office_uid", Uid),
    Column("complained_about", Text, nullable=False),
    Column("complained_person_uid", Uid),
    Column("status", Code(Status), nullable=False),
    Column("assigned_office_uid", Uid),
    Column("due_verification", Day, nullable=False),
    Column("due_response", Day, nullable=False),
    Column("due_resolution", Day, nullable=False),
    Column("due_profile", Text, nullable=False),
    Column("due_calendar_version", Text, nullable=False),
    Column("due_paused_days", Integer, nullable=False),
    Column("paused_since", Day),
    Column("received_at", Moment, nullable=False),
    Column("registered_by", Uid, nullable=False),
    Column("has_reply", Flag, nullable=False),
    Column("identity_state", Code(IdentityState), nullable=False, server_default="open"),
    Column("version", Integer, nullable=False),
    Column("server_time", Moment),
    # What follows is computed from the case when it is put, for the list alone.
    Column("due_on", Day),
    Column("search_text", Text, nullable=False),
    # Known to this desk alone; putting the case again leaves it as it is.
    Column("voided", Flag, nullable=False, server_default=false()),
    Column("kept_from", Code(KeptFrom), nullable=False, server_default=KeptFrom.NOBODY.value),
    # Holds all that the list is filtered, counted and sorted by.
    Index(None, "voided", "status", "due_on", "received_at"),
    # What is searched as well: a whole case is ten times as long, and has to be decrypted.
    Index(None, "voided", "status", "search_text", "due_on", "received_at"),
)
# A copied desk may have printed a number that another has printed too. The server gives one of them
# another; until then both have to lie here. So only what is unsent may not repeat.
Index(
    "uq_case_unsent_register_number",
    case.c.register_number,
    unique=True,
    sqlite_where=case.c.server_time.is_(None),
)

# Few cases complain about the office of this desk; each transaction of a person asks for them.
Index(
    "ix_case_kept",
    case.c.uid,
    sqlite_where=text("kept_from <> 'nobody'"),
)

# Few are erased; each push asks of all its cases which are.
Index(
    "ix_case_erased",
    case.c.uid,
    sqlite_where=text("identity_state = 'erased'"),
)

reporter = Table(
    "reporter",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("case_uid", Uid, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("nik", Text, nullable=False),
)

timeline_entry = Table(
    "timeline_entry",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("case_uid", Uid, nullable=False, index=True),
    Column("kind", Code(EntryKind), nullable=False),
    Column("person_uid", Uid, nullable=False),
    Column("person_name", Text, nullable=False),
    Column("office_uid", Uid, nullable=False),
    Column("device_time", Moment, nullable=False),
    Column("public", Flag, nullable=False),
    Column("text", Text, nullable=False),
    Column("move", Text, nullable=False),
    Column("to_status", Code(Status)),
    Column("to_office_uid", Uid),
    Column("server_time", Moment),
    Column("refused", Flag, nullable=False, server_default=false()),
)

attachment = Table(
    "attachment",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("case_uid", Uid, nullable=False, index=True),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("person_uid", Uid, nullable=False),
    Column("office_uid", Uid, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("server_time", Moment),
    Index(None, "sha256", "case_uid"),
)

letter = Table(
    "letter",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("case_uid", Uid, nullable=False, index=True),
    Column("office_uid", Uid, nullable=False),
    Column("template", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("sequence", Integer),
    Column("year", Integer, nullable=False),
    Column("letter_date", Day, nullable=False),
    Column("subject", Text, nullable=False),
    Column("addressee", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("person_uid", Uid, nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("server_time", Moment),
    Index(None, "sha256", "case_uid"),
    Index(None, "office_uid", "year", "number"),
)
# Two desks of one office may type the same number while neither has a network. The server refuses
# one of them; the other still has to arrive here beside it. So only our own may not repeat.
Index(
    "uq_letter_unsent_number",
    letter.c.office_uid,
    letter.c.year,
    letter.c.number,
    unique=True,
    sqlite_where=letter.c.server_time.is_(None),
)

outbox = Table(
    "outbox",
    METADATA,
    # Never given again, not even when the change was acknowledged and removed.
    Column("sequence", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("transaction", Uid, nullable=False),
    Column("operation", Code(Operation), nullable=False),
    Column("operation_version", Integer, nullable=False),
    Column("entity_uid", Uid, nullable=False),
    Column("case_uid", Uid, nullable=False),
    Column("person_uid", Uid, nullable=False),
    Column("body", Json, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", Code(ChangeState), nullable=False, index=True),
    Column("reject_code", Text, nullable=False),
    Column("reject_words", Text, nullable=False),
    # When the server took it; only changes that it took have one.
    Column("settled_at", Moment, index=True),
    # What waits for one case is asked beside months of what was taken.
    Index(None, "case_uid", "state"),
    sqlite_autoincrement=True,
)

upload = Table(
    "upload",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("case_uid", Uid, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("case_uid", "sha256"),
)

held_file = Table("held_file", METADATA, Column("sha256", Text, primary_key=True))

conflict = Table(
    "conflict",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("case_uid", Uid, nullable=False),
    Column("field", Text, nullable=False),
    Column("mine", Json, nullable=False),
    Column("theirs", Json, nullable=False),
    Column("person_uid", Uid, nullable=False),
    Column("noticed_at", Moment, nullable=False),
    Column("by", Text, nullable=False, server_default=text("''")),
    Column("office_uid", Uid),
    Column("at", Moment),
)

# Rows come in the order of their uids, which is that of time: a short transaction touches few pages
# of each index. The one by bucket, where they fall everywhere, is kept small.
feed_row = Table(
    "feed_row",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("uid", Uid, nullable=False),
    Column("case_uid", Uid, index=True),
    Column("bucket", Integer, nullable=False, index=True),
    Column("server_hash", Hash, nullable=False),
    Column("kept_hash", Hash, nullable=False),
    UniqueConstraint("scope", "kind", "uid"),
)

# A page of the feed touches most buckets of a scope, so they are one value.
feed_digest = Table(
    "feed_digest",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("buckets", LargeBinary, nullable=False),
)

notice = Table(
    "notice",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("kind", Code(NoticeKind), nullable=False),
    Column("noticed_at", Moment, nullable=False),
    Column("case_uid", Uid),
    Column("facts", Json, nullable=False),
)

round_record = Table(
    "round_record",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("files_sent", Integer, nullable=False),
    Column("files_received", Integer, nullable=False),
    Column("repaired", Integer, nullable=False),
    Column("verified", Flag, nullable=False),
    Column("trouble", Text, nullable=False),
)

draft = Table(
    "draft",
    METADATA,
    Column("person_uid", Uid, primary_key=True),
    Column("form", Json, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

office = Table(
    "office",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Code(OfficeKind), nullable=False),
    Column("region_code", Text, nullable=False),
    Column("parent_uid", Uid),
    Column("regency_name", Text, nullable=False),
    Column("district_name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("website", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("letter_unit", Text, nullable=False),
)

person = Table(
    "person",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("office_uid", Uid, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("roles", Roles, nullable=False),
    Column("position", Text, nullable=False),
    Column("rank", Text, nullable=False),
    Column("nip", Text, nullable=False),
    Column("active", Flag, nullable=False),
)

category = Table(
    "category",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("sp4n_topic", Text, nullable=False),
    Column("laporgub_sector", Text, nullable=False),
    Column("own_authority", Flag, nullable=False),
)

free_day = Table(
    "free_day",
    METADATA,
    Column("day", Day, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

register_counter = Table(
    "register_counter",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

letter_block = Table(
    "letter_block",
    METADATA,
    Column("year", Integer, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("next_number", Integer, nullable=False),
    Column("expires_on", Day, nullable=False),
)

letter_void = Table(
    "letter_void",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person_uid", Uid, nullable=False),
    Column("voided_at", Moment, nullable=False),
    UniqueConstraint("year", "sequence"),
)

desk_state = Table(
    "desk_state",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Json, nullable=False),
)

audit_entry = audit_tables.entry
audit_head = audit_tables.head
release = privacy_tables.release
disclosure = privacy_tables.disclosure
