"""A database of the first version is brought up to date with all that is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, MetaData, Table, select

from central_server import migrate, schema
from central_server.database import Database
from central_server.settings import Settings
from desktop_app.domain.digest import Digest, bucket_of, record_hash
from desktop_app.domain.records import (
    case_record,
    entry_record,
    office_record,
    person_record,
    reporter_record,
)
from tests.builders import NOW, a_case, a_person, a_reporter, an_entry, an_office

CASE = a_case(office_uid=an_office().uid, version=3)
ENTRY = an_entry(case_uid=CASE.uid)
REPORTER = a_reporter(case_uid=CASE.uid, name="Wagiman Ćontoh")
DEVICE = uuid4()
SCOPE = f"office:{an_office().uid}"


@pytest.fixture
def upgraded(empty: Settings) -> Iterator[Connection]:
    """What was stored by the first version, in tables of this one."""
    with closing(Database(empty.database)) as database:
        with database.write() as connection:
            migrate.upgrade(connection, "0001")
            _fill(connection)
            migrate.upgrade(connection)
        with database.read() as connection:
            yield connection


def test_every_row_of_the_feed_gets_the_hash_of_what_it_delivers(upgraded: Connection):
    hashes = {(row.kind, row.gone): row.hash for row in upgraded.execute(select(schema.feed)).all()}
    assert hashes == {
        ("office", False): record_hash("office", an_office().uid, 1, office_record(an_office())),
        ("person", False): record_hash("person", a_person().uid, 1, person_record(a_person())),
        ("case", False): record_hash("case", CASE.uid, 3, case_record(CASE)),
        ("entry", False): record_hash("entry", ENTRY.uid, 1, entry_record(ENTRY)),
        ("reporter", False): record_hash("reporter", CASE.uid, 2, reporter_record(REPORTER)),
        ("letter", True): None,
    }


def test_the_digests_count_what_is_numbered(upgraded: Connection):
    feed = schema.feed.c
    numbered = [
        (row.item_uid, row.hash)
        for row in upgraded.execute(select(schema.feed).where(feed.scope == SCOPE))
        if row.seq is not None and not row.gone
    ]
    expected: dict[int, Digest] = {}
    for uid, number in numbered:
        expected[bucket_of(uid)] = expected.get(bucket_of(uid), Digest()).plus(number)
    bucket = schema.feed_bucket.c
    rows = upgraded.execute(select(schema.feed_bucket).where(bucket.scope == SCOPE)).mappings()
    assert {row["bucket"]: Digest(row["count"], row["sum"]) for row in rows} == expected
    assert sum(digest.count for digest in expected.values()) == 2


def test_a_block_of_the_first_version_counts_from_the_enrolment(upgraded: Connection):
    block = upgraded.execute(select(schema.letter_block)).one()
    assert (block.leased_at, block.expires_on) == (NOW, date(2026, 12, 31))


def test_the_server_gets_a_key_for_bundles(upgraded: Connection):
    key: bytes = upgraded.execute(select(schema.server.c.kurir_key)).scalar_one()
    assert len(key) == 32
    assert any(key)


def test_answers_and_conflicts_are_still_there(upgraded: Connection):
    answer = upgraded.execute(select(schema.answered_change)).one()
    clash = upgraded.execute(select(schema.conflict)).one()
    assert (answer.device_uid, clash.change_uid) == (DEVICE, answer.uid)
    assert (clash.by, clash.office_uid, clash.at) == ("", None, None)


def _fill(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection)

    def put(into: str, /, **row: Any) -> None:
        table = tables.tables[into]
        connection.execute(table.insert(), _as_stored(table, row))

    home, person = an_office(), a_person()
    change_uid = uuid4()
    put("server", id=1, server_id=uuid4(), epoch=uuid4(), challenge_key=bytes(32))
    put("office", uid=home.uid, code="BBS", kind="district", record=office_record(home))
    put("person", uid=person.uid, office_uid=home.uid, record=person_record(person))
    put("device", uid=DEVICE, office_uid=home.uid, person_uid=person.uid, letter="A", name="PC",
        public_key=bytes(32), enrolled_at=NOW)  # fmt: skip
    put("letter_block", office_uid=home.uid, year=2026, first=1, last=50, device_uid=DEVICE)
    put("case_record", uid=CASE.uid, register_number=CASE.register_number, office_uid=home.uid,
        version=3, server_time=NOW, record=case_record(CASE))  # fmt: skip
    put("entry", uid=ENTRY.uid, case_uid=CASE.uid, office_uid=home.uid, server_time=NOW,
        record=entry_record(ENTRY))  # fmt: skip
    put("identity", case_uid=CASE.uid, name=REPORTER.name, phone=REPORTER.phone,
        address=REPORTER.address, nik=REPORTER.nik, version=2, server_time=NOW)  # fmt: skip
    put("answered_change", uid=change_uid, device_uid=DEVICE, n=1, tx=uuid4(), op="case.set",
        op_version=1, entity_uid=CASE.uid, case_uid=CASE.uid, person_uid=person.uid, made_at="",
        answered_at=NOW, outcome="conflict", code="", words="", version=3)  # fmt: skip
    put("conflict", change_uid=change_uid, field="title", mine="A", theirs="B")
    told = {"gone": False, "server_time": NOW}
    put("feed", scope="reference", kind="office", item_uid=home.uid, version=1, seq=1, **told)
    put("feed", scope="reference", kind="person", item_uid=person.uid, version=1, seq=2, **told)
    of_case = told | {"scope": SCOPE, "case_uid": CASE.uid}
    put("feed", kind="case", item_uid=CASE.uid, version=3, seq=3, **of_case)
    put("feed", kind="entry", item_uid=ENTRY.uid, version=1, seq=4, **of_case)
    put("feed", kind="reporter", item_uid=CASE.uid, version=2, **of_case)
    gone = of_case | {"gone": True}
    put("feed", kind="letter", item_uid=uuid4(), version=1, seq=5, **gone)


def _as_stored(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """SQLite tells of a uid only that it is 32 characters."""
    text_uids = "CHAR(32)"
    return {
        name: value.hex
        if isinstance(value, UUID) and str(table.c[name].type) == text_uids
        else value
        for name, value in row.items()
    }
