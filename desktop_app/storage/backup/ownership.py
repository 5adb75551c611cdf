"""Whose copy it is: that of another PC must not take the place of this one's data.

The key of a profile is its surest mark: each PC drew its own when it was set up, and a new identity
at the server, as after a return, leaves it as it is.
"""

from __future__ import annotations

import json
from enum import Enum, auto
from pathlib import Path
from uuid import UUID

from sqlcipher3 import dbapi2

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.backup.copies import own_place
from desktop_app.storage.backup.key_files import is_readable
from desktop_app.storage.backup.making import Source
from desktop_app.storage.backup.place import Place
from desktop_app.storage.backup.snapshot import reading
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.profile_folder import DATABASE, KEYS

_IDENTITY = "SELECT value FROM desk_state WHERE name = 'identity'"
_OFFICE = "SELECT name FROM office WHERE uid = ?"


class Owner(Enum):
    """Whose copy it is, seen from a profile: its own, of another PC, or nobody can tell."""

    SELF = auto()
    OTHER = auto()
    UNKNOWN = auto()


def owner_of(profile: Source, place: Place, keys: Path) -> Owner:
    """Say whose a copy is that `profile.key` opens; `keys` are the ways into it.

    A PC without any data is to become what the copy is. UNKNOWN is a copy where so little is left
    here that nothing speaks for another PC.
    """
    own = own_place(profile.folder)
    copies = [own.folder_of(one.backup) for one in own.manifests()]
    if place.folder == own.folder or any(
        opens(one / DATABASE, profile.key) for one in (profile.folder, *copies)
    ):
        return Owner.SELF
    has_keys, has_data = profile.keys.exists(), profile.database.exists()
    if not (has_keys or has_data or copies) or _share_a_way(profile.keys, keys):
        return Owner.SELF
    if copies or (has_data and is_readable(profile.keys)):
        return Owner.OTHER
    return Owner.UNKNOWN


def seems_foreign(folder: Path, place: Place, name: str) -> bool:
    """Say, before anything is unlocked, whether a copy shares nothing with what lies here."""
    own = own_place(folder)
    if place.folder == own.folder:
        return False
    known = own.manifests()
    if place.manifest(name).digests.get(DATABASE) in {one.digests.get(DATABASE) for one in known}:
        return False
    files = (folder / KEYS, *(own.folder_of(one.backup) / KEYS for one in known))
    ways_in = [one for one in files if is_readable(one)]
    theirs = place.folder / name / KEYS
    return bool(ways_in) and not any(_share_a_way(one, theirs) for one in ways_in)


def told_owner(copy: Path, key: bytes) -> dict[str, str]:
    """Read out of a copy which desk of which office it is; ExpectedError BACKUP_DAMAGED."""
    try:
        with reading(copy / DATABASE, key) as connection:
            (written,) = connection.execute(_IDENTITY).fetchone()
            identity = json.loads(written)
            office = connection.execute(_OFFICE, (UUID(identity["office_uid"]).bytes,)).fetchone()
    except (dbapi2.Error, OSError, TypeError, ValueError, KeyError) as error:
        raise ExpectedError(Trouble.BACKUP_DAMAGED) from error
    return {"letter": str(identity["letter"]), "office": "" if office is None else str(office[0])}


def opens(database: Path, key: bytes) -> bool:
    """Say whether a database is under this key, whole or not."""
    try:
        with reading(database, key) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (dbapi2.Error, OSError):
        return False
    return True


def _share_a_way(first: Path, second: Path) -> bool:
    """A way in has salt of its own, so the same one stands in the files of one profile only."""
    try:
        return not KeyFile(first).wraps().isdisjoint(KeyFile(second).wraps())
    except ExpectedError:
        return False
