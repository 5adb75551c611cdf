"""Every profile that a released program may have left behind still opens, with all it holds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.storage import schema
from desktop_app.storage.engine import open_engine
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.migrate import REVISIONS
from desktop_app.storage.profile import OpenProfile, Profile
from tests.builders import CLERK_UID, DISTRICT_UID, TODAY
from tests.data.old_databases import freeze
from tests.storage.secrets_for_tests import PASSWORD

KEPT = sorted(path for path in freeze.FOLDER.iterdir() if (path / "office.db").exists())


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def old_profile(request: pytest.FixtureRequest, folder: Path) -> Iterator[OpenProfile]:
    """A copy of each kept profile, opened by the program of today."""
    shutil.copytree(request.param, folder)
    with closing(Profile.open(folder, CLERK_UID, PASSWORD)) as opened:
        yield opened


def test_there_is_one_of_every_revision():
    assert [path.name for path in KEPT] == list(REVISIONS)


def test_every_table_of_the_newest_one_holds_something(folder: Path):
    shutil.copytree(KEPT[-1], folder)
    engine = open_engine(
        folder / "office.db", KeyFile(folder / "keys.json").unlock(CLERK_UID, PASSWORD)
    )
    with engine.connect() as connection:
        empty = [
            name
            for name, table in schema.METADATA.tables.items()
            if connection.execute(table.select()).first() is None
        ]
    engine.dispose()
    assert empty == []


def test_the_list_of_an_old_profile_is_complete(old_profile: OpenProfile):
    with old_profile.read() as work:
        keys = work.cases.keys(InboxQuery(InboxGroup.OPEN), TODAY)
        keys = [*keys, *work.cases.keys(InboxQuery(InboxGroup.ENDED), TODAY)]
        titles = {row.status: row.title for row in work.cases.rows(keys)}
        assert titles == freeze.TITLES
        assert work.cases.counts(TODAY).total == len(freeze.TITLES)


def test_every_case_of_an_old_profile_has_all_that_belongs_to_it(old_profile: OpenProfile):
    with old_profile.read() as work:
        changes = work.outbox.waiting(10)
        assert len(changes) == work.conflicts.count() == len(freeze.TITLES)
        for change in changes:
            case_uid = change.case_uid
            assert work.cases.get(case_uid).title in freeze.TITLES.values()
            assert work.reporters.get(case_uid).name == "Wagiman Contoh"
            assert len(work.timeline.of_case(case_uid)) == 1
            assert len(work.letters.of_case(case_uid)) == 1
            (attachment,) = work.attachments.of_case(case_uid)
            assert old_profile.files.read(attachment.sha256) == freeze.PHOTO


def test_an_old_profile_knows_its_office_people_lists_and_numbers(old_profile: OpenProfile):
    with old_profile.write() as work:
        assert work.state.identity().office_uid == DISTRICT_UID
        assert work.directory.office(DISTRICT_UID).name == "Kecamatan Bobotsari"
        assert [person.uid for person in work.directory.people_of(DISTRICT_UID)] == [CLERK_UID]
        assert len(work.reference.categories()) == 1
        assert work.reference.work_calendar().free_days == {TODAY}
        assert work.numbers.next_register_sequence(TODAY.year) == len(freeze.TITLES) + 1
        assert work.numbers.letter_block(TODAY.year).next_number == 1
        assert work.drafts.of_person(CLERK_UID).draft.text.title == "Lampu jalan"
