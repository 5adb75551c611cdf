"""Who let whom know of what, and who was shown what is confidential, and why."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from desktop_app.domain.confidential import Disclosed, DisclosureReason
from desktop_app.domain.releases import ReleaseKind
from desktop_app.storage.column_types import Code, Day, Moment, Uid
from desktop_app.storage.metadata import METADATA

release = Table(
    "release",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("uid", Uid, nullable=False, unique=True),
    Column("case_uid", Uid, nullable=False, index=True),
    Column("kind", Code(ReleaseKind), nullable=False),
    Column("to_office_uid", Uid, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Day),
    Column("ends", Uid),
    Column("person_uid", Uid, nullable=False),
    Column("person_name", Text, nullable=False),
    Column("office_uid", Uid, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("server_time", Moment),
)

disclosure = Table(
    "disclosure",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("person_uid", Uid, nullable=False),
    Column("case_uid", Uid),
    Column("what", Code(Disclosed), nullable=False),
    Column("day", Day, nullable=False),
    Column("reason", Code(DisclosureReason), nullable=False),
    Column("words", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "case_uid", "person_uid", "day"),
)
