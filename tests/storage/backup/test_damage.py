"""Damaged pages anywhere: noticed, never read as something else, and what can be read is saved."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.backups import Backup, Occasion
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.backup.after_restore import settler
from desktop_app.storage.backup.copies import ProfileCopies, own_place
from desktop_app.storage.backup.making import Watch
from desktop_app.storage.profile import Profile
from desktop_app.storage.profile_keys import LockedKeys
from tests.builders import NOW, VERIFIER_UID
from tests.desk import PASSWORD, a_desk
from tests.storage.backup.conftest import ZONE, CopiedDesk

_PAGE = 4096


@dataclass(frozen=True)
class Shelved:
    """A profile nobody has open: its copy, and all that was ever queued in it."""

    folder: Path
    key: bytes
    copy: Backup
    in_copy: set[UUID]
    queued: set[UUID]
    last_sequence: int

    @property
    def pages(self) -> int:
        return (self.folder / "office.db").stat().st_size // _PAGE


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Shelved:
    folder = tmp_path_factory.mktemp("shelved")
    with a_desk(folder) as desk:
        made = CopiedDesk(desk, folder / "profile", desk.profile.copies(ZONE))
        for _ in range(3):
            desk.registered(words="kata " * 500)
        copy = made.back_up()
        in_copy = queued(made)
        numbers = [desk.registered(words="kata " * 500).case.register_number for _ in range(8)]
        all_queued = queued(made)
    key = LockedKeys(made.folder, desk.clock).unlock(VERIFIER_UID, PASSWORD)
    last = int(numbers[-1].split("-")[1])
    return Shelved(made.folder, key, copy, in_copy, all_queued, last)


def queued(made: CopiedDesk) -> set[UUID]:
    with made.desk.profile.read() as work:
        return {change.uid for change in work.outbox.waiting(1000)}


def damaged(shelved: Shelved, at: Path, places: list[float]) -> Path:
    """A fresh copy of the profile, with one byte flipped at each place, from 0 to 1."""
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(shelved.folder, at)
    content = bytearray((at / "office.db").read_bytes())
    for place in places:
        content[int(place * (len(content) - 1))] ^= 0x40
    (at / "office.db").write_bytes(content)
    return at


PLACES = st.lists(st.floats(0, 1), min_size=1, max_size=6, unique=True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLACES)
def test_it_is_noticed_and_a_return_saves_what_can_be_read(
    shelved: Shelved, tmp_path: Path, places: list[float]
):
    folder = damaged(shelved, tmp_path / "profile", places)
    flipped = (folder / "office.db").read_bytes() != (shelved.folder / "office.db").read_bytes()
    as_it_lies = (folder / "office.db").read_bytes()
    if flipped:
        with pytest.raises(ExpectedError) as noticed:
            ProfileCopies(folder, shelved.key, ZONE).make(
                Occasion.DAILY, NOW, tell=lambda _: None, cancelled=lambda: False
            )
        assert noticed.value.trouble is Trouble.PROFILE_DAMAGED

    done = Profile.restore(
        folder,
        shelved.key,
        own_place(folder),
        shelved.copy.name,
        at=NOW,
        settle=settler(NOW, ZONE, person_uid=None, read_anew=lambda _work: None),
        watch=Watch(),
    )

    opened = Profile.open(folder, VERIFIER_UID, PASSWORD)
    with closing(opened), opened.write() as work:
        now = {change.uid for change in work.outbox.waiting(1000)}
        assert shelved.in_copy <= now <= shelved.queued
        assert "outbox" in done.unread or now == shelved.queued
        assert work.cases.count() >= 3
        assert work.numbers.next_register_sequence(2026) > shelved.last_sequence
    if flipped:
        assert (folder / done.kept_aside / "office.db").read_bytes() == as_it_lies


def test_a_queue_with_one_damaged_page_gives_all_but_what_stood_on_it(
    shelved: Shelved, tmp_path: Path
):
    saved: list[int] = []
    for page in range(1, shelved.pages):
        folder = damaged(shelved, tmp_path / "profile", [(page + 0.5) / shelved.pages])
        done = Profile.restore(
            folder,
            shelved.key,
            own_place(folder),
            shelved.copy.name,
            at=NOW,
            settle=settler(NOW, ZONE, person_uid=None, read_anew=lambda _work: None),
            watch=Watch(),
        )
        if "outbox" in done.unread:
            saved.append(done.unsent)
    assert saved
    assert max(saved) > len(shelved.in_copy)
