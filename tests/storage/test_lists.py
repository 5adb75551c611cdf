"""Offices, people, categories, conflicts and drafts as the desk lists and drops them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Engine, update

from desktop_app.domain.drafts import KeptDraft
from desktop_app.domain.ports import OpenWork
from desktop_app.storage import schema
from desktop_app.storage.repositories.drafts import StoredDrafts
from tests.builders import (
    CLERK_UID,
    DISTRICT_UID,
    NOW,
    a_category,
    a_conflict,
    a_draft,
    a_person,
    an_office,
)


def test_offices_and_the_people_of_one_office_are_listed_by_name(empty_desk: OpenWork):
    with empty_desk() as work:
        for name in ("Kecamatan B", "Desa A"):
            work.directory.put_office(an_office(uid=uuid4(), name=name))
        for name in ("Wati", "Adi"):
            work.directory.put_person(a_person(uid=uuid4(), name=name))
        work.directory.put_person(a_person(uid=uuid4(), office_uid=uuid4()))
        assert [office.name for office in work.directory.offices()] == ["Desa A", "Kecamatan B"]
        people = work.directory.people_of(DISTRICT_UID)
        assert [person.name for person in people] == ["Adi", "Wati"]


def test_categories_keep_their_order_when_one_is_edited(empty_desk: OpenWork):
    with empty_desk() as work:
        for code in ("water", "roads", "lighting"):
            work.reference.put_category(a_category(code=code))
        work.reference.put_category(a_category(code="water", name="Air bersih"))
        codes = [category.code for category in work.reference.categories()]
        assert codes == ["water", "roads", "lighting"]


def test_a_conflict_stays_until_it_is_removed(empty_desk: OpenWork):
    older, newer = a_conflict(), a_conflict(noticed_at=NOW + timedelta(hours=1))
    with empty_desk() as work:
        work.conflicts.add(newer)
        work.conflicts.add(older)
        assert work.conflicts.all() == [older, newer]
        work.conflicts.remove(older.uid)
        assert (work.conflicts.all(), work.conflicts.count()) == ([newer], 1)


def test_each_person_has_one_draft_and_may_drop_it(empty_desk: OpenWork):
    colleague, first, second = uuid4(), a_draft(), a_draft(reporter_name="Lain")
    with empty_desk() as work:
        work.drafts.keep(CLERK_UID, first, NOW)
        work.drafts.keep(CLERK_UID, second, NOW)
        work.drafts.keep(colleague, first, NOW)
        assert work.drafts.of_person(CLERK_UID) == KeptDraft(second, NOW)
        work.drafts.drop(CLERK_UID)
        assert work.drafts.of_person(CLERK_UID) is None
        assert work.drafts.of_person(colleague) == KeptDraft(first, NOW)


def test_a_draft_of_another_version_keeps_what_both_know(engine: Engine):
    draft = a_draft()
    with engine.begin() as connection:
        drafts = StoredDrafts(connection)
        drafts.keep(CLERK_UID, draft, NOW)
        form = connection.execute(schema.draft.select()).one().form
        del form["village_typed"]
        form["mood"] = "gembira"
        connection.execute(update(schema.draft).values(form=form))
        assert drafts.of_person(CLERK_UID) == KeptDraft(replace(draft, village_typed=""), NOW)
