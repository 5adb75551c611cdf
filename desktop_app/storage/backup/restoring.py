"""Puts a copy in the place of a profile's database, and keeps what stood there.

The new database is made whole beside the old one. A power cut before the old one is moved away
changes nothing; after it, the next start ends the moving and gives the new one its name
(`profile._finish`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from desktop_app.domain.backups import Backup, BackupStage, Occasion, Restored
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.storage.backup.carry_over import CarriedOver, carry_over
from desktop_app.storage.backup.file_list import read_file_list
from desktop_app.storage.backup.key_files import WaysIn, mend_keys
from desktop_app.storage.backup.making import Source, Watch, make_copy
from desktop_app.storage.backup.manifest import Manifest
from desktop_app.storage.backup.moving_aside import MOVING, move_aside
from desktop_app.storage.backup.place import FILE_LIST, Place
from desktop_app.storage.backup.rehearsal import is_sound
from desktop_app.storage.backup.sealed_copies import SealedFolder
from desktop_app.storage.backup.whole_files import copy_whole, sync_file
from desktop_app.storage.durable_file import (
    explained_file_errors,
    replace_patiently,
    sync_folder,
)
from desktop_app.storage.engine import connect_raw, explained, open_engine
from desktop_app.storage.migrate import migrate
from desktop_app.storage.profile_folder import (
    DATABASE,
    UNFINISHED,
    remove_database,
)
from desktop_app.storage.unit_of_work import unit_of_work

_IN_THE_MAKING = "office.db.restoring"
_REPLACED = "office.db.replaced"

Settle = Callable[[UnitOfWork, CarriedOver, Backup], None]


def restore(
    profile: Source,
    place: Place,
    name: str,
    *,
    own: Place,
    at: datetime,
    settle: Settle,
    watch: Watch,
    finish: Callable[[], None],
    ways_in: WaysIn | None = None,
) -> Restored:
    """Return to a copy; nobody has the profile open, and the caller holds its lock.

    `own` is where the present state is kept as a copy first, if it is whole; one that is not is
    kept as it lies. `settle` does the last work in the new database, `finish` gives it its name.
    `ways_in` opened the copy; None where those of now did.
    """
    manifest = place.manifest(name)
    with explained_file_errors():
        profile.folder.mkdir(parents=True, exist_ok=True)
        new = profile.folder / _IN_THE_MAKING
        remove_database(new)
        remove_database(profile.folder / UNFINISHED)
        kept_aside = _keep_present(profile, own, at=at, watch=watch)
        try:
            carried = _make_new(
                profile, place.folder / name, manifest, new=new, settle=settle, watch=watch
            )
            _bring_files_back(profile, place, name, watch=watch)
            if ways_in is not None:
                mend_keys(profile, ways_in, at=at)
            replace_patiently(new, profile.folder / UNFINISHED)
            sync_folder(profile.folder)
        except BaseException:
            remove_database(new)
            raise
        kept_as_it_lies = _move_away(profile, is_copied=bool(kept_aside), at=at)
        finish()
    return Restored(manifest.backup, carried.unsent, carried.unread, kept_aside or kept_as_it_lies)


def _keep_present(profile: Source, own: Place, *, at: datetime, watch: Watch) -> str:
    """Copy the present state; empty where it cannot be copied because it is not whole."""
    if not profile.database.is_file():
        return ""
    try:
        return make_copy(profile, own, Occasion.BEFORE_RESTORE, at=at, watch=watch).name
    except ExpectedError as error:
        if error.trouble in {Trouble.PROFILE_DAMAGED, Trouble.BACKUP_NOT_WHOLE}:
            return ""
        raise
    except dbapi2.Error:
        return ""


def _make_new(
    profile: Source, copy: Path, manifest: Manifest, *, new: Path, settle: Settle, watch: Watch
) -> CarriedOver:
    watch.step(BackupStage.COPYING, 0, 1)
    digest = manifest.digests.get(DATABASE, "")
    try:
        whole = copy_whole(copy / DATABASE, new, digest, cancelled=watch.cancelled)
    except FileNotFoundError:
        whole = False
    if not whole:
        raise ExpectedError(Trouble.BACKUP_DAMAGED)
    engine = open_engine(new, profile.key)
    try:
        migrate(engine, new, profile.key)
        engine.dispose()
        with explained():
            carried = carry_over(new, profile.database, profile.key)
        with unit_of_work(engine)() as work:
            settle(work, carried, manifest.backup)
            work.commit()
    finally:
        engine.dispose()
        for older in new.parent.glob(f"{new.name}.before-*"):
            older.unlink()
    with explained(), closing(connect_raw(new, profile.key)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    sync_file(new)
    watch.step(BackupStage.TRYING, 0, 1)
    if not is_sound(new, profile.key):
        raise ExpectedError(Trouble.BACKUP_DAMAGED)
    return carried


def _bring_files_back(profile: Source, place: Place, name: str, *, watch: Watch) -> None:
    """Put back the files that are gone or damaged here; those gone bad in the copy stay gone."""
    kept = SealedFolder(place.files, profile.key)
    try:
        names = read_file_list(place.folder / name / FILE_LIST)
    except (OSError, ValueError):
        return
    for at, sha256 in enumerate(names):
        watch.step(BackupStage.FILES, at, len(names))
        if profile.files.sound(sha256) is None and (sealed := kept.sound(sha256)) is not None:
            profile.files.put(sha256, sealed)


def _move_away(profile: Source, *, is_copied: bool, at: datetime) -> str:
    """Make room for the new database; what was not copied is kept as it lies, log and all."""
    database = profile.database
    if is_copied:
        with suppress(dbapi2.Error), closing(connect_raw(database, profile.key)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    if is_copied and not database.with_name(f"{DATABASE}-wal").exists():
        replace_patiently(database, database.with_name(_REPLACED))
        return ""
    return move_aside(profile.folder, at)


def forget_unfinished(folder: Path) -> None:
    """Take away what a return has left beside the database, however far it came."""
    for name in (_IN_THE_MAKING, UNFINISHED, _REPLACED, MOVING):
        remove_database(folder / name)
    for part in folder.glob(f"{MOVING}.*"):
        part.unlink(missing_ok=True)
