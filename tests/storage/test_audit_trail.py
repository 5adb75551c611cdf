"""The audit trail of a desk: every entry follows from the one before, and the database keeps it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.audit import AuditKind, Link
from desktop_app.storage.profile import OpenProfile
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import CLERK_UID, NOW, a_note


def test_a_chain_begins_by_saying_so(profile: OpenProfile):
    note = a_note()
    with profile.write() as work:
        assert work.audit.head() == Link()
        work.audit.note(note)
        work.commit()
    with profile.read() as work:
        begun, seen = work.audit.entries(after=0, most=10)
        assert work.audit.head() == seen.link
    assert (begun.number, begun.kind, begun.previous) == (1, "chain_begun", bytes(32))
    assert (seen.number, seen.kind, seen.case_uid) == (2, "seen", note.case_uid)
    assert (seen.person_uid, seen.device_uid) == (CLERK_UID, note.device_uid)


def test_every_entry_names_the_hash_of_the_one_before(profile: OpenProfile):
    with profile.write() as work:
        for minute in range(5):
            kind = AuditKind.PRINTED if minute % 2 else AuditKind.SEEN
            work.audit.note(a_note(kind=kind, at=NOW + timedelta(minutes=minute)))
        entries = work.audit.entries(after=0, most=10)
    links = [entry.link for entry in entries]
    assert [link.number for link in links] == [1, 2, 3, 4, 5, 6]
    assert [entry.previous for entry in entries[1:]] == [link.hash for link in links[:-1]]


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
