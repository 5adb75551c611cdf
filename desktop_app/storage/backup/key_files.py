"""The key file of a profile, as it lies beside the data and beside each of its copies."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The key file that opened a copy, and where it lies.

    It takes the place of one that cannot be read, or of any where the copy is another's.
    """

    file: Path
    content: bytes
    is_others: bool = False


def is_readable(keys: Path) -> bool:
    """Say whether a key file is there and whole."""
    try:
        KeyFile(keys).holders()
    except ExpectedError:
        return False
    return True


def ways_into(profile: Path, place: Place, name: str) -> WaysIn:
    """Find the ways into a copy; ExpectedError KEYS_LOST where no file is whole.

    Copies in one place are of one profile: where the key file of one is lost, that of another
    opens it too.
    """
    beside = [one.backup.name for one in place.manifests()]
    folders = [place.folder / one for one in (name, *beside)]
    if place.folder == own_place(profile).folder:
        folders.insert(0, profile)
    for folder in folders:
        if is_readable(folder / KEYS):
            return WaysIn(folder / KEYS, (folder / KEYS).read_bytes())
    raise ExpectedError(Trouble.KEYS_LOST, facts={"of": "copy"})


def brought_back(profile: Source, ways_in: WaysIn, *, at: datetime) -> bool:
    """Give a whole database its lost key file back; False where it is there, or opens nothing."""
    if is_readable(profile.keys) or not is_sound(profile.database, profile.key):
        return False
    mend_keys(profile, ways_in, at=at)
    return True


def mend_keys(profile: Source, ways_in: WaysIn, *, at: datetime) -> None:
    """Take these ways in only where those of now open nothing; what stood there is kept."""
    if is_readable(profile.keys) and not ways_in.is_others:
        return
    with explained_file_errors():
        keep_a_copy_aside(profile.keys, at)
        write_durably(profile.keys, ways_in.content)
