"""The key file of a profile, as it lies beside the data and beside each of its copies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.backup.copies import own_place
from desktop_app.storage.backup.making import Source
from desktop_app.storage.backup.moving_aside import keep_a_copy_aside
from desktop_app.storage.backup.place import Place
from desktop_app.storage.backup.rehearsal import is_sound
from desktop_app.storage.durable_file import explained_file_errors, write_durably
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.profile_folder import KEYS


def is_readable(keys: Path) -> bool:
    """Say whether a key file is there and whole."""
    try:
        KeyFile(keys).holders()
    except ExpectedError:
        return False
    return True


def folder_with_keys(profile: Path, place: Place, name: str) -> Path:
    """Find the folder with the ways into a copy; ExpectedError KEYS_LOST where no file is whole.

    Copies in one place are of one profile: where the key file of one is lost, that of another
    opens it too.
    """
    beside = [one.backup.name for one in place.manifests()]
    folders = [place.folder / one for one in (name, *beside)]
    if place.folder == own_place(profile).folder:
        folders.insert(0, profile)
    for folder in folders:
        if is_readable(folder / KEYS):
            return folder
    raise ExpectedError(Trouble.KEYS_LOST, facts={"of": "copy"})


def brought_back(profile: Source, keys: bytes, *, at: datetime) -> bool:
    """Give a whole database its lost key file back; False where it is there, or opens nothing."""
    if is_readable(profile.keys) or not is_sound(profile.database, profile.key):
        return False
    put_keys(profile, keys, at=at)
    return True


def put_keys(profile: Source, keys: bytes, *, at: datetime) -> None:
    """Write a key file; the one that could not be read is kept."""
    with explained_file_errors():
        keep_a_copy_aside(profile.keys, at)
        write_durably(profile.keys, keys)
