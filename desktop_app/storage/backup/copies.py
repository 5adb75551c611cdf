"""The copies of one profile: beside its data, and in a second place if there is one."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from desktop_app.domain.backups import Backup, BackupPlace, Occasion, RestorePreview, Tell
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.long_work import Cancelled
from desktop_app.storage.backup.comparing import compare
from desktop_app.storage.backup.making import (
    Source,
    Watch,
    carry_copy,
    make_copy,
    profile_mark,
)
from desktop_app.storage.backup.place import Place, explained_in
from desktop_app.storage.durable_file import write_durably
from desktop_app.storage.profile_folder import DATABASE

OWN_FOLDER = "backups"
SECOND_FOLDER = "Cadangan Loket Aduan"
_MARK = "cadangan-loket-aduan.txt"
_MARK_WORDS = "Folder cadangan Loket Aduan. Isinya terkunci. Jangan diubah atau dihapus.\r\n"


class ProfileCopies:
    """See `domain.backups.Copies`."""

    def __init__(self, folder: Path, key: bytes, zone: tzinfo) -> None:
        self._profile = Source(folder, key)
        self._zone = zone

    def make(self, occasion: Occasion, at: datetime, *, tell: Tell, cancelled: Cancelled) -> Backup:
        place = own_place(self._profile.folder)
        watch = Watch(tell, cancelled)
        made = make_copy(self._profile, place, occasion, at=at, watch=watch)
        place.thin(at, self._zone)
        return made

    def carry(self, name: str, elsewhere: Path, *, tell: Tell, cancelled: Cancelled) -> Backup:
        demand_mark(elsewhere)
        first, second = self._place(None), self._place(elsewhere)
        watch = Watch(tell, cancelled)
        carried = carry_copy(self._profile, first, second, name, watch=watch)
        second.thin(carried.made_at, self._zone)
        return carried

    def claim(self, elsewhere: Path) -> None:
        with explained_in(BackupPlace.SECOND):
            if not elsewhere.is_dir():
                raise FileNotFoundError
            folder = elsewhere / SECOND_FOLDER
            folder.mkdir(exist_ok=True)
            write_durably(folder / _MARK, _MARK_WORDS.encode())

    def all(self, elsewhere: Path | None = None) -> list[Backup]:
        if elsewhere is not None:
            demand_mark(elsewhere)
        return [manifest.backup for manifest in self._place(elsewhere).manifests()]

    def preview(self, name: str, elsewhere: Path | None = None) -> RestorePreview:
        place = self._place(elsewhere)
        with explained_in(place.which):
            backup = place.manifest(name).backup
            copy = place.folder_of(backup) / DATABASE
            return compare(copy, self._profile.database, self._profile.key, backup)

    def _place(self, elsewhere: Path | None) -> Place:
        if elsewhere is None:
            return own_place(self._profile.folder)
        return second_place(elsewhere, self._profile.key)


def own_place(folder: Path) -> Place:
    """Return the place beside the data of a profile."""
    return Place(folder / OWN_FOLDER, BackupPlace.FIRST)


def second_place(elsewhere: Path, key: bytes) -> Place:
    """Return the place of this profile in a folder that several PCs may share."""
    return Place(elsewhere / SECOND_FOLDER / profile_mark(key), BackupPlace.SECOND)


def demand_mark(elsewhere: Path) -> None:
    """Raise ExpectedError BACKUP_PLACE_GONE where the stick is not in or the share is not there.

    Without the mark a folder of the same name, on the PC's own disk, would be filled instead.
    """
    with explained_in(BackupPlace.SECOND):
        if not (elsewhere / SECOND_FOLDER / _MARK).is_file():
            facts = {"place": BackupPlace.SECOND.value}
            raise ExpectedError(Trouble.BACKUP_PLACE_GONE, facts=facts)
