"""Copies as they are found before anything is unlocked: in a profile, on a stick, in a share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop_app.domain.backups import Backup, BackupPlace
from desktop_app.storage.backup.copies import SECOND_FOLDER, own_place
from desktop_app.storage.backup.place import Place, explained_in


def places_in(folder: Path) -> Iterator[Place]:
    """Look for places of copies in a folder that somebody points at, at any of their levels."""
    with explained_in(BackupPlace.SECOND):
        roots = [one for one in (folder, folder / SECOND_FOLDER) if one.is_dir()]
        below = [one for root in roots for one in sorted(root.iterdir()) if one.is_dir()]
    own = own_place(folder).folder
    for candidate in dict.fromkeys([own, *below, *roots]):
        which = BackupPlace.FIRST if candidate == own else BackupPlace.SECOND
        place = Place(candidate, which)
        if place.manifests():
            yield place


def copies_in(folder: Path) -> list[tuple[Place, Backup]]:
    """List every whole copy found there, the newest first."""
    found = [(place, one.backup) for place in places_in(folder) for one in place.manifests()]
    return sorted(found, key=lambda one: one[1].made_at, reverse=True)
