"""A folder that keeps copies: a copy gets its name when it is whole, and never before.

20261122T081500Z/    office.db, keys.json, files.bin (which files belong to it), manifest.json
files/ab/abcd…       the encrypted files of all copies, each once
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, tzinfo
from itertools import chain, count
from pathlib import Path

from desktop_app.domain.backups import Backup, BackupPlace, to_drop
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.backup.file_list import read_file_list
from desktop_app.storage.backup.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from desktop_app.storage.durable_file import (
    explained_file_errors,
    replace_patiently,
    sync_folder,
    write_durably,
)
from desktop_app.storage.profile_folder import FILES, KEYS

FILE_LIST = "files.bin"
_LEAST_ROOM = 1024 * 1024
_PART = ".part-"
_NAME = "%Y%m%dT%H%M%S%fZ"

_TOLD = {
    Trouble.DISK_FULL: Trouble.BACKUP_NO_ROOM,
    Trouble.FOLDER_READ_ONLY: Trouble.BACKUP_PLACE_CLOSED,
}


class Place:
    """Copies of one profile in one folder."""

    def __init__(self, folder: Path, which: BackupPlace) -> None:
        self.folder = folder
        self.which = which

    @property
    def files(self) -> Path:
        return self.folder / FILES

    def folder_of(self, backup: Backup) -> Path:
        return self.folder / backup.name

    def manifests(self) -> list[Manifest]:
        """Read what is said of the whole copies here, the newest first; the damaged are not."""
        found: list[Manifest] = []
        with explained_in(self.which):
            folders = [one for one in self._folders() if _PART not in one.name]
        for folder in folders:
            with suppress(ExpectedError):
                found.append(read_manifest(folder, self.which))
        return sorted(found, key=lambda one: one.backup.made_at, reverse=True)

    def manifest(self, name: str) -> Manifest:
        """Read what is said of one copy; ExpectedError BACKUP_DAMAGED."""
        return read_manifest(self.folder / name, self.which)

    @contextmanager
    def new(self, made_at: datetime) -> Iterator[tuple[Path, Callable[[Manifest], Manifest]]]:
        """Give a folder for a copy, and what gives it its name; without a name it goes again."""
        with explained_in(self.which, self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._clear_parts()
            part = self.folder / f"{_PART}{secrets.token_hex(4)}"
            part.mkdir()
            try:
                yield part, lambda manifest: self._finish(part, manifest, made_at)
            finally:
                shutil.rmtree(part, ignore_errors=True)

    def thin(self, now: datetime, zone: tzinfo) -> None:
        """Take away the copies that are not kept, and the files that no copy names any more."""
        manifests = self.manifests()
        dropped = to_drop([(m.backup.made_at, m.backup.occasion) for m in manifests], now, zone)
        with explained_in(self.which):
            for manifest in manifests:
                if manifest.backup.made_at in dropped:
                    folder = self.folder_of(manifest.backup)
                    # Without its manifest it counts as no copy, should this be cut off.
                    (folder / MANIFEST).unlink()
                    shutil.rmtree(folder, ignore_errors=True)
            if dropped:
                self._drop_files({m.backup.name for m in manifests if m.backup.made_at in dropped})

    def refresh_keys(self, keys: bytes) -> None:
        """Let the ways in of now open every copy: who was shut out gets into none of them."""
        with explained_in(self.which):
            for folder in self._folders():
                path = folder / KEYS
                if path.is_file() and path.read_bytes() != keys:
                    write_durably(path, keys)

    def _finish(self, part: Path, manifest: Manifest, made_at: datetime) -> Manifest:
        write_manifest(part, manifest)
        sync_folder(part)
        final = self._unused(made_at.astimezone(UTC).strftime(_NAME))
        replace_patiently(part, final)
        sync_folder(self.folder)
        return read_manifest(final, self.which)

    def _unused(self, name: str) -> Path:
        """A clock that stands still, or was put back, must not write over a copy."""
        names = chain([name], (f"{name}-{number}" for number in count(2)))
        return next(path for one in names if not (path := self.folder / one).exists())

    def _drop_files(self, gone: set[str]) -> None:
        """Drop what no copy names; nothing where a list that is left cannot be read."""
        named: set[str] = set()
        for folder in self._folders():
            if folder.name not in gone:
                try:
                    named.update(read_file_list(folder / FILE_LIST))
                except (OSError, ValueError):
                    return
        for path in self.files.glob("??/*"):
            if path.name not in named:
                path.unlink(missing_ok=True)

    def _folders(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [one for one in self.folder.iterdir() if one.is_dir() and one.name != FILES]

    def _clear_parts(self) -> None:
        for part in self.folder.glob(f"{_PART}*"):
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def explained_in(place: BackupPlace, folder: Path | None = None) -> Iterator[None]:
    """Turn what goes wrong in a place of copies into ExpectedError with fact `place`.

    Where SQLite finds no room for the file beside its log, it says no more than that it cannot
    write; whether `folder` is full then tells which it is.
    """
    facts = {"place": place.value}
    try:
        with explained_file_errors():
            yield
    except ExpectedError as error:
        told = _TOLD.get(error.trouble)
        if told is None:
            raise
        if folder is not None and _is_full(folder):
            told = Trouble.BACKUP_NO_ROOM
        raise ExpectedError(told, facts=facts) from error
    except OSError as error:
        # A stick pulled out, a share that went away: each system has numbers of its own for it.
        raise ExpectedError(Trouble.BACKUP_PLACE_GONE, facts=facts) from error


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False
