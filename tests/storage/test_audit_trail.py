"""The audit trail of a desk: every entry follows from the one before, and the database keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.audit import AuditEntry, AuditKind, Link
from desktop_app.domain.audit_check import ChainCheck, Fault, Finding
from desktop_app.domain.audit_trail import FROM_THE_FIRST, AuditQuery, AuditTrail
from desktop_app.storage.engine import open_engine
from desktop_app.storage.migrate import migrate
from desktop_app.storage.profile import OpenProfile
from desktop_app.storage.repositories.audit_pages import page_of
from desktop_app.storage.repositories.audit_trail import StoredAuditTrail
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import CLERK_UID, DISTRICT_UID, NOW, VERIFIER_UID, a_note
from tests.storage.secrets_for_tests import KEY

LENGTH = 6


def entries(trail: AuditTrail) -> list[AuditEntry]:
    rows = trail.stored(first=FROM_THE_FIRST, last=trail.head().number, most=1000)
    return [row.entry for row in rows if row.entry is not None]


def test_a_chain_begins_by_saying_so(profile: OpenProfile):
    note = a_note()
    with profile.write() as work:
        assert work.audit.head() == Link()
        work.audit.note(note)
        work.commit()
    with profile.read() as work:
        begun, seen = entries(work.audit)
        assert work.audit.head() == seen.link
        assert work.audit.chain() == begun.hash
    assert (begun.number, begun.kind, begun.previous) == (1, "chain_begun", bytes(32))
    assert (seen.number, seen.kind, seen.case_uid) == (2, "seen", note.case_uid)
    assert (seen.person_uid, seen.device_uid) == (CLERK_UID, note.device_uid)


def test_every_entry_names_the_hash_of_the_one_before(profile: OpenProfile):
    with profile.write() as work:
        for minute in range(5):
            kind = AuditKind.PRINTED if minute % 2 else AuditKind.SEEN
            work.audit.note(a_note(kind=kind, at=NOW + timedelta(minutes=minute)))
        found = entries(work.audit)
    links = [entry.link for entry in found]
    assert [link.number for link in links] == [1, 2, 3, 4, 5, 6]
    assert [entry.previous for entry in found[1:]] == [link.hash for link in links[:-1]]


def test_what_was_not_committed_was_never_noted(profile: OpenProfile):
    with profile.write() as work:
        work.audit.note(a_note())
    with profile.read() as work:
        assert work.audit.head() == Link()


def test_words_that_somebody_typed_are_no_facts():
    with pytest.raises(ValueError, match="codes"):
        a_note(facts={"reason": "karena diminta Pak Camat"})


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_entry SET person_uid = NULL WHERE number = 2",
        "UPDATE audit_entry SET number = 9 WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET number = 1",
        "UPDATE audit_head SET hash = zeroblob(32)",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_entry(engine: Engine, attack: str):
    with unit_of_work(engine)() as work:
        work.audit.note(a_note())
        work.commit()
    with (
        engine.begin() as connection,
        pytest.raises(IntegrityError, match=r"never_(changed|removed|goes_back)"),
    ):
        connection.exec_driver_sql(attack)


@contextmanager
def attacked(opened: Engine) -> Iterator[Connection]:
    """A chain of LENGTH entries before somebody who has the key and no guards; all is undone."""
    connection = opened.connect()
    try:
        transaction = connection.begin()
        trail = StoredAuditTrail(connection, KeptCases(connection, None))
        for minute in range(LENGTH - 1):
            person = VERIFIER_UID if minute % 2 else CLERK_UID
            at = NOW + timedelta(minutes=minute)
            trail.note(a_note(person_uid=person, at=at, facts={"what": "case.move:verify"}))
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in connection.exec_driver_sql(guards).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
    finally:
        transaction.rollback()
        connection.close()


def findings(connection: Connection) -> list[Finding]:
    trail = StoredAuditTrail(connection, KeptCases(connection, None))
    head = trail.head()
    check = ChainCheck(Link())
    check.look_at(trail.stored(first=FROM_THE_FIRST, last=head.number, most=1000))
    check.end_at(head, trail.beyond(head.number))
    return check.findings


ALTERED_VALUES = {
    "at": ["0", "at + 1", "'kemarin'", "NULL", "1e300"],
    "device_uid": ["randomblob(16)", "randomblob(3)", "'x'"],
    "person_uid": ["NULL", "randomblob(16)", "randomblob(2)", "7"],
    "kind": ["'printed'", "'Dicetak oleh'", "''", "zeroblob(2)"],
    "case_uid": ["randomblob(16)", "'x'"],
    "facts": ["'{}'", "'{'", "facts || ' '", "'[1]'", "'{\"what\":7}'", "zeroblob(3)"],
    "previous": ["randomblob(32)", "zeroblob(0)", "'x'"],
    "hash": ["randomblob(32)", "zeroblob(0)", "'x'"],
}


@given(
    number=st.integers(1, LENGTH),
    value=st.sampled_from([(c, v) for c, values in ALTERED_VALUES.items() for v in values]),
)
def test_any_altered_value_of_any_row_is_found_and_named(
    altered_engine: Engine, number: int, value: tuple[str, str]
):
    column, written = value
    with attacked(altered_engine) as connection:
        before = connection.exec_driver_sql(
            f"SELECT {column} IS {written} FROM audit_entry WHERE number = ?", (number,)
        ).scalar()
        nullable = column in {"person_uid", "case_uid"}
        if before or (written == "NULL" and not nullable):
            return
        connection.exec_driver_sql(
            f"UPDATE audit_entry SET {column} = {written} WHERE number = ?", (number,)
        )
        [found] = findings(connection)
        assert (found.fault, found.first, found.last) == (Fault.ALTERED, number, number)


@given(first=st.integers(1, LENGTH), last=st.integers(1, LENGTH))
def test_any_removed_rows_are_found_and_named(altered_engine: Engine, first: int, last: int):
    first, last = sorted((first, last))
    with attacked(altered_engine) as connection:
        connection.exec_driver_sql(
            "DELETE FROM audit_entry WHERE number BETWEEN ? AND ?", (first, last)
        )
        [found] = findings(connection)
        assert (found.fault, found.first, found.last) == (Fault.MISSING, first, last)


@given(st.lists(st.integers(1, LENGTH), min_size=2, max_size=2, unique=True))
def test_any_rows_that_changed_places_are_found_and_named(
    altered_engine: Engine, places: list[int]
):
    one, other = sorted(places)
    with attacked(altered_engine) as connection:
        for number, to in ((one, -1), (other, one), (-1, other)):
            connection.exec_driver_sql(
                "UPDATE audit_entry SET number = ? WHERE number = ?", (to, number)
            )
        named = [(found.fault, found.first) for found in findings(connection)]
        assert named == [(Fault.ALTERED, one), (Fault.ALTERED, other)]


@given(number=st.one_of(st.integers(-5, 0), st.integers(LENGTH + 1, LENGTH + 9)))
def test_any_row_put_in_is_found_and_named(altered_engine: Engine, number: int):
    with attacked(altered_engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO audit_entry SELECT ?, at, device_uid, person_uid, kind, case_uid, facts, "
            "previous, hash FROM audit_entry WHERE number = 3",
            (number,),
        )
        [found] = findings(connection)
        assert found.fault is Fault.ADDED
        assert number in {found.first, found.last}


@pytest.mark.parametrize(
    ("attack", "fault", "number"),
    [
        ("DELETE FROM audit_head", Fault.HEAD_LOST, 0),
        ("UPDATE audit_head SET number = 9", Fault.MISSING, LENGTH + 1),
        ("UPDATE audit_head SET hash = zeroblob(32)", Fault.REPLACED, LENGTH),
    ],
)
def test_a_head_that_was_altered_or_removed_is_found(
    altered_engine: Engine, attack: str, fault: Fault, number: int
):
    with attacked(altered_engine) as connection:
        connection.exec_driver_sql(attack)
        [found] = findings(connection)
        assert (found.fault, found.first) == (fault, number)


@pytest.fixture(scope="module")
def altered_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database for tests that undo all they do."""
    path = tmp_path_factory.mktemp("attacked") / "office.db"
    opened = open_engine(path, KEY)
    migrate(opened, path, KEY)
    yield opened
    opened.dispose()


def numbers(trail: AuditTrail, query: AuditQuery, **asked: int) -> list[int]:
    before = asked.get("before")
    return [row.number for row in trail.page(query, before=before, most=asked.get("most", 100))]


def test_pages_come_the_newest_first_and_go_on_below_a_number(profile: OpenProfile):
    with profile.write() as work:
        for minute in range(9):
            work.audit.note(a_note(at=NOW + timedelta(minutes=minute)))
        assert numbers(work.audit, AuditQuery(), most=4) == [10, 9, 8, 7]
        assert numbers(work.audit, AuditQuery(), before=7, most=4) == [6, 5, 4, 3]
        assert numbers(work.audit, AuditQuery(), before=3, most=4) == [2, 1]


def test_pages_are_of_a_person_a_kind_a_case_and_a_time(profile: OpenProfile):
    case = a_note().case_uid
    with profile.write() as work:
        work.audit.note(a_note(person_uid=VERIFIER_UID))
        work.audit.note(a_note(kind=AuditKind.PRINTED, case_uid=case))
        work.audit.note(a_note(at=NOW + timedelta(days=2)))
        work.audit.note(a_note(at=NOW + timedelta(days=1), case_uid=case))
        trail = work.audit
        assert numbers(trail, AuditQuery(person_uid=VERIFIER_UID)) == [2, 1]
        assert numbers(trail, AuditQuery(kind=AuditKind.PRINTED)) == [3]
        assert numbers(trail, AuditQuery(case_uid=case)) == [5, 3]
        day = AuditQuery(since=NOW + timedelta(days=1), until=NOW + timedelta(days=2))
        assert numbers(trail, day) == [5]
        assert numbers(trail, AuditQuery(since=NOW + timedelta(days=1))) == [5, 4]
        assert numbers(trail, AuditQuery(until=NOW)) == []
        both = AuditQuery(case_uid=case, until=NOW + timedelta(hours=1))
        assert numbers(trail, both) == [3]


@pytest.mark.parametrize(
    "query",
    [
        AuditQuery(),
        AuditQuery(person_uid=CLERK_UID),
        AuditQuery(case_uid=CLERK_UID),
        AuditQuery(kind=AuditKind.SEEN),
        AuditQuery(kind=AuditKind.SEEN, since=NOW, until=NOW + timedelta(days=1)),
    ],
)
@pytest.mark.parametrize("kept", [(), (DISTRICT_UID,)], ids=["none kept", "one kept"])
def test_a_page_is_read_off_an_index_and_never_sorted(
    engine: Engine, query: AuditQuery, kept: tuple[UUID, ...]
):
    with engine.begin() as connection:
        StoredAuditTrail(connection, KeptCases(connection, None)).note(a_note())
        asked = page_of(query, (1, 2) if query.since else None, kept, before=9, most=100)
        compiled = asked.compile(connection, compile_kwargs={"render_postcompile": True})
        text = str(compiled)
        values = tuple(compiled.construct_params()[name] for name in compiled.positiontup or ())
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {text}", tuple(_plain(value) for value in values)
        ).all()
        told = " ".join(str(row[-1]) for row in plan)
        assert "SEARCH audit_entry" in told
        assert "TEMP B-TREE" not in told


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return value.bytes
    return int(value.timestamp() * 1_000_000) if isinstance(value, datetime) else value
