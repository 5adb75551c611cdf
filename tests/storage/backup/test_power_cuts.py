"""A program that is killed while it copies or returns leaves the old state or the new, whole."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.domain.backups import Backup, Occasion
from desktop_app.services.backup.after_restore import settler
from desktop_app.storage.backup.copies import ProfileCopies, own_place
from desktop_app.storage.backup.making import Watch
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.storage.profile_keys import LockedKeys
from tests.builders import NOW, VERIFIER_UID
from tests.desk import PASSWORD, a_desk
from tests.storage.backup.conftest import ZONE, CopiedDesk
from tests.storage.backup.sudden_death import dies_at


@dataclass(frozen=True)
class Shelved:
    """A profile nobody has open, with a copy that is older than its last case."""

    folder: Path
    key: bytes
    copy: Backup
    unsent: list[UUID]

    def fresh(self, at: Path) -> Path:
        """Put the profile somewhere anew."""
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(self.folder, at)
        return at


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Shelved:
    tmp_path = tmp_path_factory.mktemp("shelved")
    with a_desk(tmp_path) as desk:
        made = CopiedDesk(desk, tmp_path / "profile", desk.profile.copies(ZONE))
        made.attach(b"isi berkas")
        copy = made.back_up()
        made.attach(b"isi lain")
        with desk.profile.read() as work:
            unsent = [change.uid for change in work.outbox.waiting(1000)]
    key = LockedKeys(made.folder, desk.clock).unlock(VERIFIER_UID, PASSWORD)
    return Shelved(made.folder, key, copy, unsent)


def opened(folder: Path) -> OpenProfile:
    return Profile.open(folder, VERIFIER_UID, PASSWORD)


def test_a_kill_at_any_step_of_a_copy_leaves_no_copy_that_only_looks_whole(
    shelved: Shelved, tmp_path: Path
):
    for step in count(1):
        folder = shelved.fresh(tmp_path / "profile")
        copies = ProfileCopies(folder, shelved.key, ZONE)

        died = dies_at(step, partial(make, copies))

        for one in copies.all():
            assert copies.preview(one.name).is_readable
            assert one.counts["case"] in {1, 2}
        made = make(copies)
        assert made.cases == 2
        assert not list(own_place(folder).folder.glob(".part-*"))
        if not died:
            break
    assert step > 10


def make(copies: ProfileCopies) -> Backup:
    return copies.make(Occasion.ASKED, NOW, tell=lambda _: None, cancelled=lambda: False)


def test_a_kill_at_any_step_of_a_return_costs_nothing_and_it_can_be_done_again(
    shelved: Shelved, tmp_path: Path
):
    for step in count(1):
        folder = shelved.fresh(tmp_path / "profile")

        died = dies_at(step, partial(back, folder, shelved))

        for _ in range(2):
            with closing(opened(folder)) as profile, profile.read() as work:
                assert [change.uid for change in work.outbox.waiting(1000)] == shelved.unsent
                assert work.cases.count() == 2
            assert not list(folder.glob("office.db.*"))
            back(folder, shelved)
        if not died:
            break
    assert step > 10


def back(folder: Path, shelved: Shelved) -> None:
    Profile.restore(
        folder,
        shelved.key,
        own_place(folder),
        shelved.copy.name,
        at=NOW,
        settle=settler(NOW, ZONE, person_uid=None, read_anew=lambda _work: None),
        watch=Watch(),
    )
