"""A damaged database and its log stay together, wherever the power fails while they are moved."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from desktop_app.domain.backups import Backup
from desktop_app.services.backup.after_restore import settler
from desktop_app.storage.backup.copies import own_place
from desktop_app.storage.backup.making import Watch
from desktop_app.storage.backup.rehearsal import is_sound
from desktop_app.storage.engine import connect_raw
from desktop_app.storage.profile import Profile
from desktop_app.storage.profile_keys import LockedKeys
from tests.builders import NOW, VERIFIER_UID
from tests.desk import PASSWORD, a_desk
from tests.storage.backup.conftest import ZONE, CopiedDesk
from tests.storage.backup.sudden_death import dies_at

_PAGE = 4096


@dataclass(frozen=True)
class Broken:
    """A profile with a damaged page, the last change of which stands in the log alone."""

    folder: Path
    key: bytes
    copy: Backup
    queued: set[UUID]

    def fresh(self, at: Path) -> Path:
        """Put the profile somewhere anew, as a power cut left it."""
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(self.folder, at)
        return at


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Broken:
    tmp_path = tmp_path_factory.mktemp("broken")
    folder = tmp_path / "broken"
    with a_desk(tmp_path) as desk:
        made = CopiedDesk(desk, tmp_path / "profile", desk.profile.copies(ZONE))
        for _ in range(3):
            desk.registered()
        copy = made.back_up()
        desk.registered()
        with closing(connect_raw(made.folder / "office.db", _key_of(made))) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        desk.registered()
        shutil.copytree(made.folder, folder)
        with desk.profile.read() as work:
            queued = {change.uid for change in work.outbox.waiting(1000)}
        key = _key_of(made)
    assert (folder / "office.db-wal").stat().st_size
    _damage(folder, tmp_path / "tried", key, queued)
    return Broken(folder, key, copy, queued)


def _key_of(made: CopiedDesk) -> bytes:
    return LockedKeys(made.folder, made.desk.clock).unlock(VERIFIER_UID, PASSWORD)


def _damage(folder: Path, scratch: Path, key: bytes, queued: set[UUID]) -> None:
    """Flip a byte in the last page without which the queue can be read."""
    database = folder / "office.db"
    whole = database.read_bytes()
    for page in range(len(whole) // _PAGE - 1, 0, -1):
        content = bytearray(whole)
        content[page * _PAGE + 100] ^= 1
        database.write_bytes(content)
        if not _is_sound(folder, scratch, key) and queue_of(folder, scratch, key) == queued:
            return
    raise AssertionError("no such page")


def _is_sound(folder: Path, scratch: Path, key: bytes) -> bool:
    return is_sound(_taken(folder, scratch), key)


def queue_of(folder: Path, scratch: Path, key: bytes) -> set[UUID]:
    """Read what waits in a database as it lies there with its log; nothing where there is none."""
    database = _taken(folder, scratch)
    if not database.exists():
        return set()
    with suppress(dbapi2.Error), closing(connect_raw(database, key)) as connection:
        # More than its identifiers, which an index has as well.
        rows = connection.execute("SELECT uid, * FROM outbox").fetchall()
        return {UUID(bytes=row[0]) for row in rows}
    return set()


def _taken(folder: Path, scratch: Path) -> Path:
    """Copy a set, so that looking changes nothing."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for ending in ("", "-wal", "-journal"):
        if (folder / f"office.db{ending}").exists():
            shutil.copy(folder / f"office.db{ending}", scratch)
    return scratch / "office.db"


def test_a_cut_at_any_step_leaves_the_damaged_database_with_its_log(broken: Broken, tmp_path: Path):
    kept_aside = 0
    for step in count(1):
        folder = broken.fresh(tmp_path / "profile")

        died = dies_at(step, partial(back, folder, broken))

        with closing(Profile.open(folder, VERIFIER_UID, PASSWORD)):
            aside = list((folder / "aside").glob("*"))
            before = [queue_of(one, tmp_path / "tried", broken.key) for one in aside]
            assert all(queue == broken.queued for queue in before)
            kept_aside += len(aside)
        assert queue_of(folder, tmp_path / "tried", broken.key) >= broken.queued
        assert not list(folder.glob("office.db.*"))
        if not died:
            break
    assert kept_aside > 3


def test_a_log_without_its_database_comes_never_beside_another(broken: Broken, tmp_path: Path):
    folder = broken.fresh(tmp_path / "profile")
    (folder / "office.db").unlink()
    log = (folder / "office.db-wal").read_bytes()

    back(folder, broken)

    (aside,) = (folder / "aside").iterdir()
    assert (aside / "office.db-wal").read_bytes() == log
    with closing(Profile.open(folder, VERIFIER_UID, PASSWORD)) as profile, profile.read() as work:
        assert work.cases.count() == 3


def test_what_is_moved_aside_never_takes_the_place_of_what_lies_there(
    broken: Broken, tmp_path: Path
):
    folder = broken.fresh(tmp_path / "profile")
    back(folder, broken)
    for path in broken.folder.glob("office.db*"):
        shutil.copy(path, folder)

    back(folder, broken)

    aside = list((folder / "aside").iterdir())
    assert len(aside) == 2
    for one in aside:
        assert queue_of(one, tmp_path / "tried", broken.key) == broken.queued


def back(folder: Path, broken: Broken) -> None:
    Profile.restore(
        folder,
        broken.key,
        own_place(folder),
        broken.copy.name,
        at=NOW,
        settle=settler(NOW, ZONE, person_uid=None, read_anew=lambda _work: None),
        watch=Watch(),
    )
