"""Every profile that a released program may have left behind still opens, with all it holds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.digest import Digest
from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.storage.engine import connect_raw, open_engine
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.metadata import METADATA
from desktop_app.storage.migrate import REVISIONS
from desktop_app.storage.profile import OpenProfile, Profile
from tests.builders import CLERK_UID, DISTRICT_UID, NOW, TODAY, a_change
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
            for name, table in METADATA.tables.items()
            if connection.execute(table.select()).first() is None
        ]
    engine.dispose()
    assert empty == []


def rows_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the mark of the revision, as it lies on the disk."""
    key = KeyFile(folder / "keys.json").unlock(CLERK_UID, PASSWORD)
    with closing(connect_raw(folder / "office.db", key)) as connection:
        connection.row_factory = dbapi2.Row
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND name NOT IN ('alembic_version', 'sqlite_sequence')"
        ).fetchall()
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')]
            for (name,) in names
        }


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_migration_loses_and_alters_nothing(kept: Path, folder: Path):
    shutil.copytree(kept, folder)
    before = rows_of(folder)
    Profile.open(folder, CLERK_UID, PASSWORD).close()
    after = rows_of(folder)
    if kept.name < "0002":
        for conflict in before["conflict"]:
            conflict["mine"] = json.dumps(conflict["mine"])
            conflict["theirs"] = json.dumps(conflict["theirs"])
    for table, rows in before.items():
        assert rows
        still = [
            {name: row[name] for name in old} for old, row in zip(rows, after[table], strict=True)
        ]
        assert still == rows


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


def test_values_that_did_not_stand_are_read_as_they_were_written(old_profile: OpenProfile):
    with old_profile.read() as work:
        assert {(one.mine, one.theirs) for one in work.conflicts.all()} == {
            ("Jalan rusak", "Jembatan rusak")
        }


def test_no_case_of_an_old_profile_is_hidden_and_no_entry_refused(old_profile: OpenProfile):
    with old_profile.read() as work:
        for change in work.outbox.waiting(10):
            assert not work.cases.is_voided(change.case_uid)
            assert [entry.refused for entry in work.timeline.of_case(change.case_uid)] == [False]


def test_the_queue_of_an_old_profile_goes_on_where_it_stopped(old_profile: OpenProfile):
    with old_profile.write() as work:
        waiting = work.outbox.waiting(10)
        assert [change.sequence for change in waiting] == [1, 2, 3]
        assert {change.body["set"]["title"] for change in waiting} == {"Judul baru"}
        work.outbox.take([change.uid for change in waiting], NOW)
        work.outbox.add(a_change())
        assert [change.sequence for change in work.outbox.waiting(10)] == [4]


def test_blocks_of_an_old_profile_last_until_the_end_of_their_year(old_profile: OpenProfile):
    with old_profile.read() as work:
        (block,) = work.numbers.letter_blocks(2026)
        assert block.expires_on == date(2026, 12, 31)
        assert work.numbers.letter_block(2026, date(2026, 12, 31)) == block


def test_a_desk_of_the_first_revision_knows_nothing_of_what_was_delivered(folder: Path):
    shutil.copytree(KEPT[0], folder)
    with closing(Profile.open(folder, CLERK_UID, PASSWORD)) as old, old.read() as work:
        assert work.feed.digests().get(f"office:{DISTRICT_UID}", Digest()) == Digest()
        assert work.state.sync_marks() == SyncMarks({}, "")


def test_an_old_profile_knows_its_office_people_lists_and_numbers(old_profile: OpenProfile):
    with old_profile.write() as work:
        assert work.state.identity().office_uid == DISTRICT_UID
        assert work.directory.office(DISTRICT_UID).name == "Kecamatan Bobotsari"
        assert [person.uid for person in work.directory.people_of(DISTRICT_UID)] == [CLERK_UID]
        assert len(work.reference.categories()) == 1
        assert work.reference.work_calendar().free_days == {TODAY}
        assert work.numbers.next_register_sequence(TODAY.year) == len(freeze.TITLES) + 1
        assert work.numbers.letter_block(TODAY.year, TODAY).next_number == 1
        assert work.drafts.of_person(CLERK_UID).draft.text.title == "Lampu jalan"
