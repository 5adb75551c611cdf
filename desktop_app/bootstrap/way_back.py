"""The return to a copy where the data of this PC does not open, or is gone."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop_app.domain.backups import Backup, BackupPlace, Restored, Tell
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.domain.long_work import Cancelled
from desktop_app.domain.ports import Clock
from desktop_app.services.backup.after_restore import settler
from desktop_app.storage.backup.found import copies_in
from desktop_app.storage.backup.key_files import ways_into
from desktop_app.storage.backup.making import Watch
from desktop_app.storage.backup.ownership import seems_foreign
from desktop_app.storage.backup.place import Place
from desktop_app.storage.durable_file import explained_file_errors
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.profile import Profile
from desktop_app.storage.profile_keys import LockedKeys
from desktop_app.ui.shell.doors import FoundCopy, ReturnForm, WayBack

# Which days of the year it is where the office stands cannot be known before anything is opened.
_ZONE: tzinfo = ZoneInfo("Asia/Jakarta")


def way_back_of(folder: Path, *, clock: Clock) -> WayBack:
    """Give what the sign-in page may do when the profile in `folder` does not open."""
    return WayBack(partial(_find, folder), partial(_return, folder, clock))


def _find(folder: Path, elsewhere: Path | None) -> list[FoundCopy]:
    found = [
        FoundCopy(
            backup,
            place.folder,
            tuple(_holders(folder, place, backup)),
            is_foreign=seems_foreign(folder, place, backup.name),
        )
        for place, backup in copies_in(elsewhere or folder)
    ]
    return sorted(found, key=lambda one: one.is_foreign)  # its own first, each as they were


def _return(
    folder: Path, clock: Clock, form: ReturnForm, *, tell: Tell, cancelled: Cancelled
) -> Restored:
    # The network's libraries come with it, which a start should not pay.
    from desktop_app.sync.renewing import read_everything_anew

    place = Place(form.copy.place, BackupPlace.SECOND)
    backup = form.copy.backup
    with explained_file_errors():
        folder.mkdir(parents=True, exist_ok=True)
    ways_in = ways_into(folder, place, backup.name)
    # Each copy is a door to the same data: wrong tries count for all of them together.
    locked = LockedKeys(ways_in.file.parent, clock, tries_in=folder)
    if form.person_uid is None:
        key, _nobody = locked.unlock_by_code(form.secret)
    else:
        key = locked.unlock(form.person_uid, form.secret)
    now = clock()
    return Profile.restore(
        folder,
        key,
        place,
        backup.name,
        at=now,
        settle=settler(now, _ZONE, person_uid=form.person_uid, read_anew=read_everything_anew),
        watch=Watch(tell, cancelled),
        is_sure=form.is_sure,
    )


def _holders(folder: Path, place: Place, backup: Backup) -> list[KeyHolder]:
    try:
        return KeyFile(ways_into(folder, place, backup.name).file).holders()
    except ExpectedError:
        return []
